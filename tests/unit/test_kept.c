// SPDX-License-Identifier: GPL-2.0-only
/* What is read of a source is read once, and is what reading it again would give. */
#include "base/buf.h"
#include "syntax/kept.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_is_read_once),
		cmocka_unit_test(a_value_is_read_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
