// SPDX-License-Identifier: GPL-2.0-only
/* What reports are made of: fingerprints, UTF-8, URIs, formats by name, SARIF's texts and columns. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "report/format/format.h"
#include "report/print/sarif.h"
#include "report/format/uri.h"
#include "outcome/result/excerpt.h"
#include "outcome/result/fingerprint.h"
#include "check/rules/rule.h"

#include <stdlib.h>
#include <string.h>

/* --- fingerprints --- */

/* A finding that owns nothing; of its words only path, function, callee and text count. */
static struct finding saying(const struct rule *rule, const char *path, uint32_t line,
			     const char *function, const char *text)
{
	return (struct finding){
		.rule = rule->name, .path = (char *)path, .line = line, .function = (char *)function,
		.callee = "pin_user_pages_fast", .text = (char *)text, .message = "",
	};
}

static void fingerprints_outlive_a_move_and_tell_all_else_apart(void **state)
{
	struct finding then[] = {
		saying(&rule_bool_as_flags, "a.c", 3, "f", "g ( ! w )"),
		saying(&rule_bool_as_flags, "a.c", 5, "f", "g ( ! w )"),
		saying(&rule_literal_flags, "a.c", 5, "f", "g ( ! w )"),
		saying(&rule_bool_as_flags, "a.c", 7, "h", "g ( ! w )"),
		saying(&rule_bool_as_flags, "a.c", 9, "f", "g ( ! v )"),
		saying(&rule_bool_as_flags, "b.c", 3, "f", "g ( ! w )"),
	};
	struct finding now[ARRAY_SIZE(then)];
	struct finding_list before = { .items = then, .n = ARRAY_SIZE(then) };
	struct finding_list after = { .items = now, .n = ARRAY_SIZE(then) };
	struct fingerprint *old = fingerprints_of(&before), *new;

	(void)state;
	memcpy(now, then, sizeof(then));
	for (size_t i = 0; i < after.n; i++) {
		now[i].line += 100;
		now[i].column = 70;
		now[i].message = "worded otherwise";
	}
	new = fingerprints_of(&after);
	for (size_t i = 0; i < before.n; i++) {
		assert_int_equal(strlen(old[i].text), 32);
		assert_string_equal(old[i].text, new[i].text);
		for (size_t other = 0; other < i; other++)
			assert_string_not_equal(old[i].text, old[other].text);
	}
	/* Written down by users: the algorithm is a promise. */
	assert_string_equal(old[0].text, "e94455e685a5da71a2908cb494a7c210");
	free(old);
	free(new);
}

static void no_findings_have_no_fingerprints(void **state)
{
	struct finding_list none = {0};

	(void)state;
	free(fingerprints_of(&none));
}

/* --- bytes --- */

static void bytes_that_are_no_utf8_are_replaced_one_by_one(void **state)
{
	static const char *const rows[][2] = {
		{ "a\xc3\xa4\xe2\x82\xac\xf0\x9d\x84\x9e", "a\xc3\xa4\xe2\x82\xac\xf0\x9d\x84\x9e" },
		{ "\xe9!", "\xef\xbf\xbd!" },		/* Latin-1 */
		{ "\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd" },	/* cut off */
		{ "\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd" },	/* too long for its value */
		{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },	/* a surrogate */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct buf buf = {0};

		utf8_add(&buf, rows[i][0]);
		assert_string_equal(buf.data, rows[i][1]);
		assert_int_equal(utf8_is_valid(rows[i][0]), !i);
		assert_true(utf8_is_valid(rows[i][1]));
		buf_free(&buf);
	}
}

static void paths_are_escaped_in_uris(void **state)
{
	struct buf uri = {0};

	(void)state;
	uri_add_path(&uri, "arch/x86/a-b_c.~+,c");
	assert_string_equal(uri.data, "arch/x86/a-b_c.~+,c");
	buf_free(&uri);
	uri_add_path(&uri, "a b%41:[x]#?\n\xe9");
	assert_string_equal(uri.data, "a%20b%2541%3A%5Bx%5D%23%3F%0A%E9");
	buf_free(&uri);
}

/* --- formats --- */

static void a_file_tells_its_format(void **state)
{
	(void)state;
	assert_int_equal(format_of_file("a.json"), FORMAT_JSON);
	assert_int_equal(format_of_file("dir.json/a.sarif"), FORMAT_SARIF);
	assert_int_equal(format_of_file("a.sarif.json"), FORMAT_SARIF);
	assert_int_equal(format_of_file("a.json.txt"), FORMAT_TEXT);
	assert_int_equal(format_of_file("a.xml"), FORMAT_CHECKSTYLE);
	assert_int_equal(format_of_file("a.jsonx"), FORMAT_COUNT);
	assert_int_equal(format_of_file(".json"), FORMAT_COUNT);
	assert_int_equal(format_of_file("dir.json/a"), FORMAT_COUNT);
	assert_int_equal(format_of_file(""), FORMAT_COUNT);
}

static void formats_are_found_by_their_whole_name(void **state)
{
	(void)state;
	for (enum format format = 0; format < FORMAT_COUNT; format++)
		assert_int_equal(format_find(format_name(format), strlen(format_name(format))),
				 format);
	assert_int_equal(format_find("sarif:a", 5), FORMAT_SARIF);
	assert_int_equal(format_find("sari", 4), FORMAT_COUNT);
	assert_int_equal(format_find("", 0), FORMAT_COUNT);
	assert_true(format_prints(FORMAT_JSON, SUBJECT_EDITS));
	assert_false(format_prints(FORMAT_SARIF, SUBJECT_EDITS));
}

/* --- SARIF --- */

static void texts_have_no_markup_that_nobody_meant(void **state)
{
	char *message = sarif_message("`(struct s){0}` and `a[i](x)`");
	char *markdown = sarif_markdown("FOLL_* is `a_b`, {x}:\n\n\tf(a_b, *p);\n");
	char *first = sarif_first_paragraph("One\nand two.\n\nThree.\n");

	(void)state;
	assert_string_equal(message, "`(struct s){{0}}` and `a[i] (x)`");
	assert_string_equal(markdown, "FOLL\\_\\* is `a_b`, {{x}}:\n\n\tf(a_b, *p);\n");
	assert_string_equal(first, "One and two.");
	free(message);
	free(markdown);
	free(first);
}

static void columns_count_utf16_units(void **state)
{
	static const char text[] = "first\r\n\t\xc3\xa4\xe9\xf0\x9d\x84\x9ex\nlast";
	struct scanned_file file = { .path = "a.c" };
	struct source source;

	(void)state;
	source_from_text(&source, &file, text, sizeof(text) - 1);
	assert_int_equal(utf16_column(&source, 1, 1), 1);
	assert_int_equal(utf16_column(&source, 1, 6), 6);
	assert_int_equal(utf16_column(&source, 2, 2), 2);
	assert_int_equal(utf16_column(&source, 2, 4), 3);	/* behind a letter of two bytes */
	assert_int_equal(utf16_column(&source, 2, 5), 4);	/* behind a byte that is none */
	assert_int_equal(utf16_column(&source, 2, 9), 6);	/* behind two units */
	assert_int_equal(utf16_column(&source, 3, 5), 5);	/* the end of the file */
	assert_int_equal(utf16_column(&source, 3, 99), 5);
	assert_int_equal(utf16_column(&source, 4, 7), 7);	/* no such line */
	source_close(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fingerprints_outlive_a_move_and_tell_all_else_apart),
		cmocka_unit_test(no_findings_have_no_fingerprints),
		cmocka_unit_test(bytes_that_are_no_utf8_are_replaced_one_by_one),
		cmocka_unit_test(paths_are_escaped_in_uris),
		cmocka_unit_test(a_file_tells_its_format),
		cmocka_unit_test(formats_are_found_by_their_whole_name),
		cmocka_unit_test(texts_have_no_markup_that_nobody_meant),
		cmocka_unit_test(columns_count_utf16_units),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
