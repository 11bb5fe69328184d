// SPDX-License-Identifier: GPL-2.0-only
/* The plan room: what a call shall become, and how it is written. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "outcome/plan/print.h"
#include "c/source/source.h"
#include "c/syntax/call.h"

#include <stdlib.h>
#include <string.h>

/* One argument of a planned call; a row of them ends with END. */
struct row_argument {
	size_t old;
	const char *text;
};

#define OLD(i) { (i), NULL }
#define PUT(i, text) { (i), (text) }
#define NEW(text) { NO_ARGUMENT, (text) }
#define END { 0, "end" }

struct row {
	const char *before;		/* a function that calls get_user_pages() once */
	const char *callee;
	struct row_argument arguments[9];
	const char *after;		/* NULL: it cannot be written */
};

static void make_plan(struct call_plan *plan, const struct row *row, const struct call *call,
		      struct arena *arena)
{
	call_plan_clear(plan, call, arena);
	plan->callee = row->callee;
	for (const struct row_argument *a = row->arguments; !a->text || strcmp(a->text, "end"); a++)
		call_plan_add(plan, a->old, a->text);
}

/* The text with its one call printed as planned, or NULL; the caller frees it. */
static char *printed(const struct row *row)
{
	const char *text = row->before;
	struct scanned_file file = {0};
	struct edit_list edits = {0};
	struct buf after = {0};
	struct call_plan plan;
	struct source source;
	struct err err = {0};
	struct call call;

	scan_text("drivers/a.c", text, strlen(text), &file);
	assert_int_equal(file.n_mentions, 1);
	source_from_text(&source, &file, text, strlen(text));
	assert_int_equal(call_read(&source.outline, source.tokens[0], &source.arena, &call), 0);
	make_plan(&plan, row, &call, &source.arena);
	if (!call_print(&source, &call, &plan, &edits))
		assert_int_equal(edit_apply(edits.items, edits.n, text, strlen(text), &after, &err), 0);
	edit_list_free(&edits);
	source_close(&source);
	scanned_file_free(&file);
	return after.data;
}

static void assert_printed(const struct row *rows, size_t n)
{
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++) {
		char *after = printed(&rows[i]);
		bool is_right = after && rows[i].after ? !strcmp(after, rows[i].after) :
			after == rows[i].after;

		if (!is_right)
			print_error("%s---\n%s", rows[i].before, after ? after : "(none)\n");
		wrong += !is_right;
		free(after);
	}
	assert_int_equal(wrong, 0);
}

static void what_a_plan_leaves_keeps_its_bytes(void **state)
{
	static const struct row rows[] = {
		{ "\tget_user_pages(a,b, /* c */ c);\n", NULL, { OLD(0), OLD(1), OLD(2), END },
		  "\tget_user_pages(a,b, /* c */ c);\n" },
		{ "\tget_user_pages (a,\tb /* b */,\n\t\tc );\n", NULL, { OLD(0), PUT(1, "x"), OLD(2), END },
		  "\tget_user_pages (a,\tx /* b */,\n\t\tc );\n" },
		{ "\tget_user_pages(a /* one */, b,\n\t\t\tc);\n", NULL, { OLD(1), OLD(0), OLD(2), END },
		  "\tget_user_pages(b /* one */, a,\n\t\t\tc);\n" },
		{ "\tget_user_pages();\n", NULL, { END }, "\tget_user_pages();\n" },
		/* A comment that only named the old argument goes with it. */
		{ "\tget_user_pages(a, 1 /* write */, c);\n", NULL,
		  { OLD(0), PUT(1, "FOLL_WRITE"), OLD(2), END }, "\tget_user_pages(a, FOLL_WRITE, c);\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

static void comments_keep_their_column(void **state)
{
	static const struct row rows[] = {
		{ "\tget_user_pages(a,\t/* a */\n\t\t1,\t\t/* w */\n\t\tc);\n", NULL,
		  { OLD(0), PUT(1, "FOLL_WRITE"), OLD(2), END },
		  "\tget_user_pages(a,\t/* a */\n\t\tFOLL_WRITE,\t/* w */\n\t\tc);\n" },
		{ "\tget_user_pages(a,\n\t\t1,\t\t  // w\n\t\tc);\n", NULL,
		  { OLD(0), PUT(1, "FOLL_WRITE"), OLD(2), END },
		  "\tget_user_pages(a,\n\t\tFOLL_WRITE,\t  // w\n\t\tc);\n" },
		{ "\tget_user_pages(a, // a\n\t\tFOLL_WRITE,   // w\n\t\tc);\n", NULL,
		  { OLD(0), PUT(1, "0"), OLD(2), END },
		  "\tget_user_pages(a, // a\n\t\t0,\t      // w\n\t\tc);\n" },
		/* No column, or one that has no room any more. */
		{ "\tget_user_pages(a,\n\t\t1, /* w */\n\t\tc);\n", NULL,
		  { OLD(0), PUT(1, "FOLL_WRITE"), OLD(2), END },
		  "\tget_user_pages(a,\n\t\tFOLL_WRITE, /* w */\n\t\tc);\n" },
		{ "\tget_user_pages(a,\n\t\t1,\t/* w */\n\t\tc);\n", NULL,
		  { OLD(0), PUT(1, "FOLL_WRITE"), OLD(2), END },
		  "\tget_user_pages(a,\n\t\tFOLL_WRITE,\t/* w */\n\t\tc);\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

static void a_first_argument_breaks_where_its_line_ends(void **state)
{
	static const struct row rows[] = {
		{ "\tget_user_pages(a, some_pages, some_flags, pages_of_it, vmas);\n", NULL,
		  { PUT(0, "the_start_of_it_all"), OLD(1), OLD(2), OLD(3), OLD(4), END },
		  "\tget_user_pages(the_start_of_it_all, some_pages, some_flags, pages_of_it,\n"
		  "\t\t       vmas);\n" },
		/* A file without tabs gets none. */
		{ "    get_user_pages_unlocked(the_start_of_it_all, a, some_flags, pages_of_it, vmas);\n", NULL,
		  { OLD(0), PUT(1, "some_pages"), OLD(2), OLD(3), OLD(4), END },
		  "    get_user_pages_unlocked(the_start_of_it_all,\n"
		  "                            some_pages, some_flags, pages_of_it, vmas);\n" },
		{ "    get_user_pages(a,\n                   b);\n", "get_user_pages_fast", { OLD(0), OLD(1), END },
		  "    get_user_pages_fast(a,\n                        b);\n" },
		{ "\tget_user_pages(a,\n\t\tsome_pages);\n", NULL, { PUT(0, "the_start_of_it_all"), OLD(1), END },
		  "\tget_user_pages(the_start_of_it_all,\n\t\tsome_pages);\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

static void arguments_go(void **state)
{
	static const struct row rows[] = {
		{ "\tget_user_pages(a, b, c);\n", NULL, { OLD(1), OLD(2), END }, "\tget_user_pages(b, c);\n" },
		{ "\tget_user_pages(a, b, c);\n", NULL, { OLD(0), OLD(2), END }, "\tget_user_pages(a, c);\n" },
		{ "\tget_user_pages(a, b, c);\n", NULL, { OLD(0), OLD(1), END }, "\tget_user_pages(a, b);\n" },
		{ "\tget_user_pages(a, b, c);\n", NULL, { OLD(1), END }, "\tget_user_pages(b);\n" },
		{ "\tget_user_pages(a);\n", NULL, { END }, "\tget_user_pages();\n" },
		{ "\tget_user_pages(a,\n\t\tb,\n\t\tc);\n", NULL, { OLD(1), OLD(2), END },
		  "\tget_user_pages(b,\n\t\tc);\n" },
		{ "\tget_user_pages(a,\n\t\tb,\n\t\tc);\n", NULL, { OLD(0), OLD(2), END },
		  "\tget_user_pages(a,\n\t\tc);\n" },
		{ "\tget_user_pages(a,\n\t\tb,\n\t\tc );\n", NULL, { OLD(0), OLD(1), END },
		  "\tget_user_pages(a,\n\t\tb );\n" },
		/* The comments of what goes go, those of its neighbours stay. */
		{ "\tget_user_pages(a, /* b */ b /* b */, /* c */ c);\n", NULL, { OLD(0), OLD(2), END },
		  "\tget_user_pages(a, /* c */ c);\n" },
		{ "\tget_user_pages(a, /* a */\n\t\tb, /* b */\n\t\tc); /* c */\n", NULL,
		  { OLD(0), OLD(2), END }, "\tget_user_pages(a, /* a */\n\t\tc); /* c */\n" },
		{ "\tget_user_pages(a, /* a */\n\t\tb, /* b */\n\t\tc); /* c */\n", NULL,
		  { OLD(0), OLD(1), END }, "\tget_user_pages(a, /* a */\n\t\tb /* b */); /* c */\n" },
		{ "\tget_user_pages(a, // a\n\t\tb, // b\n\t\tc);\n", NULL,
		  { OLD(0), OLD(1), END }, "\tget_user_pages(a, // a\n\t\tb // b\n\t\t);\n" },
		{ "\tget_user_pages(a, // a\n\t\tb, c);\n", NULL,
		  { OLD(0), OLD(2), END }, "\tget_user_pages(a, // a\n\t\tc);\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

static void arguments_come(void **state)
{
	static const struct row rows[] = {
		{ "\tget_user_pages();\n", NULL, { NEW("x"), END }, "\tget_user_pages(x);\n" },
		{ "\tget_user_pages(a);\n", NULL, { NEW("x"), OLD(0), END }, "\tget_user_pages(x, a);\n" },
		{ "\tget_user_pages(a);\n", NULL, { OLD(0), NEW("x"), END }, "\tget_user_pages(a, x);\n" },
		{ "\tget_user_pages(a,\n\t\tb);\n", NULL, { OLD(0), NEW("x"), OLD(1), END },
		  "\tget_user_pages(a, x,\n\t\tb);\n" },
		{ "\tget_user_pages(a, /* a */\n\t\tb /* b */);\n", NULL,
		  { OLD(0), NEW("x"), OLD(1), NEW("y"), END },
		  "\tget_user_pages(a, /* a */\n\t\tx, b /* b */, y);\n" },
		{ "\tget_user_pages(a, b // b\n\t\t);\n", NULL, { OLD(0), OLD(1), NEW("x"), END },
		  "\tget_user_pages(a, b, x // b\n\t\t);\n" },
		/* One line grows too long, one was before. */
		{ "\t\tret = get_user_pages(start_of_the_range, number_of_pages, flags, pages);\n", NULL,
		  { OLD(0), OLD(1), OLD(2), OLD(3), NEW("NULL"), END },
		  "\t\tret = get_user_pages(start_of_the_range, number_of_pages, flags, pages,\n"
		  "\t\t\t\t     NULL);\n" },
		{ "\t\tret = get_user_pages(start_at, number_of_pages, flags, pagevec,\n"
		  "\t\t\t\t     locked);\n", NULL,
		  { OLD(0), OLD(1), OLD(2), OLD(3), NEW("NULL"), OLD(4), END },
		  "\t\tret = get_user_pages(start_at, number_of_pages, flags, pagevec,\n"
		  "\t\t\t\t     NULL, locked);\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

/* The changes of the family's own history. */
static void signatures_change(void **state)
{
	static const struct row rows[] = {
		{ "\tget_user_pages(current, current->mm, start, nr, write, 0,\n\t\t       pages, NULL);\n", NULL,
		  { OLD(2), OLD(3), PUT(4, "write ? FOLL_WRITE : 0"), OLD(6), END },
		  "\tget_user_pages(start, nr, write ? FOLL_WRITE : 0,\n\t\t       pages);\n" },
		{ "\tget_user_pages(tsk, mm, start, nr, 1, 0, pages);\n", "get_user_pages_unlocked",
		  { OLD(2), OLD(3), OLD(6), NEW("FOLL_WRITE"), END },
		  "\tget_user_pages_unlocked(start, nr, pages, FOLL_WRITE);\n" },
		{ "\tget_user_pages(start, nr, flags, pages, vmas);\n", "get_user_pages_remote",
		  { NEW("mm"), OLD(0), OLD(1), OLD(2), OLD(3), NEW("NULL"), END },
		  "\tget_user_pages_remote(mm, start, nr, flags, pages, NULL);\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

static void what_was_aligned_moves_with_the_name(void **state)
{
	static const struct row rows[] = {
		{ "\tget_user_pages(a,\n\t\t       b);\n", "f", { OLD(0), OLD(1), END }, "\tf(a,\n\t  b);\n" },
		{ "\tget_user_pages(a,\n\t\t       b);\n", "pin_user_pages_remote", { OLD(0), OLD(1), END },
		  "\tpin_user_pages_remote(a,\n\t\t\t      b);\n" },
		{ "\tget_user_pages(a,\n\t\t  b);\n", "f", { OLD(0), OLD(1), END }, "\tf(a,\n\t\t  b);\n" },
		/* What the longer name pushes over the edge is folded, and joins what stood below. */
		{ "\t\tret = get_user_pages(start_of_the_range, number_of_pages, flags,\n"
		  "\t\t\t\t     pages);\n", "pin_user_pages_remote", { OLD(0), OLD(1), OLD(2), OLD(3), END },
		  "\t\tret = pin_user_pages_remote(start_of_the_range, number_of_pages,\n"
		  "\t\t\t\t\t    flags, pages);\n" },
		{ "#define PIN(a) \\\n\tget_user_pages(start_of_the_range, number_of_pages_here, flags, (a))\n",
		  "pin_user_pages_remote", { OLD(0), OLD(1), OLD(2), OLD(3), END },
		  "#define PIN(a) \\\n"
		  "\tpin_user_pages_remote(start_of_the_range, number_of_pages_here, flags, \\\n"
		  "\t\t\t      (a))\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

static void what_was_aligned_in_an_argument_moves_with_it(void **state)
{
	static const struct row rows[] = {
		/* It comes to another place, or an argument in front of it grows. */
		{ "\tget_user_pages(a, g(b,\n\t\t\t    c), d);\n", NULL, { OLD(1), OLD(0), OLD(2), END },
		  "\tget_user_pages(g(b,\n\t\t\t c), a, d);\n" },
		{ "\tget_user_pages(1, g(b, (c +\n\t\t\t\td)), e);\n", NULL,
		  { PUT(0, "FOLL_WRITE"), OLD(1), OLD(2), END },
		  "\tget_user_pages(FOLL_WRITE, g(b, (c +\n\t\t\t\t\t d)), e);\n" },
		/* Its author aligned it to nothing. */
		{ "\tget_user_pages(a, g(b,\n\t\tc), d);\n", NULL, { OLD(1), OLD(0), OLD(2), END },
		  "\tget_user_pages(g(b,\n\t\tc), a, d);\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

static void backslashes_stay_in_their_column(void **state)
{
	static const struct row rows[] = {
		{ "#define PIN(a)\t\t\t\t\t\t\\\n\tget_user_pages(a, 1, flags, p)\t\t\t\\\n\t+ 1\n", NULL,
		  { OLD(0), OLD(1), OLD(3), END },
		  "#define PIN(a)\t\t\t\t\t\t\\\n\tget_user_pages(a, 1, p)\t\t\t\t\\\n\t+ 1\n" },
		{ "#define PIN(a)\t\t\t\t\\\n\tget_user_pages(a, 1, f)\t\\\n\t+ 1\n", "pin_some_user_pages",
		  { OLD(0), OLD(1), OLD(2), END },
		  "#define PIN(a)\t\t\t\t\\\n\tpin_some_user_pages(a, 1, f) \\\n\t+ 1\n" },
		{ "#define PIN(a)      \\\n  get_user_pages(a)  \\\n\t+ 1\n", NULL, { OLD(0), PUT(0, "0"), END },
		  "#define PIN(a)      \\\n  get_user_pages(a, 0) \\\n\t+ 1\n" },
		{ "#define PIN(a) \\\n\tget_user_pages(a, 1) \\\n\t+ 1\n", NULL, { OLD(0), END },
		  "#define PIN(a) \\\n\tget_user_pages(a) \\\n\t+ 1\n" },
		/* What else stands in the line may be changed as well, and is not looked at. */
		{ "#define PIN(a)\t\\\n\tget_user_pages(a, 1) + put(1)\t\t\\\n\t+ 1\n", NULL, { OLD(0), END },
		  "#define PIN(a)\t\\\n\tget_user_pages(a) + put(1)\t\t\\\n\t+ 1\n" },
		{ "#define PIN(a)\t\t\t\t\\\r\n\tget_user_pages(a, 10000)\t\\\r\n\t+ 1\r\n", NULL, { OLD(0), END },
		  "#define PIN(a)\t\t\t\t\\\r\n\tget_user_pages(a)\t\t\\\r\n\t+ 1\r\n" },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

static void what_is_no_call_any_more_is_not_written(void **state)
{
	static const struct row rows[] = {
		{ "\tget_user_pages(a, b);\n", NULL, { OLD(0), PUT(1, "x, y"), END }, NULL },
		{ "\tget_user_pages(a, b);\n", NULL, { OLD(0), PUT(1, "x)"), END }, NULL },
		{ "\tget_user_pages(a, b);\n", NULL, { OLD(0), PUT(1, "x // y"), END }, NULL },
	};

	(void)state;
	assert_printed(rows, ARRAY_SIZE(rows));
}

/* The operations that a plan is made with; what they leave is printed. */
static void operations_add_up(void **state)
{
	static const struct row row = { .before = "\tget_user_pages(a, b, c, d);\n" };
	struct scanned_file file = {0};
	struct call_plan plan;
	struct source source;
	struct call call;
	char *text;

	(void)state;
	scan_text("drivers/a.c", row.before, strlen(row.before), &file);
	source_from_text(&source, &file, row.before, strlen(row.before));
	assert_int_equal(call_read(&source.outline, source.tokens[0], &source.arena, &call), 0);
	call_plan_keep(&plan, &call, &source.arena);
	call_plan_drop(&plan, 1);
	call_plan_insert(&plan, 0, "x");
	call_plan_swap(&plan, 2, 3);
	call_plan_replace(&plan, 1, "y");
	text = call_print_whole(&source, &call, &plan);
	assert_string_equal(text, "get_user_pages(x, y, d, c)");
	free(text);
	source_close(&source);
	scanned_file_free(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_plan_leaves_keeps_its_bytes),
		cmocka_unit_test(comments_keep_their_column),
		cmocka_unit_test(a_first_argument_breaks_where_its_line_ends),
		cmocka_unit_test(arguments_go),
		cmocka_unit_test(arguments_come),
		cmocka_unit_test(signatures_change),
		cmocka_unit_test(what_was_aligned_moves_with_the_name),
		cmocka_unit_test(what_was_aligned_in_an_argument_moves_with_it),
		cmocka_unit_test(backslashes_stay_in_their_column),
		cmocka_unit_test(what_is_no_call_any_more_is_not_written),
		cmocka_unit_test(operations_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
