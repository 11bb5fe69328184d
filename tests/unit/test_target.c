// SPDX-License-Identifier: GPL-2.0-only
/* Targets: what words name, and what those kernels declare. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/data/err.h"
#include "base/data/mem.h"
#include "calls/target/target.h"
#include "calls/target/word.h"

static const struct target_options options = { .jobs = 1 };

/* --- words --- */

static void words_are_versions(void **state)
{
	static const struct {
		const char *word;
		unsigned version, code;
	} versions[] = {
		{"6.12", KERNEL(6, 12), 0x060c00},
		{"v5.4", KERNEL(5, 4), 0x050400},
		{"4.19.3", KERNEL(4, 19), 0x041303},
		{"4.9.337", KERNEL(4, 9), 0x0409ff},
		{"5.4-rc1", KERNEL(5, 4), 0x050400},
		{"v6.0-rc8", KERNEL(6, 0), 0x060000},
		{"4.4", KERNEL(4, 4), 0x040400},
		{"7.1", KERNEL(7, 1), 0x070100},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(versions); i++) {
		struct version_word read = {0};
		struct err err = {0};

		if (version_word_read(versions[i].word, &read, &err))
			fail_msg("%s", err.text);
		assert_int_equal(read.version, versions[i].version);
		assert_int_equal(read.code, versions[i].code);
	}
}

/* Each error says what to do instead. */
static void other_words_are_refused(void **state)
{
	static const struct { const char *word, *text; } wrong[] = {
		{"6", "no version"}, {"6.", "no version"}, {"6.12.", "no version"},
		{"6.12.1.1", "no version"}, {"6.x", "no version"}, {"6.12-rc", "no version"},
		{"6.123456", "no version"}, {"6.12 ", "no version"}, {"V6.12", "nor a folder"},
		{"", "nor a folder"}, {"next", "nor a folder"},
		{"6.1.0-28-amd64", "/lib/modules/"}, {"5.14.0-427.el9", "/lib/modules/"},
		{"4.3", "from v4.4 to v7.1"}, {"2.6.32", "from v4.4"}, {"7.2", "a kernel tree"},
		{"4.21", "5.0 followed v4.20"}, {"5.20", "6.0 followed v5.19"},
		{"9999.9999", "no version"}, {"3.999", "from v4.4"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		struct target target;
		struct err err = {0};

		if (!target_open(&target, wrong[i].word, &options, &err))
			fail_msg("\"%s\" was taken", wrong[i].word);
		assert_non_null(strstr(err.text, wrong[i].text));
		assert_memory_equal(err.text, wrong[i].word, strlen(wrong[i].word));
		err_clear(&err);
		target_close(&target);
	}
}

/* --- versions --- */

/* Parameters of what a caller outside of mm/ sees, or -1: not there. */
static int length_of(const struct target *target, const char *name)
{
	const struct gup_function *function = gup_function_find(name, strlen(name));
	struct candidates candidates;

	assert_non_null(function);
	family_candidates(&target->family, function, "drivers/a/b.c", &candidates);
	return candidates.n ? (int)candidates.items[0]->prototype.n : -1;
}

static void open_word(struct target *target, const char *word)
{
	struct err err = {0};

	if (target_open(target, word, &options, &err))
		fail_msg("%s", err.text);
}

static void a_version_has_its_own_functions(void **state)
{
	static const struct {
		const char *word, *name;
		int length;
	} known[] = {
		{"4.5", "get_user_pages", 8}, {"4.6", "get_user_pages", 6},
		{"4.9", "get_user_pages", 5}, {"v6.5", "get_user_pages", 4},
		{"4.14", "get_user_pages_longterm", -1}, {"5.1.21", "get_user_pages_longterm", 5},
		{"5.2-rc1", "get_user_pages_longterm", -1}, {"5.5", "pin_user_pages", -1},
		{"5.6", "pin_user_pages", 5}, {"6.8", "follow_page", 3}, {"6.12", "follow_page", -1},
		{"4.8", "__get_user_pages", 8}, {"4.9", "__get_user_pages", -1},
		{"6.12", "__get_user_pages", -1}, {"4.9", "__get_user_pages_unlocked", 6},
		{"4.10", "__get_user_pages_unlocked", -1},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		struct target target;

		open_word(&target, known[i].word);
		if (length_of(&target, known[i].name) != known[i].length)
			fail_msg("%s in %s", known[i].name, known[i].word);
		assert_string_equal(target.name, known[i].word + (*known[i].word == 'v'));
		assert_null(target.root);
		target_close(&target);
	}
}

static void a_version_has_its_own_flags(void **state)
{
	static const struct {
		const char *word, *flag;
		bool has;
	} flags[] = {
		{"5.1", "FOLL_LONGTERM", false}, {"5.2", "FOLL_LONGTERM", true},
		{"5.17", "FOLL_MLOCK", true}, {"5.18", "FOLL_MLOCK", false},
		{"6.12", "FOLL_WRITE", true}, {"6.12", "FOLL_NOSUCH", false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(flags); i++) {
		struct target target;

		open_word(&target, flags[i].word);
		assert_int_equal(family_has_flag(&target.family, flags[i].flag), flags[i].has);
		target_close(&target);
	}
}

/* Whoever checks against it judges as with a tree, and not as a driver alone. */
static void a_version_is_known(void **state)
{
	struct target target;

	(void)state;
	open_word(&target, "6.12");
	assert_true(family_is_known(&target.family));
	for (size_t i = 0; i < target.family.n; i++)
		assert_false(target.family.items[i].is_mainline);
	target_close(&target);
}

/* --- trees --- */

static char folder[] = "/tmp/guptidy-target-XXXXXX";

/* Writes folder/path, with the folders it needs. */
static void put(const char *path, const char *text)
{
	char *full = mem_printf("%s/%s", folder, path);
	FILE *file;

	for (char *slash = full + strlen(folder) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(full, 0777);
		*slash = '/';
	}
	file = fopen(full, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(full);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int set_up(void **state)
{
	(void)state;
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	assert_non_null(mkdtemp(folder));
	put("Makefile", "VERSION = 4\nPATCHLEVEL = 4\nSUBLEVEL = 189\nEXTRAVERSION =\n");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* By number it takes eight arguments; this one was patched, as 4.4's late stable levels were. */
static void a_trees_own_prototypes_decide(void **state)
{
	struct target target;

	(void)state;
	put("include/linux/mm.h",
	    "#define FOLL_WRITE 0x01\n"
	    "#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 4, 100)\n"
	    "long get_user_pages(unsigned long start, unsigned long nr_pages);\n"
	    "#endif\n"
	    "long get_user_pages(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,\n"
	    "		    unsigned long nr_pages, unsigned int gup_flags,\n"
	    "		    struct page **pages, struct vm_area_struct **vmas);\n");
	open_word(&target, folder);
	assert_int_equal(length_of(&target, "get_user_pages"), 7);
	assert_int_equal(length_of(&target, "get_user_pages_fast"), -1);
	assert_true(family_has_flag(&target.family, "FOLL_WRITE"));
	assert_false(family_has_flag(&target.family, "FOLL_FORCE"));
	assert_string_equal(target.name, "4.4.189");
	assert_string_equal(target.root, folder);
	assert_int_equal(target.version, KERNEL(4, 4));
	assert_int_equal(target.version_code, 0x0404bd);
	target_close(&target);
}

/* A folder may be called as a version is: then it is written with its path. */
static void a_version_is_no_folder(void **state)
{
	struct target target;
	char *old = getcwd(NULL, 0);

	(void)state;
	put("6.12/Makefile", "VERSION = 5\nPATCHLEVEL = 1\n");
	put("6.12/include/linux/mm.h", "int get_user_pages_fast(int a);\n");
	put("6.12-mine/Makefile", "VERSION = 5\nPATCHLEVEL = 1\n");
	put("6.12-mine/include/linux/mm.h", "int get_user_pages_fast(int a);\n");
	assert_int_equal(chdir(folder), 0);
	open_word(&target, "6.12");
	assert_null(target.root);
	target_close(&target);
	open_word(&target, "./6.12");
	assert_int_equal(length_of(&target, "get_user_pages_fast"), 1);
	target_close(&target);
	open_word(&target, "6.12-mine");
	assert_int_equal(length_of(&target, "get_user_pages_fast"), 1);
	target_close(&target);
	assert_int_equal(chdir(old), 0);
	free(old);
}

static void a_folder_without_a_family_is_refused(void **state)
{
	struct target target;
	struct err err = {0};
	char *below;

	(void)state;
	assert_int_equal(target_open(&target, folder, &options, &err), -1);
	assert_non_null(strstr(err.text, "declares nothing"));
	err_clear(&err);
	target_close(&target);
	put("drivers/a.c", "\n");
	below = mem_printf("%s/drivers", folder);
	assert_int_equal(target_open(&target, below, &options, &err), -1);
	assert_non_null(strstr(err.text, "not a kernel tree"));
	err_clear(&err);
	target_close(&target);
	free(below);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_versions),
		cmocka_unit_test(other_words_are_refused),
		cmocka_unit_test(a_version_has_its_own_functions),
		cmocka_unit_test(a_version_has_its_own_flags),
		cmocka_unit_test(a_version_is_known),
		cmocka_unit_test_setup_teardown(a_trees_own_prototypes_decide, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_version_is_no_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_folder_without_a_family_is_refused, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
