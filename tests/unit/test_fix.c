// SPDX-License-Identifier: GPL-2.0-only
/*
 * Findings made by hand, as rules would never make some of them: which of them become edits, and what
 * of these is proved.
 */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "patch/fix/fix.h"
#include "patch/prove/rewrite.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* libclang's threads have a signal stack of their own, which the address sanitizer would unmap. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "use_sigaltstack=0";
}

/* The call is at line 4, column 9. */
#define LAMP(call) "#include <linux/mm.h>\nint lamp(unsigned long at, struct page **pages)\n{\n\treturn " call ";\n}\n"
#define CALL "get_user_pages_fast(at  +  1, 1, 1, /* all */ pages)"

struct fixture {
	char *folder, *path;
	struct run_options options;
	struct run run;
	struct choices choices;
};

static void put(const struct fixture *f, const char *path, const char *text)
{
	char *full = mem_printf("%s/%s", f->folder, path);
	FILE *file = fopen(full, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(full);
}

static void make_folder(const struct fixture *f, const char *path)
{
	char *full = mem_printf("%s/%s", f->folder, path);

	assert_int_equal(mkdir(full, 0777), 0);
	free(full);
}

static int setup(void **state)
{
	struct fixture *f = mem_calloc(1, sizeof(*f));
	char folder[] = "/tmp/guptidy-fix-XXXXXX";
	struct err err = {0};

	assert_non_null(mkdtemp(folder));
	f->folder = realpath(folder, NULL);
	make_folder(f, "include");
	make_folder(f, "include/linux");
	make_folder(f, "drivers");
	put(f, "Makefile", "VERSION = 5\nPATCHLEVEL = 2\n");
	put(f, "include/linux/mm.h", "#define FOLL_WRITE 1\nstruct page;\nint get_user_pages_fast(unsigned long at, "
	    "int n, unsigned int gup_flags, struct page **pages);\n");
	put(f, "drivers/lamp.c", LAMP(CALL));
	f->path = mem_printf("%s/drivers/lamp.c", f->folder);
	f->options = (struct run_options){
		.paths = (const char *const *)&f->path, .n_paths = 1, .jobs = 1, .time_limit = 60,
		.mends = true,
	};
	assert_int_equal(run_open(&f->run, &f->options, &err), 0);
	*state = f;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	run_close(&f->run);
	choices_free(&f->choices);
	nftw(f->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(f->folder);
	free(f->path);
	free(f);
	return 0;
}

/* A finding about the call of drivers/lamp.c. */
static struct finding *find(struct fixture *f, const char *fix)
{
	struct finding finding = {
		.rule = rules[0]->name, .severity = SEVERITY_ERROR, .confidence = CONFIDENCE_HIGH,
		.path = mem_strdup("drivers/lamp.c"), .line = 4, .column = 9,
		.text = mem_strdup(""), .function = mem_strdup("lamp"), .callee = mem_strdup(""),
		.message = mem_strdup(""), .fix = fix ? mem_strdup(fix) : NULL,
	};

	VEC_PUSH(&f->run.result.findings, finding);
	return &f->run.result.findings.items[f->run.result.findings.n - 1];
}

/* True if drivers/lamp.c is made, proved, with that call. */
static bool makes(struct fixture *f, const char *call)
{
	char *wanted = mem_printf(LAMP("%s"), call);
	struct rewrite rewrite;
	struct err err = {0};
	bool is_made;

	assert_int_equal(rewrite_all(&f->run, &f->options, &rewrite, &err), 0);
	is_made = rewrite.n == 1 && !strcmp(rewrite.items[0].new_text.data, wanted);
	rewrite_free(&rewrite);
	free(wanted);
	return is_made;
}

static void test_an_argument_changes_alone(void **state)
{
	struct fixture *f = *state;

	find(f, "get_user_pages_fast(at + 1, 1,   FOLL_WRITE, pages)");
	assert_int_equal(fix_findings(&f->run, &f->choices), 0);
	assert_int_equal(f->run.result.left.n, 0);
	assert_true(makes(f, "get_user_pages_fast(at  +  1, 1, FOLL_WRITE, /* all */ pages)"));
}

static void test_two_findings_are_one_edit(void **state)
{
	struct fixture *f = *state;

	find(f, "get_user_pages_fast(at + 1, 1, FOLL_WRITE, pages)");
	find(f, "get_user_pages_fast(at + 1,\n1, FOLL_WRITE, pages)");
	fix_findings(&f->run, &f->choices);
	assert_int_equal(f->run.result.edits.n, 1);
	assert_int_equal(f->run.result.left.n, 0);
}

static void test_two_opinions(void **state)
{
	struct fixture *f = *state;

	find(f, "get_user_pages_fast(at + 1, 1, FOLL_WRITE, pages)");
	find(f, "get_user_pages_fast(at + 1, 1, 0, pages)");
	fix_findings(&f->run, &f->choices);
	assert_int_equal(f->run.result.edits.n, 1);
	assert_int_equal(f->run.result.left.n, 1);
}

static void test_a_call_that_would_not_fit_is_not_proved(void **state)
{
	struct fixture *f = *state;

	find(f, "get_user_pages_fast(at + 1, FOLL_WRITE, /* all */ pages)");
	fix_findings(&f->run, &f->choices);
	assert_int_equal(f->run.result.edits.n, 1);
	assert_false(makes(f, "get_user_pages_fast(at + 1, FOLL_WRITE, /* all */ pages)"));
	assert_int_equal(f->run.result.unanalysed.n, 1);
	assert_int_equal(f->run.result.edits.n, 0);
}

/* Nor if it did not fit before. */
static void test_a_call_that_does_not_fit_must(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};

	run_close(&f->run);
	put(f, "drivers/lamp.c", LAMP("get_user_pages_fast(at, 1, 1, 1, pages)"));
	assert_int_equal(run_open(&f->run, &f->options, &err), 0);
	find(f, "get_user_pages_fast(1, pages)");
	fix_findings(&f->run, &f->choices);
	assert_int_equal(f->run.result.edits.n, 1);
	assert_false(makes(f, "get_user_pages_fast(1, pages)"));
	assert_non_null(strstr(f->run.result.unanalysed.items[0].reason, "would not fit"));
}

static void test_more_than_a_call(void **state)
{
	struct fixture *f = *state;

	find(f, "get_user_pages_fast(at + 1, 1, FOLL_WRITE, pages), 1");
	fix_findings(&f->run, &f->choices);
	assert_int_equal(f->run.result.edits.n, 0);
	assert_int_equal(f->run.result.left.n, 1);
}

static void test_a_comment_stays(void **state)
{
	struct fixture *f = *state;

	find(f, "get_user_pages_fast(at + 1, 1, FOLL_WRITE)");
	fix_findings(&f->run, &f->choices);
	assert_int_equal(f->run.result.edits.n, 0);
	assert_int_equal(f->run.result.left.n, 1);
}

/* With --all it is shown, which asks for nothing; with its rule named it is asked for. */
static void test_advice_and_guesses_are_asked_for_by_name(void **state)
{
	struct fixture *f = *state;

	f->choices.all = true;
	find(f, "get_user_pages_fast(at + 1, 1, FOLL_WRITE, pages)")->severity = SEVERITY_ADVICE;
	find(f, "get_user_pages_fast(at + 1, 1, FOLL_WRITE, pages)")->confidence = CONFIDENCE_LOW;
	find(f, NULL);
	assert_int_equal(fix_findings(&f->run, &f->choices), 3);
	assert_int_equal(f->run.result.edits.n, 0);
	VEC_PUSH(&f->choices.rules, rules[0]);
	assert_int_equal(fix_findings(&f->run, &f->choices), 1);
	assert_int_equal(f->run.result.edits.n, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_argument_changes_alone),
		TEST(test_two_findings_are_one_edit),
		TEST(test_two_opinions),
		TEST(test_a_call_that_would_not_fit_is_not_proved),
		TEST(test_a_call_that_does_not_fit_must),
		TEST(test_more_than_a_call),
		TEST(test_a_comment_stays),
		TEST(test_advice_and_guesses_are_asked_for_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
