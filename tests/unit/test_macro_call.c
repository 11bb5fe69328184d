// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/macro_call.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/data/mem.h"

/* What the calls by macro in a driver's text come out as, each ended by a semicolon; the caller frees it. */
static char *calls_of(const char *definitions, const char *use)
{
	char *text = mem_printf("%s\nvoid f(void)\n{\n\t%s;\n}\n", definitions, use);
	struct viewer viewer = { .code = 6 << 16 | 12 << 8, .is_outside = true };
	struct scanned_file file;
	struct source source;
	struct buf calls = {0};

	scan_text("/driver/a.c", text, strlen(text), &file);
	source_from_text(&source, &file, text, strlen(text));
	source_judge(&source, viewer.code, NULL);
	source_expand(&source, viewer.code, NULL);
	for (size_t i = 0; source.expanded && i < source.expanded->calls.n; i++) {
		const struct expanded *expanded = source.expanded;
		const struct outline *outline = &expanded->source.outline;
		size_t name = expanded->source.tokens[expanded->calls.items[i].mention];
		size_t close = outline_closing(outline, token_next(&outline->tokens, name));
		const char *begin = expanded->source.text.data + outline->tokens.items[name].offset;

		buf_printf(&calls, "%.*s;", (int)(expanded->source.text.data +
						  outline->tokens.items[close].offset + 1 - begin), begin);
	}
	source_close(&source);
	scanned_file_free(&file);
	free(text);
	return buf_take(&calls);
}

/* True if they differ in blanks only. */
static bool same_text(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, " ");
		b += strspn(b, " ");
		if (*a != *b || !*a)
			return *a == *b;
	}
}

static void uses_become_the_calls_that_the_text_says(void **state)
{
	static const struct { const char *definitions, *use, *calls; } rows[] = {
		{ "#define A get_user_pages_fast", "A(a, 1, w->x, p)", "get_user_pages_fast(a, 1, w->x, p);" },
		{ "#define A get_user_pages_fast", "x = A", "" },
		{ "#define A get_user_pages_fast\n#define B A", "B(a)", "get_user_pages_fast(a);" },
		{ "#define A(p, f) get_user_pages_fast(1, f, p)", "A(x, (y, z))",
		  "get_user_pages_fast(1, (y, z), x);" },
		{ "#define A(p) get_user_pages_fast(p)", "A(x, y)", "" },
		{ "#define A(p, q) get_user_pages_fast(p, q)", "A(x)", "" },
		{ "#define A() get_user_pages_fast(0)", "A()", "get_user_pages_fast(0);" },
		{ "#define A get_user_pages_fast(0)", "A", "get_user_pages_fast(0);" },
		{ "#define A(...) get_user_pages_fast(__VA_ARGS__)", "A(x, y)", "get_user_pages_fast(x, y);" },
		{ "#define A(x, ...) get_user_pages_fast(x, ##__VA_ARGS__)", "A(1)", "get_user_pages_fast(1);" },
		{ "#define A(x, r...) get_user_pages_fast(x, ## r)", "A(1, 2, 3)",
		  "get_user_pages_fast(1, 2, 3);" },
		{ "#define A(s) get_user_pages##s(1)", "A(_fast)", "get_user_pages_fast(1);" },
		{ "#define A(s) get_user_pages##s(1)", "A()", "get_user_pages(1);" },
		{ "#define A(s) get_user_pages##s(1)", "A(_none)", "" },
		{ "#define A(f) f##_fast(1)", "A(pin_user_pages)", "pin_user_pages_fast(1);" },
		{ "#define A(k, s) k##_user_pages##s(1)", "A(pin, _fast)",
		  "pin_user_pages_fast(1);" },
		{ "#define A(f, k) f k##_fast(1)", "A(pin_user_pages, )", "" },
		{ "#ifdef X\n#define A pin_user_pages\n#endif\n#define B A", "B(1)", "" },
		{ "#define A(f, ...) f(__VA_ARGS__)", "A(pin_user_pages, 1, 2)", "pin_user_pages(1, 2);" },
		{ "#define A(x) x", "A(pin_user_pages(1))", "" },
		{ "#define A(x) (pin_user_pages(1) + x)", "A(pin_user_pages(2))", "pin_user_pages(1);" },
		{ "#define A(x) pin_user_pages(#x)", "A(1)", "" },
		{ "#define A(x) pin_user_pages(__VA_OPT__(1))", "A(1)", "" },
		{ "#define A(x) A(pin_user_pages(x))", "A(1)", "" },
		{ "#define A pin_user_pages\n#undef A", "A(1)", "" },
		{ "#ifdef X\n#define A pin_user_pages\n#endif", "A(1)", "" },
		{ "#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 0, 0)\n#define A pin_user_pages\n#else\n"
		  "#define A get_user_pages\n#endif", "A(1)", "get_user_pages(1);" },
		{ "#define pin_user_pages get_user_pages", "pin_user_pages(1)", "" },
		{ "#define A pin_user_pages", "A(1, /* b */\n2)", "pin_user_pages(1, 2);" },
		{ "#define A pin_user_pages", "A(1", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *calls = calls_of(rows[i].definitions, rows[i].use);

		if (!same_text(calls, rows[i].calls))
			fail_msg("row %zu, %s: %s", i, rows[i].use, calls);
		free(calls);
	}
}

/* Where words of the expanded text come from, and that lines stay. */
static void words_know_where_they_were_written(void **state)
{
	static const char text[] = "#define A(x) pin_user_pages(1, x)\n"
				   "void f(void)\n{\n\tA(\n\targ\n\t);\n\tbehind();\n}\n";
	struct viewer viewer = { .is_outside = true };
	const struct expanded *expanded;
	struct scanned_file file;
	struct source source;
	const char *bytes;
	uint32_t line, column;

	(void)state;
	scan_text("/driver/a.c", text, strlen(text), &file);
	source_from_text(&source, &file, text, strlen(text));
	source_expand(&source, viewer.code, NULL);
	expanded = source.expanded;
	assert_non_null(expanded);
	bytes = expanded->source.text.data;
	assert_int_equal(expanded_origin(expanded, (size_t)(strstr(bytes, "arg") - bytes)),
			 strstr(text, "arg\n") - text);
	assert_true(expanded_is_of_use(expanded, expanded->calls.items[0].use,
				       (size_t)(strstr(bytes, "arg") - bytes)));
	assert_false(expanded_is_of_use(expanded, expanded->calls.items[0].use,
					(size_t)(strstr(bytes, "1,") - bytes)));
	source_position(&expanded->source, (size_t)(strstr(bytes, "behind") - bytes), &line, &column);
	assert_int_equal(line, 7);
	assert_int_equal(column, 2);
	source_close(&source);
	scanned_file_free(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uses_become_the_calls_that_the_text_says),
		cmocka_unit_test(words_know_where_they_were_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
