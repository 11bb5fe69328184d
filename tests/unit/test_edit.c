// SPDX-License-Identifier: GPL-2.0-only
/* The edit room: lists, application, wrapping, diffs that git and patch accept, safe writing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/files/load.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "outcome/edit/edit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes that may hold a NUL. */
#define BYTES(literal) (literal), sizeof(literal) - 1
#define TEXT(...) ((struct edit_text){ __VA_ARGS__ })

#define assert_text(buf, literal)                                                                  \
	do {                                                                                       \
		assert_int_equal((buf)->length, sizeof(literal) - 1);                              \
		assert_memory_equal((buf)->data, literal, sizeof(literal) - 1);                    \
	} while (0)

/* An error is set, starts with the path and holds the word; clears it. */
static void assert_error(struct err *err, const char *path, const char *word)
{
	assert_non_null(err->text);
	if (strncmp(err->text, path, strlen(path)) || !strstr(err->text, word))
		fail_msg("error text: %s", err->text);
	err_clear(err);
}

/* --- lists and application --- */

static void list_keeps_an_edit_once(void **state)
{
	struct edit_list list = {0};

	(void)state;
	edit_list_add(&list, "b.h", 7, "1", "FOLL_WRITE");
	edit_list_add(&list, "a.c", 9, "1", "FOLL_WRITE");
	edit_list_add(&list, "b.h", 7, "1", "FOLL_WRITE");
	edit_list_add(&list, "b.h", 3, "1", "FOLL_WRITE");
	edit_list_add(&list, "b.h", 7, "1", "0");
	edit_list_add(&list, "b.h", 7, "2", "FOLL_WRITE");
	edit_list_sort(&list);
	assert_int_equal(list.n, 5);
	assert_string_equal(list.items[0].path, "a.c");
	assert_int_equal(list.items[1].offset, 3);
	assert_int_equal(list.items[2].offset, 7);
	assert_string_equal(list.items[2].new_text, "0");
	assert_string_equal(list.items[4].old_text, "2");
	edit_list_free(&list);
	assert_int_equal(list.n, 0);
	edit_list_sort(&list);
	edit_list_free(&list);
}

static void list_copies_its_strings(void **state)
{
	char path[] = "a.c", old_text[] = "1", new_text[] = "0";
	struct edit_list list = {0};

	(void)state;
	edit_list_add(&list, path, 0, old_text, new_text);
	path[0] = old_text[0] = new_text[0] = 'x';
	assert_string_equal(list.items[0].path, "a.c");
	assert_string_equal(list.items[0].old_text, "1");
	assert_string_equal(list.items[0].new_text, "0");
	edit_list_free(&list);
}

static void apply_changes_the_named_bytes_alone(void **state)
{
	static const char text[] = "f(1,\r\n\t\xe4\0 \xff, 1)\r\n/* no end";
	struct edit_list list = {0};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	edit_list_add(&list, "a.c", 13, "1", "WRITE");
	edit_list_add(&list, "a.c", 2, "1", "");
	edit_list_add(&list, "a.c", sizeof(text) - 1, "", " */");
	edit_list_add(&list, "a.c", 0, "", "g");
	edit_list_add(&list, "a.c", 0, "f", "F");
	edit_list_sort(&list);
	buf_puts(&out, ">");
	assert_int_equal(edit_apply(list.items, list.n, BYTES(text), &out, &err), 0);
	assert_text(&out, ">gF(,\r\n\t\xe4\0 \xff, WRITE)\r\n/* no end */");
	assert_null(err.text);
	edit_list_free(&list);
	buf_free(&out);
}

static void apply_takes_no_edits_and_no_text(void **state)
{
	struct edit insertion = {(char *)"a.c", 0, (char *)"", (char *)"x"};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(edit_apply(NULL, 0, BYTES("a\0b"), &out, &err), 0);
	assert_text(&out, "a\0b");
	buf_free(&out);
	assert_int_equal(edit_apply(&insertion, 1, NULL, 0, &out, &err), 0);
	assert_text(&out, "x");
	buf_free(&out);
}

/* The edits are refused with an error that has the word, and nothing is appended. */
static void assert_refused(struct edit_list *list, const char *path, const char *word)
{
	struct buf out = {0};
	struct err err = {0};

	edit_list_sort(list);
	buf_puts(&out, ">");
	assert_int_equal(edit_apply(list->items, list->n, BYTES("one\ntwo\n"), &out, &err), -1);
	assert_error(&err, path, word);
	assert_text(&out, ">");
	edit_list_free(list);
	buf_free(&out);
}

static void apply_refuses_overlaps(void **state)
{
	struct edit_list list = {0};

	(void)state;
	edit_list_add(&list, "a.c", 4, "tw", "x");
	edit_list_add(&list, "a.c", 5, "wo", "y");
	assert_refused(&list, "a.c:2:", "overlap");
	edit_list_add(&list, "a.c", 4, "two", "x");
	edit_list_add(&list, "a.c", 4, "two", "y");
	assert_refused(&list, "a.c:2:", "overlap");
	edit_list_add(&list, "a.c", 1, "", "x");
	edit_list_add(&list, "a.c", 1, "", "y");
	assert_refused(&list, "a.c:1:", "overlap");
	edit_list_add(&list, "a.c", 0, "one", "x");
	edit_list_add(&list, "a.c", 1, "", "y");
	assert_refused(&list, "a.c:1:", "overlap");
}

static void apply_refuses_another_old_text(void **state)
{
	struct edit_list list = {0};

	(void)state;
	edit_list_add(&list, "a.c", 0, "one", "x");
	edit_list_add(&list, "a.c", 4, "owt", "y");
	assert_refused(&list, "a.c:2:", "not at byte 4");
	edit_list_add(&list, "a.c", 6, "o\n\n", "y");
	assert_refused(&list, "a.c:", "not at byte");
	edit_list_add(&list, "a.c", 100, "", "y");
	assert_refused(&list, "a.c:", "not at byte");
	edit_list_add(&list, "a.c", SIZE_MAX, "one", "y");
	assert_refused(&list, "a.c:", "not at byte");
}

static void apply_puts_neighbours_side_by_side(void **state)
{
	struct edit_list list = {0};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	edit_list_add(&list, "a.c", 2, "c", "C");
	edit_list_add(&list, "a.c", 0, "ab", "AB");
	edit_list_sort(&list);
	assert_int_equal(edit_apply(list.items, list.n, BYTES("abcd"), &out, &err), 0);
	assert_text(&out, "ABCd");
	edit_list_free(&list);
	buf_free(&out);
}

/* --- wrapping --- */

/*
 * Wraps in a text whose arguments are marked: `f(<a>, <b>)`. The marks are taken out first. The
 * argument `which` is replaced, and the text as a whole returned; the caller frees it. A ~ in the
 * new text stands for the blank of the soft break.
 */
static char *wrap(const char *marked, size_t which, const char *new_text)
{
	struct edit_arguments arguments = {.limit = 80};
	struct edit_span spans[8] = {0}, replaced;
	struct buf text = {0}, out = {0}, all = {0};
	char *unmarked = mem_strdup(new_text), *soft = strchr(unmarked, '~');
	size_t n = 0;

	if (soft) {
		arguments.soft_break = (size_t)(soft - unmarked);
		*soft = ' ';
	}
	for (; *marked; marked++) {
		if (*marked == '<')
			spans[n].begin = text.length;
		else if (*marked == '>')
			spans[n++].end = text.length;
		else
			buf_add(&text, marked, 1);
	}
	arguments.spans = spans;
	arguments.n = n;
	/* The parenthesis nearest in front of the first argument. */
	for (arguments.open = spans[0].begin; text.data[arguments.open] != '('; arguments.open--)
		;
	arguments.text = (struct edit_text){ text.data, text.length };
	edit_wrap(&arguments, which, unmarked, &replaced, &out);
	assert_true(replaced.begin <= spans[which].begin && replaced.end >= spans[which].end);
	buf_add(&all, text.data, replaced.begin);
	buf_add(&all, out.data, out.length);
	buf_puts(&all, text.data + replaced.end);
	buf_free(&text);
	buf_free(&out);
	free(unmarked);
	return buf_take(&all);
}

static void assert_wraps(const char *marked, size_t which, const char *new_text,
			 const char *expected)
{
	char *got = wrap(marked, which, new_text);

	assert_string_equal(got, expected);
	free(got);
}

/* 51 columns with the tab, which leaves 29; BEHIND is a new line's indentation. */
#define CALL   "\tret = a_function_of_some_forty_one_columns("
#define BEHIND "\t\t\t\t\t\t   "

static void wrap_breaks_from_column_81_on(void **state)
{
	(void)state;
	assert_wraps("{\n" CALL "<a_page>, <1>, <pages>);\n}\n", 1, "FOLL_WRITE",
		     "{\n" CALL "a_page, FOLL_WRITE, pages);\n}\n");
	assert_wraps("{\n" CALL "<a_page12>, <1>, <pages>);\n}\n", 1, "FOLL_WRITE",
		     "{\n" CALL "a_page12, FOLL_WRITE, pages);\n}\n");
	assert_wraps("{\n" CALL "<a_page123>, <1>, <pages>);\n}\n", 1, "FOLL_WRITE",
		     "{\n" CALL "a_page123,\n" BEHIND "FOLL_WRITE, pages);\n}\n");
}

static void wrap_counts_tabs_as_columns(void **state)
{
	(void)state;
	/* 9 tabs: 72 columns, and 8 behind them. */
	assert_wraps("\t\t\t\t\t\t\t\t\tf(<a>,<1>)", 1, "22", "\t\t\t\t\t\t\t\t\tf(a,22)");
	assert_wraps("\t\t\t\t\t\t\t\t\tf(<a>,<1>)", 1, "333", "\t\t\t\t\t\t\t\t\tf(a,333)");
	assert_wraps("\t\t\t\t\t\t\t\t\tf(<a>,<1>)", 1, "4444",
		     "\t\t\t\t\t\t\t\t\tf(a,\n\t\t\t\t\t\t\t\t\t  4444)");
	/* A tab inside the line counts up to its stop. */
	assert_wraps("\tx\t=\ty\t+\tz\t+\tf(<a>,\t<1>);", 1, "12345678901234",
		     "\tx\t=\ty\t+\tz\t+\tf(a,\t12345678901234);");
	assert_wraps("\tx\t=\ty\t+\tz\t+\tf(<a>,\t<1>);", 1, "123456789012345",
		     "\tx\t=\ty\t+\tz\t+\tf(a,\n\t\t\t\t\t\t\t  123456789012345);");
}

static void wrap_keeps_the_line_ending(void **state)
{
	(void)state;
	assert_wraps("{\r\n" CALL "<a_page12>, <1>, <pages>);\r\n}\r\n", 1, "FOLL_WRITE",
		     "{\r\n" CALL "a_page12, FOLL_WRITE, pages);\r\n}\r\n");
	assert_wraps("{\n" CALL "<a_page123>, <1>, <pages>);\r\n}\n", 1, "FOLL_WRITE",
		     "{\n" CALL "a_page123,\r\n" BEHIND "FOLL_WRITE, pages);\r\n}\n");
	/* No end of its own: that of the line in front. */
	assert_wraps("{\r\n" CALL "<a_page123>, <1>, <pages>);", 1, "FOLL_WRITE",
		     "{\r\n" CALL "a_page123,\r\n" BEHIND "FOLL_WRITE, pages);");
}

static void wrap_breaks_behind_when_that_helps(void **state)
{
	(void)state;
	/* In front does not suffice; behind alone does. */
	assert_wraps(CALL "<a>, <1>, <pages_of_the_caller>);\n", 1, "FOLL_WRITE",
		     CALL "a, FOLL_WRITE,\n" BEHIND "pages_of_the_caller);\n");
	assert_wraps(CALL "<a>, <1>, <pages_of_the_caller>);\n", 1, "FOLL_WRITE | FORCE",
		     CALL "a, FOLL_WRITE | FORCE,\n" BEHIND "pages_of_the_caller);\n");
	/* Neither alone suffices. */
	assert_wraps(CALL "<a_page1>, <1>, <pages_of_the_caller>);\n", 1, "FOLL_WRITE | FOLL_FORCE",
		     CALL "a_page1,\n" BEHIND "FOLL_WRITE | FOLL_FORCE,\n" BEHIND
			  "pages_of_the_caller);\n");
	/* The first argument stays behind its parenthesis. */
	assert_wraps(CALL "<a>, <1>, <pages_of_caller>);\n", 0, "an_argument_long",
		     CALL "an_argument_long,\n" BEHIND "1, pages_of_caller);\n");
}

static void wrap_takes_the_narrowest_when_nothing_fits(void **state)
{
	static const char wide[] = "an_expression_that_is_wider_than_this_line_can_be_anyway";
	char *expected = mem_printf(CALL "a,\n" BEHIND "%s,\n" BEHIND "p);\n", wide);

	(void)state;
	assert_wraps(CALL "<a>, <1>, <p>);\n", 1, wide, expected);
	free(expected);
	/* Of breaks that are as good as each other, the one with fewer lines. */
	assert_wraps(CALL "<a>, <1>, <pages_with_so_long_a_name_that>);\n", 1, "FOLL_WRITE",
		     CALL "a, FOLL_WRITE,\n" BEHIND "pages_with_so_long_a_name_that);\n");
	/* A break that makes nothing narrower is not made. */
	assert_wraps(
		"a_function_name_that_leaves_no_place_for_any_argument_behind_it_at_all_(<1>);", 0,
		"FOLL_WRITE",
		"a_function_name_that_leaves_no_place_for_any_argument_behind_it_at_all_("
		"FOLL_WRITE);");
}

static void wrap_leaves_a_long_line_that_does_not_grow(void **state)
{
	(void)state;
	assert_wraps(CALL "<a_long_expression_here>, <true>, <pages>);\n", 1, "0",
		     CALL "a_long_expression_here, 0, pages);\n");
	assert_wraps(CALL "<a_long_expression_here>, <true>, <pages>);\n", 1, "1234",
		     CALL "a_long_expression_here, 1234, pages);\n");
}

static void wrap_keeps_comments_with_their_argument(void **state)
{
	(void)state;
	assert_wraps(CALL "<a>, /* b */ <1>, <pages>);\n", 1, "FOLL_WRITE",
		     CALL "a,\n" BEHIND "/* b */ FOLL_WRITE, pages);\n");
	assert_wraps(CALL "<a>, <1> /* w */, <pages>);\n", 1, "FOLL_WRITE",
		     CALL "a,\n" BEHIND "FOLL_WRITE /* w */, pages);\n");
	assert_wraps(CALL "<a>, /* b */ /* , */<1> /* w */, <pages>);\n", 1, "FOLL_WRITE",
		     CALL "a,\n" BEHIND "/* b */ /* , */FOLL_WRITE /* w */,\n" BEHIND "pages);\n");
	/* A comment of two lines: the break in front of it is on another line than the argument. */
	assert_wraps(CALL "<a>, /* b\n\t */ <1>, <a_page_and_a_name_of_more_than_forty_columns>);\n", 1,
		     "FOLL_WRITE_AND_MORE_OF_IT",
		     CALL "a, /* b\n\t */ FOLL_WRITE_AND_MORE_OF_IT, "
		     "a_page_and_a_name_of_more_than_forty_columns);\n");
	/* A comment that ends the line stays where it is: no break in front of it. */
	assert_wraps(CALL "<a_page>, <1>, /* w, r */\n\t  <pages>);\n", 1, "FOLL_WRITE",
		     CALL "a_page,\n\t  FOLL_WRITE, /* w, r */\n\t  pages);\n");
	assert_wraps(CALL "<1>, /* w, r, x */\n\t  <pages>);\n", 0, "FOLL_WRITE______",
		     CALL "FOLL_WRITE______, /* w, r, x */\n\t  pages);\n");
	assert_wraps(CALL "<a_page>, <1>, // w, r\n\t  <pages>);\n", 1, "FOLL_WRITE_____",
		     CALL "a_page,\n\t  FOLL_WRITE_____, // w, r\n\t  pages);\n");
}

static void wrap_takes_the_next_argument_along(void **state)
{
	(void)state;
	/* One line less, where both fit on the new one. */
	assert_wraps(CALL "<a_page123>, <1>,\n" BEHIND "<pages>);\n", 1, "FOLL_WRITE________",
		     CALL "a_page123,\n" BEHIND "FOLL_WRITE________, pages);\n");
	assert_wraps(CALL "<a_page123>, <1>,\r\n" BEHIND "<pages>);\r\n", 1, "FOLL_WRITE________",
		     CALL "a_page123,\r\n" BEHIND "FOLL_WRITE________, pages);\r\n");
	/* They do not; or it stood alone before, as its author wanted it. */
	assert_wraps(CALL "<a_page123>, <1>,\n" BEHIND "<the_pages_of_ours>);\n", 1,
		     "FOLL_WRITE________",
		     CALL "a_page123,\n" BEHIND "FOLL_WRITE________,\n" BEHIND "the_pages_of_ours);\n");
	assert_wraps(CALL "<a>,\n" BEHIND "<1>,\n" BEHIND "<pages>);\n", 1, "FOLL_WRITE",
		     CALL "a,\n" BEHIND "FOLL_WRITE,\n" BEHIND "pages);\n");
	/* A comment between the two, or a line that need not be broken, is left as it is. */
	assert_wraps(CALL "<a_page123>, <1>, /* w */\n" BEHIND "<p>);\n", 1, "FOLL_WRITE________",
		     CALL "a_page123,\n" BEHIND "FOLL_WRITE________, /* w */\n" BEHIND "p);\n");
	assert_wraps(CALL "<a>, <1>,\n" BEHIND "<pages>);\n", 1, "FOLL_WRITE",
		     CALL "a, FOLL_WRITE,\n" BEHIND "pages);\n");
}

static void wrap_keeps_a_ternary_whole_where_the_call_has_room(void **state)
{
	(void)state;
	/* The call's own lines begin farther left than its parenthesis. */
	assert_wraps(CALL "<a>, <1>,\n\t\t<pages>);\n", 1, "a_mask & A_BIT ?~FOLL_WRITE : 0",
		     CALL "a,\n\t\ta_mask & A_BIT ? FOLL_WRITE : 0, pages);\n");
	/* Where it has none, the choice at least begins a line. */
	assert_wraps(CALL "<a>, <1>, <pages>);\n", 1, "a_mask & A_BIT ?~FOLL_WRITE : 0",
		     CALL "a,\n" BEHIND "a_mask & A_BIT ?\n" BEHIND "FOLL_WRITE : 0, pages);\n");
	assert_wraps(CALL "<1>, <pages>);\n", 0, "a_mask & A_BIT ?~FOLL_WRITE : 0",
		     CALL "a_mask & A_BIT ?\n" BEHIND "FOLL_WRITE : 0, pages);\n");
}

static void wrap_follows_a_call_that_is_broken_already(void **state)
{
	(void)state;
	assert_wraps("\tf(<a>,\n\t    <an_expression_of_quite_some_length_to_fill>, <1>, "
		     "<pages_of_the_caller>);\n",
		     2, "FOLL_WRITE",
		     "\tf(a,\n\t    an_expression_of_quite_some_length_to_fill,\n"
		     "\t    FOLL_WRITE, pages_of_the_caller);\n");
	/* The argument that begins its line gets no second break in front. */
	assert_wraps("\tf(<a>,\n\t    <1>, <an_expression_of_quite_some_length_to_fill_a_line>);\n",
		     1, "FOLL_WRITE | FOLL_FORCE",
		     "\tf(a,\n\t    FOLL_WRITE | FOLL_FORCE,\n"
		     "\t    an_expression_of_quite_some_length_to_fill_a_line);\n");
}

static void wrap_joins_lines_of_a_directive(void **state)
{
	(void)state;
	assert_wraps("#define G \\\n" CALL "<a_page123>, <1>, <pages>)\n}\n", 1, "FOLL_WRITE",
		     "#define G \\\n" CALL "a_page123, FOLL_WRITE, pages)\n}\n");
	assert_wraps("#define G \\\n" CALL "<a_page1234>, <1>, <pages>)\n}\n", 1, "FOLL_WRITE",
		     "#define G \\\n" CALL "a_page1234, \\\n" BEHIND "FOLL_WRITE, pages)\n}\n");
	assert_wraps("#define G \\ \n" CALL "<a_page1234>, <1>, <pages>)\n}\n", 1, "FOLL_WRITE",
		     "#define G \\ \n" CALL "a_page1234, \\\n" BEHIND "FOLL_WRITE, pages)\n}\n");
	assert_wraps("  # define G \\\r\n" CALL "<a_page1234>, <1>, <pages>); \\\r\n}\r\n", 1,
		     "FOLL_WRITE",
		     "  # define G \\\r\n" CALL "a_page1234, \\\r\n" BEHIND
		     "FOLL_WRITE, pages); \\\r\n}\r\n");
}

static void wrap_counts_a_character_once(void **state)
{
	(void)state;
	assert_wraps(CALL "<\"\xc3\xa4\xe2\x82\xac"
			  "1234\">, <1>, <pages>);\n",
		     1, "FOLL_WRITE",
		     CALL "\"\xc3\xa4\xe2\x82\xac"
			  "1234\", FOLL_WRITE, pages);\n");
	assert_wraps(CALL "<\"\xe4\xf6"
			  "1234\">, <1>, <pages>);\n",
		     1, "FOLL_WRITE",
		     CALL "\"\xe4\xf6"
			  "1234\", FOLL_WRITE, pages);\n");
	assert_wraps(CALL "<\"\xc3\xa4\xe2\x82\xac"
			  "12345\">, <1>, <pages>);\n",
		     1, "FOLL_WRITE",
		     CALL "\"\xc3\xa4\xe2\x82\xac"
			  "12345\",\n" BEHIND "FOLL_WRITE, pages);\n");
}

/* 37 columns with the tabs. */
#define DEEP	    "\t\tret = get_user_pages("
#define DEEP_BEHIND "\t\t\t\t     "
#define DEEP_WRITE  "(prot & IOMMU_WRITE ? FOLL_WRITE : 0) |"

static void wrap_breaks_inside_when_nothing_else_helps(void **state)
{
	(void)state;
	assert_wraps(DEEP "<vaddr>, <1>, <!!(prot & IOMMU_WRITE)>,\n" DEEP_BEHIND
			  "<page>, <vmas>);\n",
		     2, DEEP_WRITE "~FOLL_LONGTERM",
		     DEEP "vaddr, 1,\n" DEEP_BEHIND DEEP_WRITE "\n" DEEP_BEHIND
			  "FOLL_LONGTERM,\n" DEEP_BEHIND "page, vmas);\n");
	/* All on one line: what follows stays behind the argument. */
	assert_wraps(DEEP "<vaddr>, <1>, <write>, <page>, <vmas>);\n", 2,
		     DEEP_WRITE "~FOLL_LONGTERM",
		     DEEP "vaddr, 1,\n" DEEP_BEHIND DEEP_WRITE "\n" DEEP_BEHIND
			  "FOLL_LONGTERM, page, vmas);\n");
	/* Nobody named a place. */
	assert_wraps(DEEP "<vaddr>, <1>, <write>, <page>, <vmas>);\n", 2,
		     DEEP_WRITE " FOLL_LONGTERM",
		     DEEP "vaddr, 1,\n" DEEP_BEHIND DEEP_WRITE " FOLL_LONGTERM,\n" DEEP_BEHIND
			  "page, vmas);\n");
	/* The first argument stays behind its parenthesis. */
	assert_wraps(CALL "<1>);\n", 0, "write ? FOLL_WRITE |~FOLL_FORCE : 0",
		     CALL "write ? FOLL_WRITE |\n" BEHIND "FOLL_FORCE : 0);\n");
}

static void wrap_breaks_inside_from_column_81_on(void **state)
{
	(void)state;
	/* The line of the argument alone, with the parenthesis that follows. */
	assert_wraps(CALL "<a>, <1>);\n", 1, "FOLL_WRITE |~FOLL_LONG_TERM",
		     CALL "a,\n" BEHIND "FOLL_WRITE | FOLL_LONG_TERM);\n");
	assert_wraps(CALL "<a>, <1>);\n", 1, "FOLL_WRITE |~FOLL_LONG_TERMS",
		     CALL "a, FOLL_WRITE |\n" BEHIND "FOLL_LONG_TERMS);\n");
	/* The line in front of the soft break. */
	assert_wraps(CALL "<ab>, <1>);\n", 1, "FOLL_WRITE_AND_NO_FORCE |~LONG",
		     CALL "ab, FOLL_WRITE_AND_NO_FORCE |\n" BEHIND "LONG);\n");
	assert_wraps(CALL "<abc>, <1>);\n", 1, "FOLL_WRITE_AND_NO_FORCE |~LONG",
		     CALL "abc,\n" BEHIND "FOLL_WRITE_AND_NO_FORCE |\n" BEHIND "LONG);\n");
	/* The line behind it, with the arguments that follow. */
	assert_wraps(CALL "<a>, <1>, <pages>);\n", 1, "FOLL_WRITE |~FOLL_LONGTERM_AT_ALL",
		     CALL "a, FOLL_WRITE |\n" BEHIND "FOLL_LONGTERM_AT_ALL, pages);\n");
	assert_wraps(CALL "<a>, <1>, <a_page>);\n", 1, "FOLL_WRITE |~FOLL_LONGTERM_AT_ALL",
		     CALL "a, FOLL_WRITE |\n" BEHIND "FOLL_LONGTERM_AT_ALL,\n" BEHIND "a_page);\n");
	/* Both. */
	assert_wraps(CALL "<abc>, <1>, <a_page>);\n", 1,
		     "FOLL_WRITE_AND_NO_FORCE |~FOLL_LONGTERM_AT_ALL",
		     CALL "abc,\n" BEHIND "FOLL_WRITE_AND_NO_FORCE |\n" BEHIND
			  "FOLL_LONGTERM_AT_ALL,\n" BEHIND "a_page);\n");
}

static void wrap_breaks_inside_only_when_needed(void **state)
{
	(void)state;
	assert_wraps(CALL "<a>, <1>, <p>);\n", 1, "WRITE |~LONGTERM",
		     CALL "a, WRITE | LONGTERM, p);\n");
	assert_wraps(CALL "<a_page123>, <1>, <p>);\n", 1, "WRITE |~LONGTERM",
		     CALL "a_page123,\n" BEHIND "WRITE | LONGTERM, p);\n");
	assert_wraps(CALL "<a>, <1>, <these_pages>);\n", 1, "WRITE |~LONGTERM",
		     CALL "a, WRITE | LONGTERM,\n" BEHIND "these_pages);\n");
	/* Two lines more rather than a soft break, which alone would do as well. */
	assert_wraps(CALL "<abc>, <1>, <pages>);\n", 1, "FOLL_WRITE |~FOLL_LONGTERM",
		     CALL "abc,\n" BEHIND "FOLL_WRITE | FOLL_LONGTERM,\n" BEHIND "pages);\n");
	/* A long line that does not grow. */
	assert_wraps(CALL "<a_long_expression_here>, <a_flag_of_old>, <p>);\n", 1, "WRITE |~FORCE",
		     CALL "a_long_expression_here, WRITE | FORCE, p);\n");
}

static void wrap_breaks_inside_for_the_narrowest(void **state)
{
	(void)state;
	assert_wraps(CALL "<a>, <1>);\n", 1, "FOLL_WRITE |~an_expression_wider_than_the_line",
		     CALL "a, FOLL_WRITE |\n" BEHIND "an_expression_wider_than_the_line);\n");
	assert_wraps(CALL "<abc>, <1>);\n", 1, "an_expression_wider_than_the_line |~LONG",
		     CALL "abc,\n" BEHIND "an_expression_wider_than_the_line |\n" BEHIND
			  "LONG);\n");
	assert_wraps(
		"a_function_name_that_leaves_no_place_for_any_argument_behind_it_at_all_(<1>);", 0,
		"a |~FOLL_WRITE",
		"a_function_name_that_leaves_no_place_for_any_argument_behind_it_at_all_("
		"a |\n\t\t\t\t\t\t\t\t\tFOLL_WRITE);");
	/* A soft break that makes nothing narrower is not made. */
	assert_wraps(CALL "<a>, <1>, <pages_with_so_long_a_name_that>);\n", 1, "WRITE |~FORCE",
		     CALL "a, WRITE | FORCE,\n" BEHIND "pages_with_so_long_a_name_that);\n");
}

static void wrap_breaks_inside_as_elsewhere(void **state)
{
	(void)state;
	assert_wraps("{\r\n" CALL "<a>, <1>);\r\n}\r\n", 1, "FOLL_WRITE |~FOLL_LONG_TERM",
		     "{\r\n" CALL "a,\r\n" BEHIND "FOLL_WRITE | FOLL_LONG_TERM);\r\n}\r\n");
	assert_wraps("{\r\n" CALL "<abc>, <1>);\r\n}\r\n", 1,
		     "FOLL_WRITE_AND_NO_FORCE |~FOLL_LONGTERM",
		     "{\r\n" CALL "abc,\r\n" BEHIND "FOLL_WRITE_AND_NO_FORCE |\r\n" BEHIND
		     "FOLL_LONGTERM);\r\n}\r\n");
	/* The backslash counts. */
	assert_wraps("#define G \\\n" CALL "<a>, <1>); \\\n}\n", 1, "FOLL_WRITE |~FOLL_LONGTER",
		     "#define G \\\n" CALL "a, \\\n" BEHIND "FOLL_WRITE | FOLL_LONGTER); \\\n}\n");
	assert_wraps("#define G \\\n" CALL "<a>, <1>); \\\n}\n", 1, "FOLL_WRITE |~FOLL_LONGTERM",
		     "#define G \\\n" CALL "a, FOLL_WRITE | \\\n" BEHIND "FOLL_LONGTERM); \\\n}\n");
	assert_wraps("#define G \\\r\n" CALL "<ab>, <1>)\r\n", 1, "FOLL_WRITE_AND_NO_FORCE |~LONG",
		     "#define G \\\r\n" CALL "ab, \\\r\n" BEHIND
		     "FOLL_WRITE_AND_NO_FORCE | \\\r\n" BEHIND "LONG)\r\n");
	/* As an argument that begins its line, right or wrong. */
	assert_wraps("\tf(<a>,\n\t    <1>);\n", 1,
		     "write ? FOLL_WRITE | FOLL_FORCE | FOLL_REMOTE :~FOLL_FORCE | FOLL_REMOTE",
		     "\tf(a,\n\t    write ? FOLL_WRITE | FOLL_FORCE | FOLL_REMOTE :\n"
		     "\t    FOLL_FORCE | FOLL_REMOTE);\n");
}

/* --- a folder for files --- */

static int make_folder(void **state)
{
	char *folder = mem_strdup("/tmp/guptidy-edit-XXXXXX");

	*state = folder;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static int remove_folder(void **state)
{
	int status = nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);

	free(*state);
	return status;
}

/* root/name; the result lives until the next-but-three call. */
static const char *in(const char *root, const char *name)
{
	static char paths[4][4096];
	static unsigned int next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", root, name);
	return path;
}

static void put(const char *path, const char *text, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void assert_file(const char *path, const char *text, size_t length)
{
	struct buf buf = {0};
	struct err err = {0};

	if (load_file(&buf, path, &err))
		fail_msg("%s", err.text);
	assert_int_equal(buf.length, length);
	assert_memory_equal(buf.data, text, length);
	buf_free(&buf);
}

/* No file is left in the folder beyond those that the test made. */
static void assert_entries(const char *folder, size_t expected)
{
	DIR *dir = opendir(folder);
	size_t n = 0;

	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir));)
		n += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
	closedir(dir);
	assert_int_equal(n, expected);
}

/* --- diffs --- */

static void diff_of_equal_texts_is_empty(void **state)
{
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(edit_diff("a.c", TEXT(BYTES("a\0b")), TEXT(BYTES("a\0b")), &out, &err), 0);
	assert_int_equal(edit_diff("a.c", TEXT(NULL, 0), TEXT(NULL, 0), &out, &err), 0);
	assert_int_equal(out.length, 0);
	buf_free(&out);
}

static void diff_reads_as_git_prints_it(void **state)
{
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(edit_diff("a b.c", TEXT(BYTES("int f(void)\n{\n1\n2\n3\nold\r\n\xe4\0\xff")),
				   TEXT(BYTES("int f(void)\n{\n1\n2\n3\nnew\r\n\xe4\0\xff")), &out, &err),
			 0);
	assert_text(&out, "--- a/a b.c\t\n+++ b/a b.c\t\n@@ -3,5 +3,5 @@ int f(void)\n 1\n 2\n 3\n"
			  "-old\r\n+new\r\n \xe4\0\xff\n\\ No newline at end of file\n");
	buf_free(&out);
	assert_int_equal(edit_diff("\xe4\t\"", TEXT(BYTES("a")), TEXT(BYTES("a\n")), &out, &err), 0);
	assert_text(&out, "--- \"a/\\344\\t\\\"\"\n+++ \"b/\\344\\t\\\"\"\n@@ -1 +1 @@\n-a\n"
			  "\\ No newline at end of file\n+a\n");
	buf_free(&out);
}

/* Git cuts the function off behind 80 bytes and leaves no blank at the end of the line. */
static void diff_cuts_a_long_function_line(void **state)
{
	char *head = mem_printf("_%078d parameter)", 0);
	char *old_text = mem_printf("%s\n1\n2\n3\n4\n", head);
	char *new_text = mem_printf("%s\n1\n2\n3\n5\n", head);
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(edit_diff("a.c", TEXT(old_text, strlen(old_text)), TEXT(new_text, strlen(new_text)),
				   &out, &err),
			 0);
	assert_non_null(strstr(out.data, "000\n 1\n"));
	buf_free(&out);
	free(new_text);
	free(old_text);
	free(head);
}

/* Runs `COMMAND` in the folder, quietly. */
static void run_in(const char *folder, const char *command)
{
	char *line = mem_printf("cd %s && %s >/dev/null 2>&1", folder, command);

	if (system(line))
		fail_msg("failed: %s", line);
	free(line);
}

/* Both programs must make the new text from the old one by the diff. */
static void assert_applies(const char *folder, const char *name, const char *old_text,
			   size_t old_length, const char *new_text, size_t new_length)
{
	static const char *const commands[] = {
		"git apply --whitespace=nowarn d.patch",
		"patch -p1 --binary <d.patch",
	};
	struct buf out = {0};
	struct err err = {0};

	assert_int_equal(edit_diff(name, TEXT(old_text, old_length), TEXT(new_text, new_length), &out, &err), 0);
	put(in(folder, "d.patch"), out.data, out.length);
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		put(in(folder, name), old_text, old_length);
		run_in(folder, commands[i]);
		assert_file(in(folder, name), new_text, new_length);
	}
	assert_int_equal(remove(in(folder, name)), 0);
	buf_free(&out);
}

static void diff_is_applied_by_git_and_patch(void **state)
{
	static const char *const names[] = {"a.c", "a b.c", "\xc3\xa4.c", "\"q\\.c", "t\tab.c"};
	char *folder = *state;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		assert_applies(folder, names[i], BYTES("1\n2\n3\n4\n5\n"),
			       BYTES("1\n2\nx\n4\n5\n"));
	assert_applies(folder, "a.c", BYTES("1\r\n2\r\n3\n4\r\n"), BYTES("1\r\nx\r\n3\n4\r\n"));
	assert_applies(folder, "a.c", BYTES("1\n2\n3"), BYTES("1\n2\nx"));
	assert_applies(folder, "a.c", BYTES("1\n2\n3"), BYTES("1\n2\n3\n"));
	assert_applies(folder, "a.c", BYTES("1\n2\n3\n"), BYTES("1\n2\n3"));
	assert_applies(folder, "a.c", BYTES("\xe4\xff\n\0\n3\n"), BYTES("\xe4\xff\n\0\nx\xfe\n"));
	assert_applies(folder, "a.c", BYTES("1\f\n\0 2\n3\r"), BYTES("1\f\n\0 x\n3\r"));
	assert_applies(folder, "a.c", BYTES("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n"),
		       BYTES("x\n2\n3\n4\n5\n6\n7\n8\n9\n10\nx\n"));
}

/* --- writing --- */

#define OLD BYTES("old\r\n\0\xe4")
#define NEW BYTES("new\r\n\0\xe4\xff")

static void write_replaces_and_keeps_the_mode(void **state)
{
	char *root = *state;
	struct err err = {0};
	struct stat st;

	assert_int_equal(mkdir(in(root, "sub"), 0755), 0);
	put(in(root, "sub/a.c"), OLD);
	assert_int_equal(chmod(in(root, "sub/a.c"), 0751), 0);
	if (!geteuid())
		assert_int_equal(chown(in(root, "sub/a.c"), 12, 34), 0);
	if (edit_write(root, "sub/a.c", TEXT(OLD), TEXT(NEW), &err))
		fail_msg("%s", err.text);
	assert_file(in(root, "sub/a.c"), NEW);
	assert_int_equal(stat(in(root, "sub/a.c"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0751);
	if (!geteuid()) {
		assert_int_equal(st.st_uid, 12);
		assert_int_equal(st.st_gid, 34);
	}
	assert_entries(in(root, "sub"), 1);
}

static void write_keeps_set_id_bits(void **state)
{
	char *root = *state;
	struct err err = {0};
	struct stat st;

	put(in(root, "a"), OLD);
	if (!geteuid())
		assert_int_equal(chown(in(root, "a"), 12, 34), 0);
	assert_int_equal(chmod(in(root, "a"), 06755), 0);
	assert_int_equal(edit_write(root, "a", TEXT(OLD), TEXT(NEW), &err), 0);
	assert_int_equal(stat(in(root, "a"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 06755);
}

static void write_of_the_same_text_touches_nothing(void **state)
{
	char *root = *state;
	struct err err = {0};
	struct stat before, after;

	put(in(root, "a.c"), OLD);
	assert_int_equal(stat(in(root, "a.c"), &before), 0);
	assert_int_equal(edit_write(root, "a.c", TEXT(OLD), TEXT(OLD), &err), 0);
	assert_int_equal(stat(in(root, "a.c"), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
}

static void write_refuses_a_changed_file(void **state)
{
	char *root = *state;
	struct err err = {0};

	put(in(root, "a.c"), BYTES("old\r\n\0\xe5"));
	assert_int_equal(edit_write(root, "a.c", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, "a.c:", "changed since");
	assert_file(in(root, "a.c"), BYTES("old\r\n\0\xe5"));
	put(in(root, "a.c"), BYTES("old\r\n\0\xe4longer"));
	assert_int_equal(edit_write(root, "a.c", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, "a.c:", "changed since");
	put(in(root, "a.c"), BYTES("old"));
	assert_int_equal(edit_write(root, "a.c", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, "a.c:", "changed since");
	assert_file(in(root, "a.c"), BYTES("old"));
	assert_entries(root, 1);
}

/* A tree and, beside it, a folder whose name begins with the tree's. */
static void make_tree(const char *base)
{
	assert_int_equal(mkdir(in(base, "tree"), 0755), 0);
	assert_int_equal(mkdir(in(base, "tree/sub"), 0755), 0);
	assert_int_equal(mkdir(in(base, "tree-2"), 0755), 0);
	put(in(base, "tree/sub/a.c"), OLD);
	put(in(base, "tree-2/a.c"), OLD);
}

static void write_refuses_what_leaves_the_tree(void **state)
{
	static const char *const outside[] = {"out.c", "far.c", "out/a.c", "../tree-2/a.c",
					      "sub/../../tree-2/a.c"};
	char *base = *state, *root = mem_strdup(in(base, "tree"));
	struct err err = {0};

	make_tree(base);
	assert_int_equal(symlink("../tree-2/a.c", in(root, "out.c")), 0);
	assert_int_equal(symlink(in(base, "tree-2/a.c"), in(root, "far.c")), 0);
	assert_int_equal(symlink("../tree-2", in(root, "out")), 0);
	for (size_t i = 0; i < ARRAY_SIZE(outside); i++) {
		assert_int_equal(edit_write(root, outside[i], TEXT(OLD), TEXT(NEW), &err), -1);
		assert_error(&err, outside[i], "leads out of the tree");
	}
	assert_file(in(base, "tree-2/a.c"), OLD);
	assert_entries(root, 4);
	assert_entries(in(base, "tree-2"), 1);
	free(root);
}

static void write_follows_links_that_stay(void **state)
{
	char *base = *state, *root = mem_strdup(in(base, "tree"));
	struct err err = {0};
	struct stat st;

	make_tree(base);
	assert_int_equal(symlink("tree", in(base, "root")), 0);
	assert_int_equal(symlink("sub", in(root, "link")), 0);
	assert_int_equal(symlink(in(base, "root/sub/a.c"), in(root, "link.c")), 0);
	if (edit_write(in(base, "root"), "link/a.c", TEXT(OLD), TEXT(NEW), &err))
		fail_msg("%s", err.text);
	assert_file(in(root, "sub/a.c"), NEW);
	if (edit_write(root, "link.c", TEXT(NEW), TEXT(OLD), &err))
		fail_msg("%s", err.text);
	assert_file(in(root, "sub/a.c"), OLD);
	assert_int_equal(lstat(in(root, "link.c"), &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_entries(in(root, "sub"), 1);
	free(root);
}

static void write_refuses_what_is_no_file(void **state)
{
	char *root = *state;
	struct err err = {0};

	assert_int_equal(mkdir(in(root, "folder"), 0755), 0);
	assert_int_equal(mkfifo(in(root, "fifo"), 0644), 0);
	assert_int_equal(symlink("loop", in(root, "loop")), 0);
	assert_int_equal(edit_write(root, "folder", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, "folder:", "not a regular file");
	assert_int_equal(edit_write(root, "fifo", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, "fifo:", "not a regular file");
	assert_int_equal(edit_write(root, "loop", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, "loop:", "cannot be found");
	assert_int_equal(edit_write(root, "missing/a.c", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, "missing/a.c:", "cannot be found");
	assert_int_equal(edit_write(root, ".", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, ".:", "leads out of the tree");
	assert_int_equal(edit_write(in(root, "missing"), "a.c", TEXT(OLD), TEXT(NEW), &err), -1);
	assert_error(&err, in(root, "missing"), "no folder");
	assert_entries(root, 3);
}

/* A file-size limit stops even root in the middle of the temporary file. */
static void write_that_fails_halfway_leaves_no_trace(void **state)
{
	struct rlimit before, limit;
	char *root = *state;
	struct err err = {0};
	int status;

	put(in(root, "a.c"), OLD);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 4;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	status = edit_write(root, "a.c", TEXT(OLD), TEXT(NEW), &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(status, -1);
	assert_error(&err, "a.c:", "left as it was");
	assert_file(in(root, "a.c"), OLD);
	assert_entries(root, 1);
}

/* Names that a killed run left are not taken, nor written through when they are links. */
static void write_steps_aside_for_a_temporary_file(void **state)
{
	char *root = *state, *taken = mem_printf(".guptidy-%ld-0", (long)getpid());
	struct err err = {0};

	put(in(root, "a.c"), OLD);
	assert_int_equal(symlink("a.c", in(root, taken)), 0);
	assert_int_equal(edit_write(root, "a.c", TEXT(OLD), TEXT(NEW), &err), 0);
	assert_file(in(root, "a.c"), NEW);
	assert_entries(root, 2);
	free(taken);
}

static void write_takes_empty_texts(void **state)
{
	char *root = *state;
	struct err err = {0};

	put(in(root, "a.c"), "", 0);
	assert_int_equal(edit_write(root, "a.c", TEXT(NULL, 0), TEXT(NEW), &err), 0);
	assert_int_equal(edit_write(root, "a.c", TEXT(NEW), TEXT(NULL, 0), &err), 0);
	assert_file(in(root, "a.c"), "", 0);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_keeps_an_edit_once),
		cmocka_unit_test(list_copies_its_strings),
		cmocka_unit_test(apply_changes_the_named_bytes_alone),
		cmocka_unit_test(apply_takes_no_edits_and_no_text),
		cmocka_unit_test(apply_refuses_overlaps),
		cmocka_unit_test(apply_refuses_another_old_text),
		cmocka_unit_test(apply_puts_neighbours_side_by_side),
		cmocka_unit_test(wrap_breaks_from_column_81_on),
		cmocka_unit_test(wrap_counts_tabs_as_columns),
		cmocka_unit_test(wrap_keeps_the_line_ending),
		cmocka_unit_test(wrap_breaks_behind_when_that_helps),
		cmocka_unit_test(wrap_takes_the_narrowest_when_nothing_fits),
		cmocka_unit_test(wrap_leaves_a_long_line_that_does_not_grow),
		cmocka_unit_test(wrap_keeps_comments_with_their_argument),
		cmocka_unit_test(wrap_follows_a_call_that_is_broken_already),
		cmocka_unit_test(wrap_takes_the_next_argument_along),
		cmocka_unit_test(wrap_keeps_a_ternary_whole_where_the_call_has_room),
		cmocka_unit_test(wrap_joins_lines_of_a_directive),
		cmocka_unit_test(wrap_counts_a_character_once),
		cmocka_unit_test(wrap_breaks_inside_when_nothing_else_helps),
		cmocka_unit_test(wrap_breaks_inside_from_column_81_on),
		cmocka_unit_test(wrap_breaks_inside_only_when_needed),
		cmocka_unit_test(wrap_breaks_inside_for_the_narrowest),
		cmocka_unit_test(wrap_breaks_inside_as_elsewhere),
		cmocka_unit_test(diff_of_equal_texts_is_empty),
		cmocka_unit_test(diff_reads_as_git_prints_it),
		cmocka_unit_test(diff_cuts_a_long_function_line),
		IN_FOLDER(diff_is_applied_by_git_and_patch),
		IN_FOLDER(write_replaces_and_keeps_the_mode),
		IN_FOLDER(write_keeps_set_id_bits),
		IN_FOLDER(write_of_the_same_text_touches_nothing),
		IN_FOLDER(write_refuses_a_changed_file),
		IN_FOLDER(write_refuses_what_leaves_the_tree),
		IN_FOLDER(write_follows_links_that_stay),
		IN_FOLDER(write_refuses_what_is_no_file),
		IN_FOLDER(write_that_fails_halfway_leaves_no_trace),
		IN_FOLDER(write_steps_aside_for_a_temporary_file),
		IN_FOLDER(write_takes_empty_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
