// SPDX-License-Identifier: GPL-2.0-only
/* What rooms keep of a source: each its own, found again, and forgotten when it hangs on other files. */
#include "base/mem.h"
#include "syntax/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char text[] = "int a(void)\n{\n\treturn b;\n}\n\nint b(void)\n{\n\treturn a;\n}\n";

static const struct slot_kind kept = { .size = sizeof(int) };
static const struct slot_kind shared = { .size = sizeof(int), .hangs_on_others = true };

static void open_text(struct source *source, const struct scanned_file *file)
{
	source_from_text(source, file, text, strlen(text));
	assert_int_equal(source->outline.functions.n, 2);
}

static void test_kinds_and_owners(void **state)
{
	const struct scanned_file file = { .path = (char *)"a.c", .language = LANGUAGE_C };
	const struct function *functions;
	struct source source;
	int *of_source, *of_a, *of_b;

	(void)state;
	open_text(&source, &file);
	functions = source.outline.functions.items;
	of_source = source_slot(&source, &kept);
	of_a = function_slot(&source, &functions[0], &kept);
	of_b = function_slot(&source, &functions[1], &kept);
	assert_int_equal(*of_source | *of_a | *of_b, 0);
	*of_source = 1;
	*of_a = 2;
	*of_b = 3;
	assert_int_equal(*(int *)source_slot(&source, &shared), 0);
	assert_ptr_equal(source_slot(&source, &kept), of_source);
	assert_ptr_equal(function_slot(&source, &functions[0], &kept), of_a);
	assert_ptr_equal(function_slot(&source, &functions[1], &kept), of_b);
	source_close(&source);
}

static void test_others_are_forgotten(void **state)
{
	const struct scanned_file file = { .path = (char *)"a.c", .language = LANGUAGE_C };
	const struct function *function;
	struct source source;
	int *before;

	(void)state;
	open_text(&source, &file);
	function = &source.outline.functions.items[1];
	source_forget_others(&source);
	before = function_slot(&source, function, &shared);
	*before = 1;
	*(int *)function_slot(&source, function, &kept) = 2;
	*(int *)source_slot(&source, &shared) = 3;
	source_forget_others(&source);
	assert_int_equal(*before, 1);
	assert_int_equal(*(int *)function_slot(&source, function, &shared), 0);
	assert_int_equal(*(int *)source_slot(&source, &shared), 0);
	assert_int_equal(*(int *)function_slot(&source, function, &kept), 2);
	source_close(&source);
}

static bool is_brace(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "{");
}

static bool is_star(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "*");
}

static void test_marks(void **state)
{
	static const struct mark braces = { MARK_SLOT, is_brace }, stars = { MARK_SLOT, is_star };
	const struct scanned_file file = { .path = (char *)"a.c", .language = LANGUAGE_C };
	const struct marks *marks;
	struct source source;

	(void)state;
	open_text(&source, &file);
	marks = marks_of(&source, &braces);
	assert_int_equal(marks->n, 2);
	assert_ptr_equal(marks_of(&source, &braces), marks);
	assert_int_equal(marks_from(marks, 0), 0);
	assert_int_equal(marks_from(marks, marks->items[0]), 0);
	assert_int_equal(marks_from(marks, marks->items[0] + 1), 1);
	assert_int_equal(marks_from(marks, marks->items[1] + 1), 2);
	assert_int_equal(marks_of(&source, &stars)->n, 0);
	source_close(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds_and_owners),
		cmocka_unit_test(test_others_are_forgotten),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
