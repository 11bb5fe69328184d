// SPDX-License-Identifier: GPL-2.0-only
/* The migrate room: the proof of a file by its text, and edits of what edits made. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "outcome/edit/edit.h"
#include "patch/migrate/beside.h"
#include "patch/migrate/narrow.h"
#include "patch/migrate/proof.h"

#include <stdlib.h>
#include <string.h>

static const struct symbol names[] = { { .name = "old" } };

struct text {
	struct scanned_file file;
	struct source source;
};

static void text_open(struct text *text, const char *bytes)
{
	scan_text_names("a.c", bytes, strlen(bytes), names, ARRAY_SIZE(names), &text->file);
	source_from_text(&text->source, &text->file, bytes, strlen(bytes));
}

static void text_close(struct text *text)
{
	source_close(&text->source);
	scanned_file_free(&text->file);
}

/* The first call of old() in was shall be new(second argument, 1), with its first one in front if it is kept. */
static char *proved(const char *was, const char *is, bool keeps)
{
	static const size_t first[] = { 0 };
	struct planned planned = { .kept = first, .n_kept = keeps };
	struct text old, new;
	char *reason;

	text_open(&old, was);
	text_open(&new, is);
	assert_int_equal(call_read(&old.source.outline, old.source.tokens[0], &old.source.arena,
				   &planned.call), 0);
	call_plan_clear(&planned.plan, &planned.call, &old.source.arena);
	planned.plan.callee = "new";
	call_plan_add(&planned.plan, 1, NULL);
	call_plan_add(&planned.plan, NO_ARGUMENT, "1");
	reason = proof_by_text(&old.source, &planned, 1, &new.source);
	text_close(&old);
	text_close(&new);
	return reason;
}

#define WAS "/* c */\nint f(void)\n{\n\treturn old(a, b + 1) + 2;\n}\n"

static void test_proof(void **state)
{
	static const struct {
		const char *is, *reason;
	} rows[] = {
		{ "/* c */\nint f(void)\n{\n\treturn new(b + 1, 1) + 2;\n}\n", NULL },
		{ "/* c */\nint f(void)\n{\n\treturn new(b\n\t\t   + 1, /* d */ 1) + 2;\n}\n", NULL },
		{ WAS, "line 4: the call would not be the one that was planned" },
		{ "/* c */\nint f(void)\n{\n\treturn new(b + 2, 1) + 2;\n}\n",
		  "line 4: the call would not be the one that was planned" },
		{ "/* c */\nint f(void)\n{\n\treturn new(1, b + 1) + 2;\n}\n",
		  "line 4: the call would not be the one that was planned" },
		{ "/* c */\nint f(void)\n{\n\treturn new(b + 1, 1, 1) + 2;\n}\n",
		  "line 4: the call would not be the one that was planned" },
		{ "/* c */\nint f(void)\n{\n\treturn new(b + 1, 1) + 3;\n}\n",
		  "line 4: something beside the calls would change" },
		{ "/* d */\nint f(void)\n{\n\treturn new(b + 1, 1) + 2;\n}\n",
		  "line 1: something beside the calls would change" },
		{ "/* c */\nint f(void)\n{\n\treturn new(b + 1, 1) + 2;\n}\nint x;\n",
		  "line 6: something would be added behind the end" },
		{ "/* c */\nint f(void)\n{\n\treturn new(b + 1, 1) + 2;\n",
		  "line 5: something beside the calls would change" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *reason = proved(WAS, rows[i].is, false);

		if (rows[i].reason)
			assert_string_equal(reason, rows[i].reason);
		else
			assert_null(reason);
		free(reason);
	}
}

static void test_proof_of_kept(void **state)
{
	static const char was[] = "void f(void)\n{\n\told(get(), b);\n}\n";
	char *reason;

	(void)state;
	assert_null(proved(was, "void f(void)\n{\n\tget();\n\tnew(b, 1);\n}\n", true));
	reason = proved(was, "void f(void)\n{\n\tnew(b, 1);\n}\n", true);
	assert_string_equal(reason, "line 3: the call would not be the one that was planned");
	free(reason);
	reason = proved(was, "void f(void)\n{\n\tget();\n\tnew(b, 1);\n}\n", false);
	assert_string_equal(reason, "line 3: the call would not be the one that was planned");
	free(reason);
}

/* --- edits of what edits made --- */

struct row_edit {
	size_t offset;
	const char *old, *new;
};

static void add_edits(struct edit_list *list, const struct row_edit *rows)
{
	for (; rows->old; rows++)
		edit_list_add(list, "a", rows->offset, rows->old, rows->new);
}

static char *edited(const struct edit_list *edits, const char *text)
{
	struct buf out = {0};
	struct err err = {0};

	if (edit_apply(edits->items, edits->n, text, strlen(text), &out, &err))
		fail_msg("%s", err.text);
	return buf_take(&out);
}

/* Both lists after each other, and the one that they are together, make the same. */
static void check_composed(const char *text, const struct row_edit *first, const struct row_edit *second,
			   const char *after, size_t n)
{
	struct edit_list one = {0}, two = {0}, both = {0};
	char *between, *step, *whole;

	add_edits(&one, first);
	add_edits(&two, second);
	between = edited(&one, text);
	step = edited(&two, between);
	edit_compose(&one, &two, text, between, &both);
	whole = edited(&both, text);
	assert_string_equal(step, after);
	assert_string_equal(whole, after);
	assert_int_equal(both.n, n);
	edit_list_free(&one);
	edit_list_free(&two);
	edit_list_free(&both);
	free(between);
	free(step);
	free(whole);
}

static void test_composed(void **state)
{
	static const struct row_edit none[] = { { 0, NULL, NULL } };
	static const struct row_edit inner[] = { { 4, "f(x)", "longer(x)" }, { 0, NULL, NULL } };
	static const struct row_edit outer[] = { { 0, "g(a,longer(x))", "h(longer(x))" }, { 0, NULL, NULL } };
	static const struct row_edit apart[] = { { 16, "k", "mm" }, { 0, NULL, NULL } };
	static const struct row_edit front[] = { { 0, "", "i(); " }, { 0, NULL, NULL } };
	static const struct row_edit inside[] = { { 6, "ng", "NG" }, { 0, NULL, NULL } };
	static const struct row_edit shrinks[] = { { 0, "g(a,", "g(" }, { 4, "f(x)", "" }, { 0, NULL, NULL } };

	(void)state;
	check_composed("g(a,f(x)); k", inner, none, "g(a,longer(x)); k", 1);
	check_composed("g(a,f(x)); k", inner, outer, "h(longer(x)); k", 1);
	check_composed("g(a,f(x)); k", inner, apart, "g(a,longer(x)); mm", 2);
	check_composed("g(a,f(x)); k", inner, front, "i(); g(a,longer(x)); k", 2);
	check_composed("g(a,f(x)); k", inner, inside, "g(a,loNGer(x)); k", 1);
	check_composed("g(a,f(x)); k", shrinks, front, "i(); g(); k", 1);
}

static void test_origin(void **state)
{
	struct edit_list edits = {0};

	(void)state;
	edit_list_add(&edits, "a", 2, "bb", "cccc");
	edit_list_add(&edits, "a", 8, "dddd", "");
	assert_int_equal(edit_origin(&edits, 0), 0);
	assert_int_equal(edit_origin(&edits, 2), 2);
	assert_int_equal(edit_origin(&edits, 5), 2);
	assert_int_equal(edit_origin(&edits, 6), 4);
	assert_int_equal(edit_origin(&edits, 9), 7);
	assert_int_equal(edit_origin(&edits, 10), 12);
	edit_list_free(&edits);
}

/* --- two engines --- */

static void test_beside(void **state)
{
	static const struct {
		const char *own, *other;
		enum verdict verdict;
	} rows[] = {
		{ "new(b, a)", "new(b,\n\t a)", VERDICT_AGREED },
		{ "new(b, a)", "old(a, b)", VERDICT_ONLY_CLANG },
		{ "old(a, b)", "new(b, a)", VERDICT_ONLY_COCCI },
		{ "new((a + b))", "new(a + b)", VERDICT_OTHER_TEXT },
		{ "new((a << b) - 1)", "new(a << b - 1)", VERDICT_OTHER_MEANING },
		{ "new(a)", "new(b)", VERDICT_OTHER_MEANING },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct comparison comparison = {0};
		struct buf own = {0}, other = {0};
		struct text old;

		text_open(&old, "int f(void)\n{\n\treturn old(a, b);\n}\n");
		buf_printf(&own, "int f(void)\n{\n\treturn %s;\n}\n", rows[i].own);
		buf_printf(&other, "int f(void)\n{\n\treturn %s;\n}\n", rows[i].other);
		compare_texts(&old.source, &own, &other, &comparison);
		assert_int_equal(comparison.counts[rows[i].verdict], 1);
		buf_free(&own);
		buf_free(&other);
		comparison_free(&comparison);
		text_close(&old);
	}
}

/* --- what the compiler gets --- */

static void test_narrowed(void **state)
{
	static const struct {
		const char *was, *is;
	} rows[] = {
		{ "int a(void)\n{\n\treturn b;\n}\n", "int a(void)\n{\n          \n}\n" },
		{ "int a(void)\n{\n\treturn old(b);\n}\n", NULL },
		{ "int old(void)\n{\n\treturn b;\n}\n", NULL },
		{ "int a(void)\n{\n#define B 1\n\treturn B;\n}\n", NULL },
		{ "struct a { int b; };\nint c[] = { 1 };\n", NULL },
		{ "int a(void)\n{\n\treturn b;\n", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct text text;
		char *narrowed;

		text_open(&text, rows[i].was);
		narrowed = text_narrowed(&text.source);
		assert_string_equal(narrowed, rows[i].is ? rows[i].is : rows[i].was);
		free(narrowed);
		text_close(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_proof),
		cmocka_unit_test(test_proof_of_kept),
		cmocka_unit_test(test_composed),
		cmocka_unit_test(test_origin),
		cmocka_unit_test(test_beside),
		cmocka_unit_test(test_narrowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
