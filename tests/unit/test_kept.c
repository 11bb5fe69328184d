// SPDX-License-Identifier: GPL-2.0-only
/* What is read of a source is read once, and is what reading it again would give. */
#include "base/data/buf.h"
#include "c/source/kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define CALLS 200

static const struct scanned_file file = { .path = (char *)"a.c", .language = LANGUAGE_C };

static void open_calls(struct source *source)
{
	struct buf text = {0};

	buf_puts(&text, "void f(void)\n{\n");
	for (size_t i = 0; i < CALLS; i++)
		buf_puts(&text, "\tx = g(a, b + 1);\n");
	buf_puts(&text, "}\n");
	source_from_text(source, &file, text.data, text.length);
	buf_free(&text);
}

static size_t next_word(const struct source *source, size_t i, const char *word)
{
	while (!token_is(&source->outline.tokens, i, word))
		i++;
	return i;
}

static void a_call_is_read_once(void **state)
{
	struct call first[CALLS], again, fresh;
	struct arena arena = {0};
	struct source source;
	size_t at = 0;

	(void)state;
	open_calls(&source);
	for (size_t i = 0; i < CALLS; i++) {
		at = next_word(&source, at + 1, "g");
		assert_int_equal(source_call(&source, at, &first[i]), 0);
	}
	for (size_t i = 0; i < CALLS; i++) {
		assert_int_equal(source_call(&source, first[i].name, &again), 0);
		assert_memory_equal(&again, &first[i], sizeof(again));
		assert_int_equal(call_read(&source.outline, first[i].name, &arena, &fresh), 0);
		assert_int_equal(again.n, 2);
		assert_int_equal(again.close, fresh.close);
		assert_int_equal(again.arguments[1]->first, fresh.arguments[1]->first);
	}
	assert_int_equal(source_call(&source, next_word(&source, 0, "x"), &again), -1);
	arena_free(&arena);
	source_close(&source);
}

static void a_value_is_read_once(void **state)
{
	const struct expr *values[CALLS];
	struct source source;
	size_t at = 0;

	(void)state;
	open_calls(&source);
	for (size_t i = 0; i < CALLS; i++) {
		at = next_word(&source, at + 1, "g");
		values[i] = source_value(&source, at);
		assert_int_equal(values[i]->kind, EXPR_CALL);
		assert_int_equal(values[i]->first, at);
	}
	for (size_t i = 0; i < CALLS; i++)
		assert_ptr_equal(source_value(&source, values[i]->first), values[i]);
	source_close(&source);
}

static void the_first_use_in_a_function_is_found(void **state)
{
	static const char text[] = "int x;\nint a(int x)\n{\n\tx = x;\n\tx++;\n}\n#define X x\n"
				   "int b(int x)\n{\n\tif (x)\n\t\treturn x;\n\treturn -x;\n}\nint y = x;\n";
	struct source source;
	const struct uses *uses;

	(void)state;
	source_from_text(&source, &file, text, strlen(text));
	uses = source_uses(&source);
	for (size_t f = 0; f < source.outline.functions.n; f++) {
		const struct function *function = &source.outline.functions.items[f];
		size_t first = next_word(&source, function->body, "x");

		for (size_t i = first; i < function->end; i++)
			if (token_is(&source.outline.tokens, i, "x"))
				assert_int_equal(uses_behind(uses, i, function->body), first);
		assert_int_equal(uses_behind(uses, function->open + 2, function->body), first);
		assert_int_equal(uses_behind(uses, first, first), next_word(&source, first + 1, "x"));
	}
	source_close(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_is_read_once),
		cmocka_unit_test(a_value_is_read_once),
		cmocka_unit_test(the_first_use_in_a_function_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
