// SPDX-License-Identifier: GPL-2.0-only
/* --verify: what make says, which edits keep the code, and the copy of a tree. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/api/api.h"
#include "base/files/load.h"
#include "base/files/dir.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "base/files/save.h"
#include "outcome/result/edits.h"
#include "patch/verify/expect.h"
#include "patch/verify/farm.h"
#include "patch/verify/make.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char said_by_make[] =
	"/w/source/a/one.c:3:1: warning: 'x' defined but not used [-Wunused-variable]\n"
	"/w/source/a/two.c:7:2: error: 'y' undeclared\n"
	"/w/source/a/two.c:9:2: error: 'z' undeclared\n"
	"make[2]: *** [/w/source/scripts/Makefile.build:250: a/two.o] Error 1\n"
	"In file included from /w/source/a/three.c:1:\n"
	"/w/source/include/h.h:5:1: error: expected ';'\n"
	"/w/source/a/one.c:4:1: warning: again\n"
	"make[2]: *** [/w/source/scripts/Makefile.build:250: a/three.o] Error 1\n"
	"make[2]: *** [/w/source/scripts/Makefile.build:250: a/silent.o] Error 127\n"
	"make[3]: *** No rule to make target 'b/none.o'.\n"
	"make[1]: Target 'b/late.o' not remade because of errors.\n";

static void expect_error(const char *object, const char *expected)
{
	const struct buf said = { .data = (char *)said_by_make, .length = strlen(said_by_make) };
	char *error = said_error(&said, object, "/w/source");

	assert_string_equal(error ? error : "-", expected);
	free(error);
}

static void test_said_error(void **state)
{
	const struct buf nothing = {0};

	(void)state;
	expect_error("a/two.o", "a/two.c:7:2: error: 'y' undeclared");
	expect_error("a/three.o", "include/h.h:5:1: error: expected ';'");
	expect_error("a/silent.o", "make[2]: *** [/w/source/scripts/Makefile.build:250: a/silent.o] Error 127");
	expect_error("b/none.o", "make[3]: *** No rule to make target 'b/none.o'.");
	expect_error("b/late.o", "make[2]: *** [/w/source/scripts/Makefile.build:250: a/two.o] Error 1");
	expect_error("a/one.o", "-");
	expect_error("wo.o", "-");
	assert_null(said_error(&nothing, "a/two.o", "/w/source"));
}

static void test_said_warning(void **state)
{
	const struct buf said = { .data = (char *)said_by_make, .length = strlen(said_by_make) };
	const struct buf nothing = {0};
	size_t n;
	char *warning = said_warning(&said, "a/one.c", &n);

	(void)state;
	assert_string_equal(warning, "warning: 'x' defined but not used [-Wunused-variable]");
	assert_int_equal(n, 2);
	free(warning);
	assert_null(said_warning(&said, "a/two.c", &n));
	assert_int_equal(n, 0);
	assert_null(said_warning(&nothing, "a/two.c", &n));
}

static void test_edits_keep_code(void **state)
{
	static const struct {
		const char *old, *new;
		bool keeps;
	} cases[] = {
		{ "1", "FOLL_WRITE", true },
		{ "true", "FOLL_WRITE", true },
		{ "0x11", "FOLL_WRITE | FOLL_FORCE", true },
		{ "0x11", "FOLL_FORCE|FOLL_WRITE", true },
		{ "2", "FOLL_WRITE", false },
		{ "false", "0", true },
		{ "write", "write ? FOLL_WRITE : 0", false },
		{ "1", "FOLL_WRITE,\n", false },	/* __LINE__ is another one below */
		{ "1", "", false },
		{ "1", "FOLL_NO_SUCH", false },
		{ "1", "FOLL_WRITE |", false },
		{ "1x", "FOLL_WRITE", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct edit edit = { .old_text = (char *)cases[i].old, .new_text = (char *)cases[i].new };

		if (edits_keep_code(&edit, 1, KERNEL(6, 1)) != cases[i].keeps)
			fail_msg("%s -> %s", cases[i].old, cases[i].new);
	}
	assert_false(edits_keep_code(NULL, 0, KERNEL(6, 1)));
}

static char root[] = "/tmp/test_verify.XXXXXX";

static void plant(const char *path)
{
	char *full = path_join(root, path);
	struct err err = {0};

	for (char *slash = full + strlen(root); (slash = strchr(slash + 1, '/')); *slash = '/') {
		*slash = '\0';
		mkdir(full, 0700);
	}
	assert_int_equal(save_file(full, "old", 3, &err), 0);
	free(full);
}

/* What the path of the copy holds: "old", "new", or "" for nothing. */
static void expect_text(const char *path, const char *expected)
{
	char *full = path_join(root, path);
	struct buf text = {0};
	struct err err = {0};

	load_file(&text, full, &err);
	assert_string_equal(text.data ? text.data : "", expected);
	err_clear(&err);
	buf_free(&text);
	free(full);
}

static void test_farm(void **state)
{
	char *tree = path_join(root, "tree"), *copy = path_join(root, "copy"), *link = path_join(root, "tree/link");
	char *gone = path_join(root, "tree/a/gone.c"), *gone_copy = path_join(root, "copy/a/gone.c");
	struct err err = {0};
	struct stat st;

	(void)state;
	plant("tree/a/gone.c");
	plant("tree/a/b.c");
	plant("tree/a/b.o");
	plant("tree/.config");
	plant("tree/include/generated/x.h");
	plant("tree/include/config/x.h");
	plant("tree/arch/x86/include/generated/x.h");
	plant("tree/arch/x86/include/asm/x.h");
	assert_int_equal(symlink("a", link), 0);
	assert_int_equal(farm_plant(tree, copy, &err), 0);
	expect_text("copy/a/b.c", "old");
	expect_text("copy/arch/x86/include/asm/x.h", "old");
	expect_text("copy/a/b.o", "");
	expect_text("copy/.config", "");
	expect_text("copy/include/generated/x.h", "");
	expect_text("copy/include/config/x.h", "");
	expect_text("copy/arch/x86/include/generated/x.h", "");
	/* A file of the copy is another one, also by way of the tree's own links. */
	assert_int_equal(farm_replace(copy, "a/b.c", "new", 3, &err), 0);
	assert_int_equal(farm_replace(copy, "a/made.h", "new", 3, &err), 0);
	expect_text("copy/link/b.c", "new");
	expect_text("tree/a/b.c", "old");
	assert_int_equal(farm_restore(tree, copy, "a/b.c", &err), 0);
	assert_int_equal(farm_restore(tree, copy, "a/made.h", &err), 0);
	expect_text("copy/a/b.c", "old");
	expect_text("copy/a/made.h", "");
	/* Once more: what somebody left, and what the tree has no more, is gone. */
	assert_int_equal(farm_replace(copy, "a/b.c", "new", 3, &err), 0);
	plant("copy/left/over.c");
	plant("tree/a/late.c");
	unlink(gone);
	assert_int_equal(farm_plant(tree, copy, &err), 0);
	expect_text("copy/a/b.c", "old");
	expect_text("copy/a/late.c", "old");
	expect_text("copy/left/over.c", "");
	assert_int_equal(lstat(gone_copy, &st), -1);
	dir_remove(copy);
	expect_text("tree/a/b.c", "old");
	free(gone_copy);
	free(gone);
	free(link);
	free(copy);
	free(tree);
}

static int begin(void **state)
{
	(void)state;
	return mkdtemp(root) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	dir_remove(root);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_said_error),
		cmocka_unit_test(test_said_warning),
		cmocka_unit_test(test_edits_keep_code),
		cmocka_unit_test(test_farm),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
