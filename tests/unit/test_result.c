// SPDX-License-Identifier: GPL-2.0-only
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "outcome/result/form.h"
#include "check/rules/rule.h"

#include <stdlib.h>
#include <string.h>

/* --- the form of a result --- */

static const char text[] = "x = pin_user_pages_fast(a, 1, w, p);\n";

static void scan(struct scanned_file *file)
{
	scan_text("drivers/a.c", text, strlen(text), file);
	assert_int_equal(file->n_mentions, 1);
}

/* One of everything; \xe9 is no UTF-8. */
static void fill(struct result *result, const struct scanned_file *file)
{
	struct finding finding = {
		.rule = rule_name("bool-as-flags"), .severity = SEVERITY_ERROR,
		.confidence = CONFIDENCE_MEDIUM, .path = mem_strdup(file->path), .line = 1, .column = 5,
		.end_line = 1, .end_column = 36, .argument = { 1, 31, 1, 32 }, .text = mem_strdup("pin ( \xe9 )"),
		.function = mem_strdup(""), .callee = mem_strdup("pin_user_pages_fast"),
		.message = mem_strdup("caf\xc3\xa9 \x80"),
	};
	struct note note = {
		.path = mem_strdup("lib/b.h"), .line = 70, .column = 3, .end_line = 71, .end_column = 2,
		.message = mem_strdup("`\xe9` is true here"),
		.excerpt = { .line = mem_strdup("if (\xe9)"), .mark = 4, .column = 3, .end_column = 2 },
	};
	struct classified classified = {
		.mention = &file->mentions[0], .path = file->path, .class = CLASS_CALL,
		.function = mem_strdup("f\xff"),
	};

	VEC_PUSH(&result->mentions, classified);
	result->ledger[CLASS_CALL]++;
	VEC_PUSH(&finding.notes, note);
	VEC_PUSH(&result->findings, finding);
	edit_list_add(&result->edits, file->path, 30, "w", "\xe9");
	result_add_left(result, file->path, 1, 5, "f", "why");
	result_add_unanalysed(result, file->path, 0, "\xfe");
	result_add_file(result, file->path, READ_EXACTLY);
}

/* The whole form of a filled result. */
static void write_filled(const struct scanned_file *file, struct buf *out)
{
	char *header = (char *)"/tree/include/\xe9.h";
	struct made_from files = { .items = &header, .n = 1 };
	struct result result = {0};

	fill(&result, file);
	form_write(&result, &files, out);
	result_free(&result);
}

static void what_is_written_is_read_the_same(void **state)
{
	struct buf first = {0}, second = {0};
	struct made_from files = {0};
	struct result result = {0};
	struct scanned_file file;

	(void)state;
	scan(&file);
	write_filled(&file, &first);
	assert_int_equal(form_read(first.data, first.length, &file, rule_name, &result, &files), 0);
	form_write(&result, &files, &second);
	assert_string_equal(first.data, second.data);
	assert_string_equal(result.findings.items[0].text, "pin ( \xe9 )");
	assert_string_equal(result.findings.items[0].message, "caf\xc3\xa9 \x80");
	assert_null(result.findings.items[0].fix);
	assert_int_equal(result.findings.items[0].end_column, 36);
	assert_int_equal(result.findings.items[0].argument.column, 31);
	assert_int_equal(result.findings.items[0].argument.end_column, 32);
	assert_int_equal(result.findings.items[0].notes.n, 1);
	assert_string_equal(result.findings.items[0].notes.items[0].message, "`\xe9` is true here");
	assert_int_equal(result.findings.items[0].notes.items[0].end_line, 71);
	assert_string_equal(result.findings.items[0].notes.items[0].excerpt.line, "if (\xe9)");
	assert_int_equal(result.findings.items[0].notes.items[0].excerpt.mark, 4);
	assert_null(result.findings.items[0].notes.items[0].excerpt.bytes);
	assert_string_equal(result.edits.items[0].new_text, "\xe9");
	assert_string_equal(files.items[0], "/tree/include/\xe9.h");
	assert_int_equal(result.files.items[0].reading, READ_EXACTLY);
	assert_int_equal(result.ledger[CLASS_CALL], 1);
	made_from_free(&files);
	result_free(&result);
	scanned_file_free(&file);
	buf_free(&first);
	buf_free(&second);
}

/* True if the form is read when this part of it is replaced; else nothing may have been added. */
static bool is_read_with(const char *part, const char *other)
{
	struct buf whole = {0}, changed = {0};
	struct made_from files = {0};
	struct result result = {0};
	struct scanned_file file;
	const char *at;
	bool good;

	scan(&file);
	write_filled(&file, &whole);
	at = strstr(whole.data, part);
	assert_non_null(at);
	buf_add(&changed, whole.data, (size_t)(at - whole.data));
	buf_puts(&changed, other);
	buf_puts(&changed, at + strlen(part));
	good = !form_read(changed.data, changed.length, &file, rule_name, &result, &files);
	if (!good)
		assert_true(!result.mentions.n && !result.findings.n && !result.edits.n &&
			    !result.left.n && !result.unanalysed.n && !result.files.n && !files.n &&
			    !result.ledger[CLASS_CALL]);
	made_from_free(&files);
	result_free(&result);
	scanned_file_free(&file);
	buf_free(&whole);
	buf_free(&changed);
	return good;
}

static void what_is_none_of_ours_is_not_read(void **state)
{
	static const struct { const char *part, *other; } wrong[] = {
		{ "{\"schema\":1", "{\"schema\":2" },
		{ "\"class\":\"call\"", "\"class\":\"cull\"" },
		{ "\"name\":\"pin_user_pages_fast\"", "\"name\":\"pin_user_pages\"" },
		{ "\"line\":1", "\"line\":2" },		/* of the mention: the scan found none there */
		{ "\"rule\":\"bool-as-flags\"", "\"rule\":\"no-such-rule\"" },
		{ "\"severity\":\"error\"", "\"severity\":\"\"" },
		{ "\"confidence\":\"medium\"", "\"confidence\":1" },
		{ "\"end_line\":1", "\"end_line\":-1" },
		{ "\"end_line\":1", "\"end_line\":4294967296" },
		{ "\"end_line\":1,", "" },
		{ "\"callee\":\"pin_user_pages_fast\"", "\"callee\":null" },
		{ "\"text_bytes\":\"pin ( \xc3\xa9", "\"text_bytes\":\"pin ( \xc4\x80" },
		{ "\"notes\":[", "\"notes\":[7," },
		{ "\"notes\":[", "\"motes\":[" },
		{ "\"column\":3", "\"column\":\"3\"" },
		{ "\"offset\":30", "\"offset\":\"30\"" },
		{ "\"read\":\"clang, exact\"", "\"read\":\"tea leaves\"" },
		{ "\"files\":[{\"file\":\"drivers/a.c\"", "\"files\":[{\"file\":\"drivers/b.c\"" },
		{ "\"edits\":[", "\"edits\":[7," },
		{ "\"left\":[", "\"lift\":[" },
		{ "\"made_from\":[", "\"made_from\":[\"a\"," },
		{ "}", "" },
	};

	(void)state;
	assert_true(is_read_with("{\"schema\":1", "{\"schema\":1,\"a key of tomorrow\":[]"));
	assert_true(is_read_with("\"fix\":null", "\"fix\":\"pin()\""));
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		if (is_read_with(wrong[i].part, wrong[i].other))
			fail_msg("read with %s", wrong[i].other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_the_same),
		cmocka_unit_test(what_is_none_of_ours_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
