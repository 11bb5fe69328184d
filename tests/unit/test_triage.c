// SPDX-License-Identifier: GPL-2.0-only
/* The triage room: what comments say, which calls they are about, what a baseline knows. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "check/triage/allow.h"
#include "check/triage/baseline.h"
#include "check/triage/comment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what comments say --- */

/* Every permit as `RULE RULE: reason; `, so that a table can say it. */
static char *describe_permits(const char *comment)
{
	struct permit_list permits = {0};
	struct buf text = {0};

	comment_read(comment, strlen(comment), &permits);
	for (size_t i = 0; i < permits.n; i++) {
		for (size_t rule = 0; rule < permits.items[i].rules.n; rule++)
			buf_printf(&text, "%s%s", rule ? " " : "", permits.items[i].rules.items[rule]);
		buf_printf(&text, ": %s; ", permits.items[i].reason);
	}
	permit_list_free(&permits);
	return buf_take(&text);
}

static void a_comment_allows_rules_for_a_reason(void **state)
{
	static const struct {
		const char *comment, *permits;
	} rows[] = {
		{ "/* guptidy: allow a-rule - why */", "a-rule: why; " },
		{ "/*guptidy:allow a-rule - why*/", "a-rule: why; " },
		{ "// guptidy: allow a-rule - why", "a-rule: why; " },
		{ "//guptidy: allow a-rule -- why\r", "a-rule: why; " },
		{ "/// guptidy: allow a-rule - why", "a-rule: why; " },
		{ "/** guptidy: allow a-rule - why **/", "a-rule: why; " },
		{ "/* guptidy: allow a, b,c , d - why - so */", "a b c d: why - so; " },
		{ "/*\n * guptidy: allow a - why\n *   and why, not\n */", "a: why and why, not; " },
		{ "/*\r\n * guptidy: allow a - why\r\n * so\r\n */", "a: why so; " },
		{ "/* guptidy: allow a -\t\\\n * why\t\\\n */", "a: why; " },
		{ "/*\n * guptidy: allow a,\n * b\n * - why\n */", "a b: why; " },
		{ "/*\n * Words.\n * guptidy: allow a - why\n *\n * Others.\n */", "a: why; " },
		{ "/* guptidy: allow a - x\n * guptidy: allow b - y */", "a: x; b: y; " },
		{ "/* guptidy: allow a - see /dev/x */", "a: see /dev/x; " },
		/* no reason, no rule */
		{ "/* guptidy: allow a */", "a: ; " },
		{ "/* guptidy: allow a - */", "a: ; " },
		{ "/* guptidy: allow a why - so */", "a: ; " },
		{ "/* guptidy: allow a-why */", "a-why: ; " },
		{ "/* guptidy: allow - why */", ": why; " },
		{ "/* guptidy: allow */", ": ; " },
		{ "/* guptidy: allow a, - why */", "a: why; " },
		/* not for us */
		{ "/* guptidy: allowed a - why */", "" },
		{ "/* guptidy: right calls */", "" },
		{ "/* guptidy */", "" },
		{ "/* see guptidy: allow a - why */", "" },
		{ "/* allow a - why */", "" },
		{ "/**/", "" }, { "/*", "" }, { "//", "" }, { "/*/", "" },
		{ "/* guptidy:", "" }, { "/* guptidy: allow a - why", "a: why; " },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *permits = describe_permits(rows[i].comment);

		if (strcmp(permits, rows[i].permits))
			fail_msg("%s: `%s`, not `%s`", rows[i].comment, permits, rows[i].permits);
		free(permits);
	}
}

/* --- which calls they are about --- */

/* Each call as + (allowed) or -, then the number of comments that do not hold or are not used. */
static char *describe_calls(const char *text)
{
	struct finding_list calls = {0}, bad = {0}, unused = {0};
	struct allow_list list = {0};
	struct scanned_file file;
	struct source source;
	struct buf said = {0};

	scan_text("drivers/a.c", text, strlen(text), &file);
	source_from_text(&source, &file, text, strlen(text));
	allow_read(&source, &list, &bad);
	for (size_t i = 0; i < file.n_mentions; i++) {
		struct family family = {0};
		struct call_site site;

		if (source.forms[i] != FORM_CALL && source.forms[i] != FORM_MACRO_BODY)
			continue;
		assert_int_equal(call_site_read(&source, i, &family, 0, NULL, &site), 0);
		finding_add(&calls, &site, &rule_stale_call, CONFIDENCE_HIGH, mem_strdup(""), NULL);
	}
	for (size_t i = 0; i < calls.n; i++)
		buf_puts(&said, allow_reason(&list, &source, &calls.items[i]) ? "+" : "-");
	allow_report_unused(&list, &source, &unused);
	buf_printf(&said, " %zu %zu", bad.n, unused.n);
	finding_list_free(&calls);
	finding_list_free(&bad);
	finding_list_free(&unused);
	allow_list_free(&list);
	source_close(&source);
	scanned_file_free(&file);
	return buf_take(&said);
}

#define ALLOW "/* guptidy: allow stale-call - why */"
#define GUP "get_user_pages(1)"

static void a_comment_is_about_the_calls_on_its_lines_or_right_below(void **state)
{
	static const struct {
		const char *text, *calls;
	} rows[] = {
		/* on the line */
		{ "int f(void)\n{\n\t" GUP "; " ALLOW "\n\t" GUP ";\n}\n", "+- 0 0" },
		{ "int f(void)\n{\n\t" ALLOW " " GUP ";\n\t" GUP ";\n}\n", "+- 0 0" },
		{ "int f(void)\n{\n\treturn " GUP " + " GUP "; " ALLOW "\n}\n", "++ 0 0" },
		{ "int f(void)\n{\n\tget_user_pages(1, " ALLOW "\n\t\t2);\n}\n", "+ 0 0" },
		{ "int f(void)\n{\n\tget_user_pages(1,\n\t\t2); " ALLOW "\n}\n", "+ 0 0" },
		{ "int f(void)\n{\n\tget_user_pages(1,\n" ALLOW "\n\t\t2);\n}\n", "+ 0 0" },
		/* above */
		{ "int f(void)\n{\n\t" ALLOW "\n\t" GUP ";\n\t" GUP ";\n}\n", "+- 0 0" },
		{ "int f(void)\n{\n\t" ALLOW "\n\treturn\n\t\t1 +\n\t\t" GUP ";\n}\n", "+ 0 0" },
		{ "int f(void)\n{\n\treturn 1 +\n\t\t" ALLOW "\n\t\t" GUP ";\n}\n", "+ 0 0" },
		{ "int f(void)\n{\n\t" ALLOW "\n\t/* words */\n\t// more\n\t" GUP ";\n}\n", "+ 0 0" },
		{ "int f(void)\n{\n\t" ALLOW "\n\n\t" GUP ";\n}\n", "- 0 1" },
		{ "int f(void)\n{\n\t" ALLOW "\n#if A\n\t" GUP ";\n#endif\n}\n", "- 0 1" },
		{ "int f(void)\n{\n\tg(); " ALLOW "\n\t" GUP ";\n}\n", "- 0 1" },
		{ "int f(void)\n{\n\t" GUP ";\n\t" ALLOW "\n}\n", "- 0 1" },
		/* of the statement, not of its body */
		{ "int f(void)\n{\n\t" ALLOW "\n\tif (a &&\n\t    " GUP ")\n\t\t" GUP ";\n}\n", "+- 0 0" },
		{ "int f(void)\n{\n\tif (a)\n\t\tg();\n\t" ALLOW "\n\telse if (b)\n\t\t" GUP ";\n}\n",
		  "- 0 1" },
		{ "int f(void)\n{\n\t" ALLOW "\n\tfor (i = 0; i < 3; i++)\n\t\t" GUP ";\n}\n", "- 0 1" },
		{ "int f(void)\n{\n\tdo\n\t\t" ALLOW "\n\t\t" GUP ";\n\twhile (" GUP ");\n}\n",
		  "+- 0 0" },
		/* macros, line ends, the end of the file */
		{ ALLOW "\n#define F(x) \\\n\t" GUP "; \\\n\t" GUP "\n", "++ 0 0" },
		{ "#define F(x) \\\n\t" ALLOW " \\\n\t" GUP "; \\\n\t" GUP "\n", "+- 0 0" },
		{ "#define F(x) \\\n\tg(); \\\n\t" ALLOW " \\\n\tif (1 && \\\n\t    " GUP ") \\\n\t\t" GUP
		  "\n", "+- 0 0" },
		{ "int f(void)\r\n{\r\n\t" ALLOW "\r\n\t" GUP ";\r\n\t" GUP ";\r\n}\r\n", "+- 0 0" },
		{ "int f(void)\n{\n\t" GUP "; // guptidy: allow stale-call - why", "+ 0 0" },
		{ ALLOW, " 0 1" },
		/* those that do not hold */
		{ "int f(void)\n{\n\t" GUP "; // guptidy: allow stale-call\n}\n", "- 1 0" },
		{ "int f(void)\n{\n\t" GUP "; // guptidy: allow stale-cal - why\n}\n", "- 1 0" },
		{ "int f(void)\n{\n\t" GUP "; // guptidy: allow unused-allow - why\n}\n", "- 1 0" },
		{ "int f(void)\n{\n\t" GUP "; // guptidy: allow literal-flags - why\n}\n", "- 0 1" },
		{ "int f(void)\n{\n\t" GUP "; // guptidy: allow x, stale-call, literal-flags - why\n}\n",
		  "+ 1 1" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *calls = describe_calls(rows[i].text);

		if (strcmp(calls, rows[i].calls))
			fail_msg("%s\n`%s`, not `%s`", rows[i].text, calls, rows[i].calls);
		free(calls);
	}
}

/* --- baselines --- */

#define HEAD "{\"schema\": 1, \"tool\": \"guptidy\", \"entries\": ["
#define ENTRY(file, count, since) "{\"file\": \"" file "\", \"rule\": \"stale-call\", " \
	"\"function\": \"f\", \"callee\": \"g\", \"text\": \"g ( )\", " \
	"\"count\": " count ", \"since\": \"" since "\"}"
#define GOOD ENTRY("a.c", "1", "2026-11-22")

static void a_file_that_is_no_baseline_is_refused(void **state)
{
	static const struct {
		const char *text, *error;	/* what the error holds; NULL: it is good */
	} rows[] = {
		{ HEAD GOOD "]}", NULL },
		{ HEAD "]}", NULL },
		{ HEAD GOOD ",\n" ENTRY("b.c", "2", "2024-02-29") "]}", NULL },
		{ "", "base:1:0: " },
		{ "{\n\"schema\": 1,,", "base:2:" },
		{ HEAD GOOD, "base:1:" },
		{ "[]", "base: is no baseline" },
		{ "{\"schema\": 1}", "base: is no baseline" },
		{ "{\"schema\": 2, \"tool\": \"guptidy\", \"entries\": []}", "has the schema 2" },
		{ "{\"schema\": 1, \"tool\": \"guptidy\", \"entries\": {}}", "are no list" },
		{ "{\"schema\": 1, \"tool\": \"guptidy\", \"entries\": [], \"more\": 1}", "more" },
		{ HEAD GOOD ", {}]}", "base: entry 2: " },
		{ HEAD GOOD ", 7]}", "base: entry 2: " },
		{ HEAD ENTRY("a.c", "0", "2026-11-22") "]}", "entry 1: its count" },
		{ HEAD ENTRY("a.c", "-1", "2026-11-22") "]}", "entry 1: its count" },
		{ HEAD ENTRY("a.c", "1.5", "2026-11-22") "]}", "entry 1: " },
		{ HEAD ENTRY("a.c", "1", "2026-13-22") "]}", "entry 1: its `since`" },
		{ HEAD ENTRY("a.c", "1", "yesterday") "]}", "entry 1: its `since`" },
		{ HEAD ENTRY("a.c", "1", "2026-1-22") "]}", "entry 1: its `since`" },
		{ HEAD GOOD ", " ENTRY("a.c", "2", "2025-11-22") "]}", "two entries for stale-call" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct baseline baseline = {0};
		struct err err = {0};
		int status = baseline_parse("base", rows[i].text, strlen(rows[i].text), &baseline,
					    &err);

		if (status != (rows[i].error ? -1 : 0) ||
		    (status && (strncmp(err.text, "base:", 5) || !strstr(err.text, rows[i].error))))
			fail_msg("%s: %d, %s", rows[i].text, status, err.text ? err.text : "");
		err_clear(&err);
		baseline_free(&baseline);
	}
}

/* Findings are told apart by file and text; their lines are their places in the list. */
static void add_finding(struct finding_list *findings, char *path, char *text, bool unsure)
{
	struct finding finding = {
		.rule = rule_stale_call.name, .severity = SEVERITY_ERROR, .path = path, .text = text,
		.confidence = unsure ? CONFIDENCE_LOW : CONFIDENCE_HIGH, .function = "f",
		.callee = "g", .line = (uint32_t)findings->n + 1,
	};

	VEC_PUSH(findings, finding);
}

static void what_is_written_is_read_again(void **state)
{
	struct finding_list findings = {0};
	struct baseline baseline = {0}, again = {0};
	struct buf text = {0}, copy = {0};
	struct err err = {0};

	(void)state;
	add_finding(&findings, "b.c", "g ( \"\xf6\\\" )", false);	/* no UTF-8 */
	add_finding(&findings, "a.c", "g ( \"\xc3\xb6\" )", false);
	baseline_add(&baseline, &findings, "2026-11-22");
	for (size_t i = 0; i < findings.n; i++)
		baseline_find(&baseline, &findings.items[i])->count = i + 1;
	baseline_print(&baseline, &text);
	assert_int_equal(baseline_parse("base", text.data, text.length, &again, &err), 0);
	baseline_print(&again, &copy);
	assert_string_equal(text.data, copy.data);
	assert_int_equal(again.n, 2);
	assert_string_equal(again.items[0].file, "a.c");
	assert_int_equal(baseline_find(&again, &findings.items[0])->count, 1);
	assert_int_equal(baseline_find(&again, &findings.items[1])->count, 2);
	baseline_free(&baseline);
	baseline_free(&again);
	buf_free(&text);
	buf_free(&copy);
	free(findings.items);
}

static void findings_are_counted_by_what_they_say(void **state)
{
	struct finding_list findings = {0};
	struct baseline baseline = {0};
	struct choices few = {0}, all = { .all = true };

	(void)state;
	add_finding(&findings, "a.c", "g ( 1 )", false);
	add_finding(&findings, "a.c", "g ( 1 )", true);
	add_finding(&findings, "a.c", "g ( 2 )", false);
	add_finding(&findings, "b.c", "g ( 1 )", false);
	findings.n = 2;
	baseline_add(&baseline, &findings, "2026-11-22");
	baseline_add(&baseline, &findings, "2026-11-23");
	findings.n = 4;
	assert_int_equal(baseline.n, 1);
	assert_string_equal(baseline.items[0].since, "2026-11-22");
	baseline_count(&baseline, &findings, &few);
	assert_int_equal(baseline.items[0].found, 2);
	assert_int_equal(baseline.items[0].chosen, 1);
	baseline_count(&baseline, &findings, &all);
	assert_int_equal(baseline.items[0].found, 2);
	assert_int_equal(baseline.items[0].chosen, 2);
	for (size_t i = 2; i < findings.n; i++)
		assert_null(baseline_find(&baseline, &findings.items[i]));
	baseline_free(&baseline);
	free(findings.items);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_comment_allows_rules_for_a_reason),
		cmocka_unit_test(a_comment_is_about_the_calls_on_its_lines_or_right_below),
		cmocka_unit_test(a_file_that_is_no_baseline_is_refused),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(findings_are_counted_by_what_they_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
