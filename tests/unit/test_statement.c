// SPDX-License-Identifier: GPL-2.0-only
/*
 * The statement tree: a body, and its tree as one line. Children stand in [ ]. Variants, from #ifs
 * that cut statements, are separated by `/`, and a body that cannot be read shows why.
 *
 * With paths as arguments it reads kernel trees instead of testing, and counts: see main().
 */
#include "base/data/arena.h"
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/scan/scan.h"
#include "c/source/source.h"
#include "c/syntax/jump.h"
#include "c/syntax/variant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const kinds[] = {
	[STATEMENT_BLOCK] = "block", [STATEMENT_IF] = "if", [STATEMENT_FOR] = "for",
	[STATEMENT_WHILE] = "while", [STATEMENT_DO] = "do", [STATEMENT_SWITCH] = "switch",
	[STATEMENT_MACRO] = "macro", [STATEMENT_CASE] = "case", [STATEMENT_LABEL] = "label",
	[STATEMENT_GOTO] = "goto", [STATEMENT_RETURN] = "return", [STATEMENT_BREAK] = "break",
	[STATEMENT_CONTINUE] = "continue", [STATEMENT_DECLARATION] = "declaration",
	[STATEMENT_EXPRESSION] = "expression", [STATEMENT_ASM] = "asm", [STATEMENT_EMPTY] = "empty",
	[STATEMENT_ARMS] = "arms", [STATEMENT_ARM] = "arm",
};

static void print_list(struct buf *text, const struct statement *list)
{
	for (; list; list = list->next) {
		buf_printf(text, "%s", kinds[list->kind]);
		if (list->child) {
			buf_puts(text, "[");
			print_list(text, list->child);
			buf_puts(text, "]");
		}
		if (list->next)
			buf_puts(text, " ");
	}
}

/* The trees of the first function in text. */
static char *printed(const char *text)
{
	struct arena arena = {0};
	struct outline outline;
	struct variants variants;
	const struct function *function;
	struct buf out = {0};

	outline_read(&outline, text, strlen(text));
	assert_true(outline.functions.n > 0);
	function = &outline.functions.items[0];
	variants_read(&outline, function->body + 1, function->end, &arena, &variants);
	for (size_t v = 0; v < variants.n; v++) {
		buf_puts(&out, v ? " / " : "");
		print_list(&out, variants.items[v].root->child);
	}
	if (variants.why)
		buf_printf(&out, "unread: %s", variants.why);
	outline_free(&outline);
	arena_free(&arena);
	return buf_take(&out);
}

struct row {
	const char *body, *tree;
};

static void check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *text = mem_printf("int f(int a)\n{\n%s\n}\n", rows[i].body);
		char *tree = printed(text);

		if (strcmp(tree, rows[i].tree))
			print_error("%s\n", rows[i].body);
		assert_string_equal(tree, rows[i].tree);
		free(tree);
		free(text);
	}
}

static void statements_of_c(void **state)
{
	static const struct row rows[] = {
		{ "", "" },
		{ ";", "empty" },
		{ "a = 1; f(a);", "expression expression" },
		{ "{ a = 1; } { }", "block[expression] block" },
		{ "if (a) return 1; return 0;", "if[return] return" },
		{ "if (a) b(); else c(); d();", "if[expression expression] expression" },
		{ "if (a) b(); else if (c) d(); else e();", "if[expression if[expression expression]]" },
		{ "if (a) if (b) c(); else d();", "if[if[expression expression]]" },
		{ "if (a) { b(); } else { c(); }", "if[block[expression] block[expression]]" },
		{ "for (i = 0; i < n; i++) a = 1; b();", "for[expression] expression" },
		{ "for (;;) ;", "for[empty]" },
		{ "while (n--) { if (a) break; continue; }", "while[block[if[break] continue]]" },
		{ "do { a(); } while (0); b();", "do[block[expression]] expression" },
		{ "do a(); while (n--);", "do[expression]" },
		{ "do { a(); } while_each(b);", "do[block[expression]]" },
		{ "enum { A, B } b = A; c();", "declaration expression" },
		{ "struct { int b; } c = { 1 }, *d; union { int e; } g;", "declaration declaration" },
		{ "switch (a) { case 1: b(); break; case 2 ... 4: default: c(); }",
		  "switch[block[case expression break case case expression]]" },
		{ "switch (a) { case A ? 1 : 2: b(); }", "switch[block[case expression]]" },
		{ "switch (a) case 1: b();", "switch[block[case expression]]" },
		{ "switch (a) { case 1: }", "switch[block[case]]" },
		{ "goto out; out: return a;", "goto label return" },
		{ "if (a) again: b();", "if[block[label expression]]" },
		{ "out: __maybe_unused; return 0;", "label expression return" },
		{ "a = b ? c : d;", "expression" },
		{ "goto *p;", "goto" },
		{ "asm volatile (\"nop\" : : : \"memory\"); asm goto (\"j %l0\" : : : : out);",
		  "asm asm" },
		{ "a = ({ if (b) return 1; b; });", "expression" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void declarations_and_expressions(void **state)
{
	static const struct row rows[] = {
		{ "int a = 1, *b;", "declaration" },
		{ "struct page *p, **q = NULL;", "declaration" },
		{ "struct x { int a; } y = { 1 };", "declaration" },
		{ "foo_t x;", "declaration" },
		{ "foo_t *x;", "declaration" },
		{ "foo_t *x = f(a * b);", "declaration" },
		{ "x = a * b;", "expression" },
		{ "*x = a;", "expression" },
		{ "typeof(a) b = a;", "declaration" },
		{ "__attribute__((unused)) int a;", "expression" },
		{ "static const int a[] = { 1, 2 };", "declaration" },
		{ "x = (struct y){ .a = 1 };", "expression" },
		{ "f(&(struct y){ .a = 1 });", "expression" },
		{ "int g(int b) { return b; } a();", "declaration expression" },
		{ "(void)f(a);", "expression" },
		{ "++a; a++;", "expression expression" },
		{ "DECLARE_BITMAP(map, 8);", "expression" },
		{ "return f(a);", "return" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void macros(void **state)
{
	static const struct row rows[] = {
		{ "list_for_each_entry(a, &b, c) { d(); }", "macro[block[expression]]" },
		{ "list_for_each_entry(a, &b, c) d(); e();", "macro[expression] expression" },
		{ "for_each_node(n) if (a) b(); else c();", "macro[if[expression expression]]" },
		{ "scoped_guard(mutex, &m) a();", "macro[expression]" },
		{ "scoped_guard(mutex, &m) { return 1; }", "macro[block[return]]" },
		{ "forever { a(); }", "macro[block[expression]]" },
		{ "do_each(a, b) { c(); } while_each(a, b);", "macro[block[expression]] expression" },
		{ "TRACE(a) return b;", "macro[return]" },
		{ "{ TRACE(a) }", "block[expression]" },
		{ "if (a) TRACE(b) else c();", "if[expression expression]" },
		{ "switch (a) { CASES_OF(x): b(); }", "switch[block[case expression]]" },
		{ "guard(mutex)(&m);", "expression" },
		{ "per_cpu(a, b) = c; per_cpu(a, b)++; get(a)->b = c;", "expression expression expression" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void arms_that_are_whole(void **state)
{
	static const struct row rows[] = {
		{ "#ifdef A\na();\n#endif\nb();", "arms[arm[expression] arm] expression" },
		{ "#ifdef A\na();\n#else\nb(); c();\n#endif", "arms[arm[expression] arm[expression expression]]" },
		{ "#if A\na();\n#elif B\nb();\n#endif", "arms[arm[expression] arm[expression] arm]" },
		{ "#if A\n#ifdef B\na();\n#endif\n#endif", "arms[arm[arms[arm[expression] arm]] arm]" },
		{ "if (a)\n#ifdef A\nb();\n#else\nc();\n#endif\nd();",
		  "if[arms[arm[expression] arm[expression]]] expression" },
		{ "switch (a) {\n#ifdef A\ncase 1:\nb();\n#endif\ndefault: c(); }",
		  "switch[block[arms[arm[case expression] arm] case expression]]" },
		/* Parts of an expression make no difference to the statements. */
		{ "if (a\n#ifdef A\n|| b\n#endif\n) c();", "if[expression]" },
		{ "f(a,\n#ifdef A\nb\n#else\nc\n#endif\n);", "expression" },
		{ "x = a\n#ifdef A\n| b\n#endif\n;", "expression" },
		{ "static int t[] = {\n#ifdef A\n{ 1 },\n#endif\n{ 2 } };", "declaration" },
		{ "int a\n#ifdef A\n__maybe_unused\n#endif\n;", "declaration" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void arms_that_cut(void **state)
{
	static const struct row rows[] = {
		{ "#ifdef A\nif (a) {\n#else\nif (b) {\n#endif\nc(); }",
		  "if[block[expression]] / if[block[expression]]" },
		{ "#ifdef A\nif (a) {\n#endif\nc();\n#ifdef A\n}\n#endif",
		  "if[block[expression]] / expression" },
		/* #ifndef is #ifdef, the other way round: no way has both. */
		{ "#ifdef A\nif (a) {\n#endif\nc();\n#ifndef A\nd();\n#endif\n#ifdef A\n}\n#endif",
		  "if[block[expression]] / expression expression" },
		{ "#ifdef A\nif (a) b(); else\n#endif\nc();", "if[expression expression] / expression" },
		{ "if (a) b();\n#ifdef A\nelse c();\n#endif\nd();",
		  "if[expression expression] expression / if[expression] expression" },
		{ "if (a)\n#ifdef A\nb();\n#endif\nc();", "if[expression] expression / if[expression]" },
		{ "x = \n#ifdef A\nf(a);\n#else\ng(a);\n#endif\nb();",
		  "expression expression / expression expression" },
		{ "x = f(a,\n#ifdef A\nb);\n#else\nc);\n#endif", "expression / expression" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void what_cannot_be_read(void **state)
{
	static const struct row rows[] = {
		{ "a = 1", "unread: a semicolon is missing" },
		{ "else b();", "unread: an else has no if" },
		{ "if a) b();", "unread: a bracket has no partner" },
		{ "if a; b();", "unread: a parenthesis is missing" },
		{ "do a();", "unread: a do has no while" },
		{ "case 1;", "unread: a case has no colon" },
		{ "x = 1 return x;", "unread: a semicolon is missing" },
		{ "#ifdef A\nif (a) {\n#endif\nc();", "unread: a bracket has no partner" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void too_many_variants(void **state)
{
	struct buf text = {0};
	char *tree;

	(void)state;
	buf_puts(&text, "int f(int a)\n{\n");
	for (unsigned i = 0; i < 8; i++)
		buf_printf(&text, "if (a) b();\n#ifdef A%u\nelse c();\n#endif\n", i);
	buf_puts(&text, "}\n");
	tree = printed(text.data);
	assert_string_equal(tree, "unread: too many #ifs cut its statements");
	free(tree);
	buf_free(&text);
}

static void deep_nesting_is_no_crash(void **state)
{
	static const char *const nests[] = { "{", "if (a) ", "a: ", "for (;;) ", "do ", "else if (a) " };

	(void)state;
	for (size_t n = 0; n < ARRAY_SIZE(nests); n++) {
		struct buf text = {0};
		char *tree;

		buf_puts(&text, "int f(int a)\n{\nif (a) ;\n");
		for (unsigned i = 0; i < 20000; i++)
			buf_puts(&text, nests[n]);
		tree = printed(text.data);
		assert_true(strstr(tree, "unread") || strstr(tree, "label"));
		free(tree);
		buf_free(&text);
	}
}

/* Two heads in the branches of an #if share one body. */
static void body_that_begins_in_an_arm(void **state)
{
	char *tree = printed("#ifdef A\nint f(int a) {\n#else\nint f(long a) {\n#endif\nreturn a; }\n");

	(void)state;
	assert_string_equal(tree, "return");
	free(tree);
}

/* A row is text, where | stands in front of the token that is asked about; its statement begins at @. */
static void begin_of_the_statement_around_a_token(void **state)
{
	static const char *const rows[] = {
		"int f(int a)\n{\n@a |= 1;\n}\n",
		"int f(int a)\n{\nfor (i = 0; i < n; i++)\n@x = |a;\n}\n",
		"int f(int a)\n{\n@for (i = 0; |i < n; i++)\nx = a;\n}\n",
		"int f(int a)\n{\nout:\n@x = |a;\n}\n",
		"int f(int a)\n{\nif (a) b();\nelse\n@x = |a;\n}\n",
		"int x;\n@int y = |a;\n",
		"#define F(a) do { \\\n@x = |a; \\\n} while (0)\n",
		"#define F(a) @|a\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct buf text = {0};
		size_t asked = 0, begin = 0;
		struct outline outline;

		for (const char *at = rows[i]; *at; at++) {
			if (*at == '@')
				begin = text.length;
			else if (*at == '|')
				asked = text.length;
			else
				buf_add(&text, at, 1);
		}
		outline_read(&outline, text.data, text.length);
		assert_int_equal(statement_begin(&outline, token_at(&outline.tokens, asked)),
				 token_at(&outline.tokens, begin));
		outline_free(&outline);
		buf_free(&text);
	}
}

static void names_that_a_statement_declares(void **state)
{
	/* Names with a capital letter are the declared ones. */
	static const char *const rows[] = {
		"int A, *B = x, C;", "int A = b * c, D;", "struct page *P = q, **R;", "foo_t *X;",
		"foo_t X;", "for (int I = 0; i < n; i++) ;", "int (*F)(void);", "int A[3], B = f(c, d);",
		"a = b * c;", "typeof(a) B = a;", "struct x { int a; } Y, *Z;", "bool A __maybe_unused;",
		"int A = b, C = d ? e : f;", "for (i = 0; i < n; i++) ;", "static int A = sizeof(struct x);",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *text = mem_printf("int f(int a)\n{\n%s\n}\n", rows[i]);
		struct arena arena = {0};
		struct variants variants;
		struct outline outline;

		outline_read(&outline, text, strlen(text));
		variants_read(&outline, outline.functions.items[0].body + 1,
			      outline.functions.items[0].end, &arena, &variants);
		assert_int_equal(variants.n, 1);
		for (size_t t = outline.functions.items[0].body + 1; t < outline.tokens.n - 1; t++) {
			const char *at = text + outline.tokens.items[t].offset;
			bool declared = statement_declares(&outline,
							   variants.items[0].root->child, t);

			if (declared != (*at >= 'A' && *at <= 'Z'))
				fail_msg("%s: %.*s", rows[i], (int)outline.tokens.items[t].length, at);
		}
		outline_free(&outline);
		arena_free(&arena);
		free(text);
	}
}

/* --- real kernels: test_statement TREE... --- */

static void jumps_that_leave_a_body(void **state)
{
	static const struct row rows[] = {
		{ "", "none" }, { "a = 1;", "none" }, { "return a;", "return" }, { "return a;;", "return" },
		{ "{ goto x; }", "goto" }, { "{ { return a; } b(); }", "return" }, { "b(); goto x; a = 1;", "goto" },
		{ "return a; x: b();", "none" }, { "x: return a;", "return" }, { "if (a) return 1;", "none" },
		{ "do { return a; } while (0);", "return" }, { "do { break; } while (0);", "none" },
		{ "while (a) return 1;", "none" }, { "goto x;\n#ifdef A\n#endif\n", "goto" },
		{ "\n#ifdef A\nreturn a;\n#endif\n", "none" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *text = mem_printf("int f(int a)\n{\n%s\n}\n", rows[i].body);
		const struct statement *jump;
		struct arena arena = {0};
		struct variants variants;
		struct outline outline;

		outline_read(&outline, text, strlen(text));
		variants_read(&outline, outline.functions.items[0].body + 1,
			      outline.functions.items[0].end, &arena, &variants);
		assert_int_equal(variants.n, 1);
		jump = statement_jump(variants.items[0].root);
		if (strcmp(jump ? kinds[jump->kind] : "none", rows[i].tree))
			fail_msg("%s", rows[i].body);
		outline_free(&outline);
		arena_free(&arena);
		free(text);
	}
}

struct count {
	size_t functions, unread, variants;
};

static void count_function(const char *path, struct source *source, size_t index, struct count *count)
{
	const struct function *function = &source->outline.functions.items[index];
	struct arena arena = {0};
	struct variants variants;
	uint32_t line = 0, column;

	variants_read(&source->outline, function->body + 1, function->end, &arena, &variants);
	count->functions++;
	count->variants += variants.n > 1;
	count->unread += !variants.n;
	if (!variants.n && variants.bad < source->outline.tokens.n)
		source_position(source, source->outline.tokens.items[variants.bad].offset, &line,
				&column);
	if (!variants.n)
		printf("%s:%u: %s: %s\n", path, line, function->name, variants.why);
	arena_free(&arena);
}

static bool holds_mention(const struct source *source, const struct function *function)
{
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (source->tokens[i] >= function->item && source->tokens[i] <= function->end)
			return true;
	return false;
}

/* Of a file's functions, those that hold a mention; all, when all is set. */
static void count_file(const char *root, const struct scanned_file *file, bool all,
		       struct count *count)
{
	struct source source;

	if (file->language != LANGUAGE_C || source_open(&source, root, file, NULL))
		return;
	for (size_t f = 0; f < source.outline.functions.n; f++)
		if (all || holds_mention(&source, &source.outline.functions.items[f]))
			count_function(file->path, &source, f, count);
	source_close(&source);
}

static int count_tree(const char *root, bool all)
{
	const struct scan_request request = {
		.root = root, .paths = (const char *const[]){ "" }, .n_paths = 1, .threads = 1,
	};
	struct count count = {0};
	struct scan scan = {0};
	struct err err = {0};

	if (scan_run(&request, &scan, &err)) {
		fprintf(stderr, "%s\n", err.text);
		err_clear(&err);
		return 2;
	}
	for (size_t i = 0; i < scan.n_files; i++)
		count_file(root, &scan.files[i], all, &count);
	scan_free(&scan);
	printf("%s: %zu functions%s, %zu have an #if that cuts a statement, %zu cannot be read\n", root,
	       count.functions, all ? "" : " hold a mention", count.variants, count.unread);
	return count.unread ? 1 : 0;
}

/*
 * test_statement [-a] TREE...: how many functions that hold a mention can be read; with -a, of all
 * functions of their files. Those that cannot be are named. Without arguments it tests.
 */
int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statements_of_c),
		cmocka_unit_test(declarations_and_expressions),
		cmocka_unit_test(macros),
		cmocka_unit_test(arms_that_are_whole),
		cmocka_unit_test(arms_that_cut),
		cmocka_unit_test(what_cannot_be_read),
		cmocka_unit_test(too_many_variants),
		cmocka_unit_test(deep_nesting_is_no_crash),
		cmocka_unit_test(body_that_begins_in_an_arm),
		cmocka_unit_test(begin_of_the_statement_around_a_token),
		cmocka_unit_test(names_that_a_statement_declares),
		cmocka_unit_test(jumps_that_leave_a_body),
	};
	bool all = argc > 1 && !strcmp(argv[1], "-a");
	int status = 0;

	if (argc < 2)
		return cmocka_run_group_tests(tests, NULL, NULL);
	for (int i = 1 + all; i < argc; i++)
		status |= count_tree(argv[i], all);
	return status;
}
