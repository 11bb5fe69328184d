// SPDX-License-Identifier: GPL-2.0-only
/* What rooms keep of a source: each its own, found again, and forgotten when it hangs on other files. */
#include "base/data/mem.h"
#include "c/source/marks.h"
#include "c/source/traits.h"

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

static bool is_a_or_b(struct source *source, size_t i)
{
	return token_is(&source->outline.tokens, i, "a") || token_is(&source->outline.tokens, i, "b");
}

static bool is_none(struct source *source, size_t i)
{
	(void)source;
	(void)i;
	return false;
}

static void test_marks(void **state)
{
	static const struct mark all = { MARK_SLOT, is_a_or_b, false, NULL };
	static const struct mark none = { MARK_SLOT, is_none, false, NULL };
	static const struct mark called = { MARK_SLOT, is_a_or_b, true, NULL };
	const struct scanned_file file = { .path = (char *)"a.c", .language = LANGUAGE_C };
	const struct marks *marks;
	struct source source;

	(void)state;
	open_text(&source, &file);
	marks = marks_of(&source, &all);
	assert_int_equal(marks->n, 4);
	for (size_t i = 1; i < marks->n; i++)
		assert_true(marks->items[i - 1] < marks->items[i]);
	assert_ptr_equal(marks_of(&source, &all), marks);
	assert_int_equal(marks_from(marks, 0), 0);
	assert_int_equal(marks_from(marks, marks->items[0]), 0);
	assert_int_equal(marks_from(marks, marks->items[0] + 1), 1);
	assert_int_equal(marks_from(marks, marks->items[3] + 1), 4);
	marks = marks_of(&source, &called);
	assert_int_equal(marks->n, 2);
	for (size_t i = 0; i < marks->n; i++)
		assert_int_equal(marks->items[i], source.outline.functions.items[i].name_token);
	assert_int_equal(marks_of(&source, &none)->n, 0);
	source_close(&source);
}

static size_t n_asked;

static bool is_asked_for(struct source *source, size_t i)
{
	n_asked++;
	return is_a_or_b(source, i);
}

static void add_a(struct source *source, struct word_set *words)
{
	(void)source;
	word_set_add_text(words, "a");
}

static void test_marks_ask_about_words_that_may_be_marked(void **state)
{
	static const struct mark mark = { MARK_SLOT, is_asked_for, false, add_a };
	const struct scanned_file file = { .path = (char *)"a.c", .language = LANGUAGE_C };
	const struct marks *marks;
	struct source source;

	(void)state;
	open_text(&source, &file);
	n_asked = 0;
	marks = marks_of(&source, &mark);
	assert_int_equal(n_asked, 1);
	assert_int_equal(marks->n, 2);
	for (size_t i = 0; i < marks->n; i++)
		assert_true(token_is(&source.outline.tokens, marks->items[i], "a"));
	source_close(&source);
}

static void test_word_sets_have_what_was_added(void **state)
{
	struct word_set words = {0}, other = {0};

	(void)state;
	word_set_add_text(&words, "get_user_pages");
	word_set_add(&other, text_hash("put_page(", strlen("put_page")));
	assert_true(word_set_may_have(&words, text_hash("get_user_pages", strlen("get_user_pages"))));
	assert_false(word_set_may_have(&words, text_hash("put_page", strlen("put_page"))));
	word_set_join(&words, &other);
	assert_true(word_set_may_have(&words, text_hash("put_page", strlen("put_page"))));
	assert_true(word_set_may_have(&words, text_hash("get_user_pages", strlen("get_user_pages"))));
	assert_false(word_set_may_have(&other, text_hash("get_user_pages", strlen("get_user_pages"))));
}

static unsigned char first_byte(struct source *source, size_t i)
{
	n_asked++;
	return (unsigned char)source->text.data[source->outline.tokens.items[i].offset];
}

static void test_a_word_is_asked_about_once(void **state)
{
	static const struct trait trait = { TRAIT_SLOT, first_byte };
	const struct scanned_file file = { .path = (char *)"a.c", .language = LANGUAGE_C };
	struct source source;

	(void)state;
	open_text(&source, &file);
	n_asked = 0;
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < source.outline.tokens.n; i++) {
			const struct token *token = &source.outline.tokens.items[i];

			assert_int_equal(trait_of(&source, &trait, i),
					 token->kind == TOKEN_IDENTIFIER ? text[token->offset] : 0);
		}
	assert_int_equal(n_asked, 5);	/* int a void return b */
	source_close(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds_and_owners),
		cmocka_unit_test(test_others_are_forgotten),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_marks_ask_about_words_that_may_be_marked),
		cmocka_unit_test(test_word_sets_have_what_was_added),
		cmocka_unit_test(test_a_word_is_asked_about_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
