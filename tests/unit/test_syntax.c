// SPDX-License-Identifier: GPL-2.0-only
/* The syntax room: tokens, outlines, forms, expressions, prototypes, calls, sources. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/arena.h"
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "c/outline/form.h"
#include "c/outline/made_text.h"
#include "c/outline/outline.h"
#include "c/outline/prototype.h"
#include "c/outline/spelling.h"
#include "c/outline/token.h"
#include "c/outline/uses.h"
#include "c/outline/word_table.h"
#include "c/source/source.h"
#include "c/syntax/call.h"
#include "c/syntax/expr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- tokens --- */

static const char kind_letters[] = "insc.*/";	/* in the order of enum token_kind */

/* The tokens as text: kind, bytes, and in brackets the directive that they belong to. */
static char *dump_tokens(const char *text, size_t length)
{
	struct token_list list;
	struct buf out = {0};

	tokenize(text, length, &list);
	for (size_t i = 0; i < list.n; i++) {
		const struct token *token = &list.items[i];

		buf_printf(&out, "%s%c:%.*s", i ? " " : "", kind_letters[token->kind],
			   (int)token->length, text + token->offset);
		if (token->directive)
			buf_printf(&out, "[%u]", token->directive);
	}
	token_list_free(&list);
	return buf_take(&out);
}

static void assert_tokens(const char *text, const char *expected)
{
	char *tokens = dump_tokens(text, strlen(text));

	assert_string_equal(tokens, expected);
	free(tokens);
}

static void text_is_split_into_tokens(void **state)
{
	(void)state;
	assert_tokens("", "");
	assert_tokens(" \t\r\n\f", "");
	assert_tokens("a=b1+_c;", "i:a .:= i:b1 .:+ i:_c .:;");
	assert_tokens("p->x...y<<=z>>=w", "i:p .:-> i:x .:... i:y .:<<= i:z .:>>= i:w");
	assert_tokens("a+++b---c", "i:a .:++ .:+ i:b .:-- .:- i:c");
	assert_tokens("a&&b||c&d|e!=f!g", "i:a .:&& i:b .:|| i:c .:& i:d .:| i:e .:!= i:f .:! i:g");
	assert_tokens("0x1fUL 1.5e+3 .5f 0xe+1 1e-2", "n:0x1fUL n:1.5e+3 n:.5f n:0xe .:+ n:1 n:1e-2");
	assert_tokens("caf\xc3\xa9 \xff x", "i:caf\xc3\xa9 i:\xff i:x");
}

static void strings_and_characters_hide_their_content(void **state)
{
	(void)state;
	assert_tokens("f(\"a\\\"b\", 'c', '\\'')", "i:f .:( s:\"a\\\"b\" .:, c:'c' .:, c:'\\'' .:)");
	assert_tokens("\"/* no */\" \"// no\" x", "s:\"/* no */\" s:\"// no\" i:x");
	assert_tokens("\"a\\\nb\" c", "s:\"a\\\nb\" i:c");
	assert_tokens("\"\\\\\" a", "s:\"\\\\\" i:a");
}

static void a_stray_quote_ends_with_its_line(void **state)
{
	(void)state;
	assert_tokens("#if 0\ndon't do\n#endif\nint a;",
		      ".:#[1] i:if[1] n:0[1] i:don c:'t do .:#[2] i:endif[2] i:int i:a .:;");
	assert_tokens("\"open\nx", "s:\"open i:x");
	assert_tokens("x \"", "i:x s:\"");
	assert_tokens("x \"\\", "i:x s:\"\\");
}

static void comments_are_tokens(void **state)
{
	(void)state;
	assert_tokens("a /* b */ c // d\ne", "i:a *:/* b */ i:c *:// d i:e");
	assert_tokens("/** doc */", "/:/** doc */");
	assert_tokens("/**\n * gup() - pins\n */", "/:/**\n * gup() - pins\n */");
	assert_tokens("/**/ a", "*:/**/ i:a");
	assert_tokens("/*** row ***/", "*:/*** row ***/");
	assert_tokens("/* \" ' */ a", "*:/* \" ' */ i:a");
	assert_tokens("a / b /c", "i:a .:/ i:b .:/ i:c");
	assert_tokens("/*/ a */ b", "*:/*/ a */ i:b");
	assert_tokens("/* open", "*:/* open");
	assert_tokens("// on \\\nand on\nx", "*:// on \\\nand on i:x");
	assert_tokens("// on \\\r\nand on\r\nx", "*:// on \\\r\nand on\r i:x");
	assert_tokens("/*", "*:/*");
	assert_tokens("/", ".:/");
}

static void directives_hold_their_tokens(void **state)
{
	(void)state;
	assert_tokens("#define A 1\nb", ".:#[1] i:define[1] i:A[1] n:1[1] i:b");
	assert_tokens("#define A \\\n 1\nb", ".:#[1] i:define[1] i:A[1] n:1[1] i:b");
	assert_tokens("#define A \\\r\n 1\r\nb\r\n", ".:#[1] i:define[1] i:A[1] n:1[1] i:b");
	assert_tokens("#define A \\ \t\n 1\nb", ".:#[1] i:define[1] i:A[1] n:1[1] i:b");
	assert_tokens("\xef\xbb\xbf#define A\nb", ".:#[1] i:define[1] i:A[1] i:b");
	assert_tokens(" # define A", ".:#[1] i:define[1] i:A[1]");
	assert_tokens("/* x */ #define A", "*:/* x */ .:#[1] i:define[1] i:A[1]");
	assert_tokens("a #b", "i:a .:# i:b");
	assert_tokens("#define A /* x\ny */ 1\nb",
		      ".:#[1] i:define[1] i:A[1] *:/* x\ny */[1] n:1[1] i:b");
	assert_tokens("#define F(a) #a ## b\n", ".:#[1] i:define[1] i:F[1] .:([1] i:a[1] .:)[1] "
					       ".:#[1] i:a[1] .:##[1] i:b[1]");
	assert_tokens("#\nb", ".:#[1] i:b");
	assert_tokens("##define A\nb", ".:## i:define i:A i:b");
}

static void kinds_of_directives(void **state)
{
	static const struct {
		const char *text;
		enum directive_kind kind;
	} rows[] = {
		{ "#define A", DIRECTIVE_DEFINE }, { "#if A", DIRECTIVE_IF },
		{ "#ifdef A", DIRECTIVE_IF }, { "#ifndef A", DIRECTIVE_IF },
		{ "#else", DIRECTIVE_ELSE }, { "#elif A", DIRECTIVE_ELSE },
		{ "#endif", DIRECTIVE_ENDIF }, { "# endif /* A */", DIRECTIVE_ENDIF },
		{ "#include <a.h>", DIRECTIVE_INCLUDE }, { "#pragma once", DIRECTIVE_OTHER },
		{ "#", DIRECTIVE_OTHER }, { "#undef A", DIRECTIVE_OTHER },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct token_list list;

		tokenize(rows[i].text, strlen(rows[i].text), &list);
		assert_int_equal(list.directives.n, 1);
		if (list.directives.items[0].kind != rows[i].kind)
			fail_msg("%s", rows[i].text);
		assert_int_equal(list.directives.items[0].last, list.n);
		assert_int_equal(list.directives.items[0].end, strlen(rows[i].text));
		token_list_free(&list);
	}
}

/* By the number of the token; NONE: as C is written. */
static void what_only_a_compiler_reads_is_seen(void **state)
{
	enum { NONE = 99 };
	static const struct {
		const char *text;
		size_t digraph, cut;
	} cases[] = {
		{ "int a<:2:>;", 2, NONE },
		{ "%: define A", 0, NONE },
		{ "a < : b % > c", NONE, NONE },
		{ "f(\"<%\"); /* <: */", NONE, NONE },
		{ "get\\\n_it(1);", NONE, 0 },
		{ "x = get\\ \n_it(1);", NONE, 2 },
		{ "get _it(1);", NONE, NONE },
		{ "struct page \\\n*it;", NONE, NONE },
		{ "get\\\n  _it(1);", NONE, NONE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct token_list list;

		tokenize(cases[i].text, strlen(cases[i].text), &list);
		assert_int_equal(spelling_digraph(&list), cases[i].digraph == NONE ? list.n : cases[i].digraph);
		assert_int_equal(spelling_cut(&list, 0), cases[i].cut == NONE ? list.n : cases[i].cut);
		token_list_free(&list);
	}
}

static void a_byte_has_its_token(void **state)
{
	const char *text = "ab  /* c */d";
	struct token_list list;

	(void)state;
	tokenize(text, strlen(text), &list);
	assert_int_equal(token_at(&list, 0), 0);
	assert_int_equal(token_at(&list, 1), 0);
	assert_int_equal(token_at(&list, 2), 3);
	assert_int_equal(token_at(&list, 7), 1);
	assert_int_equal(token_at(&list, 11), 2);
	assert_int_equal(token_at(&list, 12), 3);
	token_list_free(&list);
}

static void steps_skip_comments_and_directives(void **state)
{
	const char *text = "a /* x */\n#if B /* y */ C\nd\n#endif\n";
	struct token_list list;
	size_t a, d, b;

	(void)state;
	tokenize(text, strlen(text), &list);
	a = token_at(&list, 0);
	b = token_at(&list, (size_t)(strchr(text, 'B') - text));
	d = token_at(&list, (size_t)(strchr(text, 'd') - text));
	assert_int_equal(token_next(&list, a), d);
	assert_int_equal(token_previous(&list, d), a);
	assert_int_equal(token_next(&list, d), list.n);
	assert_int_equal(token_previous(&list, a), SIZE_MAX);
	assert_true(token_is(&list, token_next(&list, b), "C"));
	assert_int_equal(token_next(&list, token_next(&list, b)), list.n);
	assert_false(token_is(&list, a, "ab"));
	assert_false(token_is(&list, list.n, "a"));
	token_list_free(&list);
}

/* Every byte that is no blank belongs to exactly one token, whatever the text is. */
static void assert_covered(const char *text, size_t length)
{
	struct token_list list;
	size_t at = 0;

	tokenize(text, length, &list);
	for (size_t i = 0; i < list.n; i++) {
		assert_true(list.items[i].offset >= at);
		assert_true(list.items[i].length > 0);
		at = (size_t)list.items[i].offset + list.items[i].length;
		assert_true(at <= length);
	}
	token_list_free(&list);
}

static bool say_same(const char *a, size_t first, size_t end, const char *b)
{
	struct token_list left, right;
	bool same;

	tokenize(a, strlen(a), &left);
	tokenize(b, strlen(b), &right);
	same = same_code(&left, first, end, &right, 0, right.n);
	token_list_free(&left);
	token_list_free(&right);
	return same;
}

static void comments_and_blanks_are_no_code(void **state)
{
	(void)state;
	assert_true(say_same("f(a, b)", 2, 5, "a /* x */ ,\n// y\nb"));
	assert_true(say_same("f(/* x */ a, b)", 2, 4, "a"));
	assert_true(say_same("f(a /* x */, b)", 2, 4, "a"));
	assert_true(say_same("f(a, b)", 2, 2, "/* x */"));
	assert_false(say_same("f(a, b)", 2, 4, "a"));
	assert_false(say_same("f(a, b)", 2, 3, "a /* x */ ,"));
	assert_false(say_same("f(a, b)", 2, 3, "b"));
	assert_false(say_same("f(a, b)", 2, 3, "aa"));
	assert_false(say_same("#define A\nb", 0, 4, "#define A b"));
}

static void any_bytes_can_be_tokenized_and_outlined(void **state)
{
	static const char pieces[][8] = {
		"/*", "*/", "//", "\n", "\\\n", "\r\n", "\"", "'", "#", "#if 1\n", "#else\n",
		"\n#endif\n", "(", ")", "{", "}", "gup", "\xff", "1.e+", ";", "=", "\\",
	};
	unsigned long seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buf text = {0};
		struct outline outline;
		char *exact;

		for (int i = 0; i < 12; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			buf_puts(&text, pieces[(seed >> 33) % ARRAY_SIZE(pieces)]);
		}
		/* An exact allocation: a sanitizer sees a byte too far. */
		exact = malloc(text.length);
		memcpy(exact, text.data, text.length);
		assert_covered(exact, text.length);
		outline_read(&outline, exact, text.length);
		for (size_t i = 0; i < outline.tokens.n; i++) {
			if (outline.tokens.items[i].kind == TOKEN_IDENTIFIER)
				form_of(&outline, i);
		}
		outline_free(&outline);
		free(exact);
		buf_free(&text);
	}
}

/* --- outlines --- */

static size_t find_token(const struct outline *outline, const char *word)
{
	for (size_t i = 0; i < outline->tokens.n; i++)
		if (token_is(&outline->tokens, i, word))
			return i;
	fail_msg("no %s in %s", word, outline->tokens.text);
	return 0;
}

/* The functions of text, as "name name". */
static void assert_functions(const char *text, const char *expected)
{
	struct outline outline;
	struct buf names = {0};

	outline_read(&outline, text, strlen(text));
	for (size_t i = 0; i < outline.functions.n; i++)
		buf_printf(&names, "%s%s", i ? " " : "", outline.functions.items[i].name);
	if (strcmp(names.data ? names.data : "", expected))
		fail_msg("%s: found \"%s\", not \"%s\"", text, names.data ? names.data : "", expected);
	outline_free(&outline);
	buf_free(&names);
}

static void functions_are_found_by_name(void **state)
{
	(void)state;
	assert_functions("int f(void) { return 0; }", "f");
	assert_functions("int f(void);\nstatic void g(int a)\n{\n}\n", "g");
	assert_functions("int a = 1;\nint b[] = { f(1) };\nlong h(void) { }", "h");
	assert_functions("struct s { int (*f)(int); };\nint g(void) { }", "g");
	assert_functions("struct s *f(void) { }", "f");
	assert_functions("struct s f(struct t { int x; } *y) { }", "f");
	assert_functions("enum e { A, B };\nint f(void) { struct x { int a; } b; if (b.a) { } }\nint g(void) { }",
			 "f g");
	assert_functions("extern \"C\" {\nint f(void) { }\nint g(void) { }\n}\nint h(void) { }", "f g h");
	assert_functions("f(void) { }", "f");
	assert_functions("", "");
	assert_functions("}\nint f(void) { }\n} }\nint g(void) { }", "f g");
	assert_functions("int f(void) { return 0;", "f");
	assert_functions("typedef struct { int a; } t;\nt f(t a) { }", "f");
}

static void attributes_are_not_the_name(void **state)
{
	(void)state;
	assert_functions("static __printf(1, 2) int f(int a) { }", "f");
	assert_functions("int __attribute__((noinline)) f(int a) { }", "f");
	assert_functions("__attribute__((__used__)) static int f(int a) { }", "f");
	assert_functions("int f(int a) __must_hold(lock) { }", "f");
	assert_functions("int f(int a) __acquires(x) __releases(y) { }", "f");
	assert_functions("int f(int a) __attribute__((weak)) { }", "f");
	assert_functions("static int __init f(void) { }", "f");
	assert_functions("static __always_inline int __must_check f(void) { }", "f");
	assert_functions("__alloc_size(1) void *f(size_t n) { }", "f");
	assert_functions("__alloc_size(1) struct page *f(size_t n) __must_hold(x) { }", "f");
}

static void macros_that_define_functions_are_known_by_their_argument(void **state)
{
	struct outline outline;
	const char *text = "SYSCALL_DEFINE3(move, pid_t, pid, int, a, int, b)\n{\n\tx();\n}\n";

	(void)state;
	assert_functions(text, "move");
	assert_functions("COMPAT_SYSCALL_DEFINE1(foo, int, a) { }\nint g(void) { }", "foo g");
	assert_functions("DEFINE_SPINLOCK(lock);\nint g(void) { }", "g");
	assert_functions("MODULE_LICENSE(\"GPL\");\nint g(void) { }", "g");
	outline_read(&outline, text, strlen(text));
	assert_string_equal(outline_function_at(&outline, find_token(&outline, "x"))->name, "move");
	outline_free(&outline);
}

static void both_branches_open_one_brace(void **state)
{
	(void)state;
	assert_functions("int f(int a)\n{\n#ifdef A\n\tif (a) {\n#else\n\tif (!a) {\n#endif\n\t\tx();\n\t}\n}\n"
			 "int g(void)\n{\n}\n",
			 "f g");
	assert_functions("int f(void)\n{\n#ifdef A\n\tif (a) {\n#elif B\n\tif (b) {\n#else\n\t{\n#endif\n\t}\n}\n"
			 "int g(void) { }",
			 "f g");
	assert_functions("#ifdef A\nint f(int a)\n#else\nint f(void)\n#endif\n{\n}\nint g(void) { }", "f g");
	assert_functions("#ifdef A\nint f(int a) {\n#else\nint f(void) {\n#endif\n}\nint g(void) { }", "f f g");
	assert_functions("#ifndef A\nint f(void) { }\n#endif\nint g(void) { }\n#else\n#endif\n#endif\nint h(void) { }",
			 "f g h");
	assert_functions("int f(void)\n{\n#if A\n\tif (x) {\n#endif\n\ty();\n#if A\n\t}\n#endif\n}\nint g(void) { }",
			 "f g");
	assert_functions("int f(void) {\n#if A\n#if B\n{\n#else\n{\n#endif\n#else\n{\n#endif\n} }\nint g(void) { }",
			 "f g");
}

static enum context context_at(const char *text, const char *word)
{
	struct outline outline;
	enum context context;

	outline_read(&outline, text, strlen(text));
	context = outline.context[find_token(&outline, word)];
	outline_free(&outline);
	return context;
}

static void contexts(void **state)
{
	(void)state;
	assert_int_equal(context_at("int gup(void);", "gup"), CONTEXT_FILE);
	assert_int_equal(context_at("int f(void) { gup(); }", "gup"), CONTEXT_BODY);
	assert_int_equal(context_at("struct s { int gup; };", "gup"), CONTEXT_RECORD);
	assert_int_equal(context_at("static const struct s s = { .f = gup, };", "gup"), CONTEXT_INITIALISER);
	assert_int_equal(context_at("struct s { int a; } s = { gup };", "gup"), CONTEXT_INITIALISER);
	assert_int_equal(context_at("#define A gup\n", "gup"), CONTEXT_DIRECTIVE);
	assert_int_equal(context_at("int f(void) {\n#define A gup\n}", "gup"), CONTEXT_DIRECTIVE);
	assert_int_equal(context_at("int f(void) { struct s s = { gup }; }", "gup"), CONTEXT_BODY);
	assert_int_equal(context_at("int f(void) { }\nint gup;", "gup"), CONTEXT_FILE);
	assert_int_equal(context_at("enum e { gup };", "gup"), CONTEXT_RECORD);
	assert_int_equal(context_at("LIST { gup };", "gup"), CONTEXT_INITIALISER);
	/* Where the halves of an #if differ, the first one counts. */
	assert_int_equal(context_at("int f(void) {\n#if A\n\tif (a) {\n#else\n\tb();\n#endif\n\tc();\n"
				    "#if A\n\t}\n#endif\n\tgup();\n}\n", "gup"),
			 CONTEXT_BODY);
	assert_int_equal(context_at("int f(void) {\n#if A\n\tb();\n#elif B\n\tif (a) {\n#endif\n}\n"
				    "int gup(void);", "gup"),
			 CONTEXT_FILE);
	assert_int_equal(context_at("int f(void) {\n#if A\n\tb();\n#elif B\n\tif (a) {\n#else\n\t{\n"
				    "#endif\n}\nint gup(void);", "gup"),
			 CONTEXT_FILE);
}

static void branches_hold_their_bytes(void **state)
{
	const char *text = "a\n#if A\nb\n#ifdef B\nc\n#else\nd\n#endif\ne\n#else\nf\n#endif\ng\n";
	static const char *const expected = "-01203-";	/* of a, b, c, d, e: back in 0, f, g */
	struct outline outline;

	(void)state;
	outline_read(&outline, text, strlen(text));
	assert_int_equal(outline.branches.n, 4);
	for (char letter = 'a'; letter <= 'g'; letter++) {
		char line[] = { '\n', letter, '\n', '\0' };
		const char *place = letter == 'a' ? text : strstr(text, line) + 1;
		size_t branch = outline_branch_at(&outline, (size_t)(place - text));
		char found = branch == NO_TOKEN ? '-' : (char)('0' + branch);

		if (found != expected[letter - 'a'])
			fail_msg("%c is in branch %c", letter, found);
	}
	assert_int_equal(outline.branches.items[1].parent, 0);
	assert_int_equal(outline.branches.items[2].parent, 0);
	assert_int_equal(outline.branches.items[3].parent, NO_TOKEN);
	assert_int_equal(outline.branches.items[2].first, outline.branches.items[1].directive);
	outline_free(&outline);
}

static void parentheses_are_matched(void **state)
{
	const char *text = "int f(void) { g(a[1], (b), { ); }";
	const char *good = "int f(void) { x = g(a[h(1)], ({ b; }), c); d(); }";
	struct outline outline;
	size_t open;

	(void)state;
	outline_read(&outline, good, strlen(good));
	open = find_token(&outline, "g") + 1;
	assert_true(token_is(&outline.tokens, outline_closing(&outline, open) + 1, ";"));
	assert_int_equal(outline_enclosing_parenthesis(&outline, find_token(&outline, "c")), open);
	assert_int_equal(outline_enclosing_parenthesis(&outline, find_token(&outline, "h")), open);
	assert_int_equal(outline_enclosing_parenthesis(&outline, find_token(&outline, "d")), NO_TOKEN);
	outline_free(&outline);
	outline_read(&outline, text, strlen(text));
	assert_true(outline.tokens.n > 0);
	outline_free(&outline);
	outline_read(&outline, "f(a", 3);
	assert_int_equal(outline_closing(&outline, 1), NO_TOKEN);
	outline_free(&outline);
}

/* --- forms --- */

static const struct {
	const char *text;		/* the mention is the first word gup */
	enum form form;
} forms[] = {
	{ "int f(void) { gup(1); }", FORM_CALL },
	{ "int f(void) { a = gup(1); }", FORM_CALL },
	{ "int f(void) { return gup(1); }", FORM_CALL },
	{ "int f(void) { if (x) b(); else gup(1); }", FORM_CALL },
	{ "int f(void) { do gup(1); while (x); }", FORM_CALL },
	{ "int f(void) { a = b * gup(1); }", FORM_CALL },
	{ "int f(void) { a(b, gup(1)); }", FORM_CALL },
	{ "int f(void) { x: gup(1); }", FORM_CALL },
	{ "int f(void) { case 1: gup(1); }", FORM_CALL },
	{ "int f(void) { (void)gup(1); }", FORM_CALL },
	{ "int f(void) { x = (int)gup(1); }", FORM_CALL },
	{ "int f(void) { gup /* why */ (1); }", FORM_CALL },
	{ "int f(void) { gup\n(1); }", FORM_CALL },
	{ "int f(void)\n{\n#ifdef A\n\tx = gup(1,\n#else\n\tx = y(1,\n#endif\n\t\t2);\n}", FORM_CALL },
	{ "static int x = gup(1);", FORM_CALL },
	{ "static int x[] = { gup(1) };", FORM_CALL },
	{ "WRAP(gup(1));", FORM_CALL },
	{ "int f(void) { for (i = 0; i < n; i += gup(1)) ; }", FORM_CALL },
	{ "int f(void) { list_for(x) gup(1); }", FORM_CALL },
	{ "SYSCALL_DEFINE1(x, int, a) { gup(1); }", FORM_CALL },
	{ "int f(void) { return CAST gup(1); }", FORM_CALL },
	{ "int f(void) { return CAST CAST gup(1); }", FORM_CALL },
	{ "int f(void) { x = CAST gup(1); }", FORM_CALL },
	{ "int f(void) { x += CAST gup(1); }", FORM_CALL },
	{ "int f(void) { x = y + CAST gup(1); }", FORM_CALL },
	{ "int f(void) { x = y ? CAST gup(1) : 0; }", FORM_CALL },
	{ "int f(void) { if (CAST gup(1) < 0) return; }", FORM_CALL },
	{ "int f(void) { while (x == CAST gup(1)) ; }", FORM_CALL },
	{ "int f(void) { a(b, CAST gup(1)); }", FORM_CALL },
	{ "int f(void) { return SIZE * gup(1); }", FORM_CALL },
	{ "int f(void) { if (SIZE * gup(1) > x) return; }", FORM_CALL },
	{ "int f(void) { a(SIZE * gup(1)); }", FORM_CALL },

	{ "int gup(int a);", FORM_DECLARATION },
	{ "extern long gup(int a);", FORM_DECLARATION },
	{ "struct page *gup(int a);", FORM_DECLARATION },
	{ "int gup(int a) __must_check;", FORM_DECLARATION },
	{ "#ifdef A\nint gup(int a);\n#endif", FORM_DECLARATION },
	{ "int f(void) { extern int gup(int a); }", FORM_DECLARATION },
	{ "int f(void) { }\nint gup(int a);", FORM_DECLARATION },
	{ "int f(void) { x = 1; long gup(int a); }", FORM_DECLARATION },
	{ "int f(void) { struct page *gup(int a); }", FORM_DECLARATION },
	{ "int f(void) { }\npage_t *gup(int a);", FORM_DECLARATION },
	{ "extern \"C\" { int gup(int a); }", FORM_DECLARATION },

	{ "int gup(int a) { return 0; }", FORM_DEFINITION },
	{ "static inline int gup(int a)\n{\n}\n", FORM_DEFINITION },
	{ "struct page *gup(int a)\n{\n}\n", FORM_DEFINITION },
	{ "int gup(int a) __must_hold(x) { }", FORM_DEFINITION },
	{ "__must_check int gup(int a) { }", FORM_DEFINITION },
	{ "int\ngup(int a)\n{\n}\n", FORM_DEFINITION },

	{ "EXPORT_SYMBOL(gup);", FORM_EXPORT },
	{ "EXPORT_SYMBOL_GPL(gup);", FORM_EXPORT },
	{ "int f(void) { }\nEXPORT_SYMBOL_NS(gup, X);", FORM_EXPORT },

	{ "int f(void) { x = gup; }", FORM_ADDRESS },
	{ "int f(void) { x = &gup; }", FORM_ADDRESS },
	{ "int f(void) { g(a, gup, b); }", FORM_ADDRESS },
	{ "static struct ops o = { .pin = gup, };", FORM_ADDRESS },
	{ "static struct ops o = { gup };", FORM_ADDRESS },
	{ "int f(void) { return gup; }", FORM_ADDRESS },
	{ "int f(void) { x = y ? gup : z; }", FORM_ADDRESS },
	{ "int (*p)(int) = gup;", FORM_ADDRESS },
	{ "int f(void) { sizeof gup; }", FORM_ADDRESS },

	{ "#define X gup(1)", FORM_MACRO_BODY },
	{ "#define X(a) \\\n\tdo { gup(a); } while (0)", FORM_MACRO_BODY },
	{ "#define X(a) \\\r\n\tgup(a)\r\n", FORM_MACRO_BODY },
	{ "int f(void) {\n#define X gup(1)\n}", FORM_MACRO_BODY },
	{ "#ifdef gup", FORM_MACRO_BODY },
	{ "#undef gup", FORM_MACRO_BODY },
	{ "#define gup other", FORM_MACRO_DEFINITION },
	{ "#define gup(a) other(a)", FORM_MACRO_DEFINITION },
	{ "# define gup", FORM_MACRO_DEFINITION },

	{ "/* gup(1) */", FORM_COMMENT },
	{ "// gup", FORM_COMMENT },
	{ "int f(void) { g(/* gup */ 1); }", FORM_COMMENT },
	{ "/*** gup ***/", FORM_COMMENT },
	{ "/**\n * gup() - pins\n */", FORM_KERNEL_DOC },
	{ "int f(void) { pr_err(\"gup failed\"); }", FORM_STRING },
	{ "int f(void) { g(\"a\" \" gup \"); }", FORM_STRING },
	{ "#define X \"gup\"", FORM_STRING },
	{ "#if 0\nit's gup\n#endif", FORM_STRING },

	{ "int f(void) { a->gup(1); }", FORM_MEMBER },
	{ "int f(void) { a.gup = 1; }", FORM_MEMBER },
	{ "static struct ops o = { .gup = f, };", FORM_MEMBER },
	{ "struct gup *x;", FORM_MEMBER },
	{ "int f(void) { goto gup; }", FORM_MEMBER },

	{ "int f(void) { int gup; }", FORM_OBJECT },
	{ "int f(void) { int gup = 1; }", FORM_OBJECT },
	{ "int f(void) { struct page *gup; }", FORM_OBJECT },
	{ "int f(int gup) { }", FORM_OBJECT },
	{ "int f(page_t *gup) { }", FORM_OBJECT },
	{ "int f(int a, page_t *gup) { }", FORM_OBJECT },
	{ "int f(void) { { a(); } page_t *gup; }", FORM_OBJECT },
	{ "struct s { int gup; };", FORM_OBJECT },
	{ "struct s { int (*gup)(int); };", FORM_OBJECT },
	{ "struct s { int a, gup; };", FORM_OBJECT },
	{ "int gup;", FORM_OBJECT },
};

static size_t token_of_gup(const struct outline *outline)
{
	return token_at(&outline->tokens,
			(size_t)(strstr(outline->tokens.text, "gup") - outline->tokens.text));
}

static void mentions_have_a_form(void **state)
{
	bool failed = false;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
		struct outline outline;
		enum form form;

		outline_read(&outline, forms[i].text, strlen(forms[i].text));
		form = form_of(&outline, token_of_gup(&outline));
		if (form != forms[i].form) {
			print_error("form %d, not %d: %s\n", form, forms[i].form, forms[i].text);
			failed = true;
		}
		outline_free(&outline);
	}
	assert_false(failed);
}

/* --- what a macro makes a string of --- */

static const struct {
	const char *text;
	bool is_text;
} texts[] = {
	{ "#define STR(x) #x\nint f(void) { g(STR(gup(1))); }", true },
	{ "#define STR(x) #x\nint f(void) { g(STR(a[(gup)])); }", true },
	{ "#define STR(x) # x\n#define ALL(x) STR(x)\nint f(void) { g(ALL(gup(1))); }", true },
	{ "#define ALL(x) STR(x)\n#define STR(x) #x\nint f(void) { g(ALL(gup(1))); }", true },
	{ "#define STR(x, y) #y\nint f(void) { g(STR(1, gup(1))); }", true },
	{ "int f(void) { g(__stringify(gup(1))); }", true },
	{ "#define SAY(x) g(__stringify(x))\nint f(void) { SAY(gup(1)); }", true },
	{ "#define STR(x) #x\n#define SAID STR(gup(1))", true },

	{ "#define STR(x) #x\nint f(void) { g(STR(1), gup(1)); }", false },
	{ "#define STR(x, y) #y\nint f(void) { g(STR(gup(1), 1)); }", false },
	{ "#define TRY(x) g(#x, x)\nint f(void) { TRY(gup(1)); }", false },
	{ "#define FAST(x) x##_fast()\nint f(void) { FAST(gup); }", false },
	{ "#define DROP(x) #y\nint f(void) { DROP(gup(1)); }", false },
	{ "#define STR (x) #x\nint f(void) { g(STR(gup(1))); }", false },
	{ "#ifdef A\n#define STR(x) #x\n#else\n#define STR(x) x\n#endif\nint f(void) { g(STR(gup(1))); }",
	  false },
	{ "#define LOOP(x) LOOP(x)\nint f(void) { LOOP(gup(1)); }", false },
};

static void text_is_told_from_calls(void **state)
{
	bool failed = false;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct text_parameters parameters;
		struct outline outline;

		outline_read(&outline, texts[i].text, strlen(texts[i].text));
		text_parameters_read(&parameters, &outline);
		if (is_made_text(&parameters, &outline, token_of_gup(&outline)) != texts[i].is_text) {
			print_error("taken for %s: %s\n", texts[i].is_text ? "code" : "text", texts[i].text);
			failed = true;
		}
		outline_free(&outline);
	}
	assert_false(failed);
}

/* --- expressions --- */

static void dump(struct buf *out, const struct outline *outline, const struct expr *expr);

static void dump_token(struct buf *out, const struct outline *outline, size_t i)
{
	const struct token *token = &outline->tokens.items[i];

	buf_printf(out, "%.*s", (int)token->length, outline->tokens.text + token->offset);
}

static void dump_arguments(struct buf *out, const struct outline *outline, const struct expr *expr)
{
	for (size_t i = 0; i < expr->n_arguments; i++) {
		buf_puts(out, " ");
		dump(out, outline, expr->arguments[i]);
	}
}

/* Prefix notation: {op a b}; what the author put in parentheses stays in them. */
static void dump(struct buf *out, const struct outline *outline, const struct expr *expr)
{
	static const char *const names[] = {
		[EXPR_BAD] = "BAD", [EXPR_CAST] = "cast", [EXPR_CALL] = "call", [EXPR_INDEX] = "[]",
	};

	if (expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_NUMBER) {
		dump_token(out, outline, expr->op);
		return;
	}
	if (expr->kind == EXPR_STRING || expr->kind == EXPR_OPAQUE) {
		buf_printf(out, "<%.*s>", (int)(expr_end(outline, expr) - expr_begin(outline, expr)),
			   outline->tokens.text + expr_begin(outline, expr));
		return;
	}
	buf_puts(out, expr->kind == EXPR_PARENTHESES ? "(" : "{");
	if (expr->kind == EXPR_MEMBER)
		buf_puts(out, ".");
	if (expr->kind == EXPR_POSTFIX)
		buf_puts(out, "post");
	if (expr->kind < ARRAY_SIZE(names) && names[expr->kind])
		buf_puts(out, names[expr->kind]);
	else if (expr->kind != EXPR_PARENTHESES)
		dump_token(out, outline, expr->op);
	if (expr->condition) {
		buf_puts(out, " ");
		dump(out, outline, expr->condition);
	}
	if (expr->left && expr->kind != EXPR_BAD) {
		buf_puts(out, expr->kind == EXPR_PARENTHESES ? "" : " ");
		dump(out, outline, expr->left);
	}
	if (expr->right && expr->kind != EXPR_BAD) {
		buf_puts(out, " ");
		dump(out, outline, expr->right);
	}
	dump_arguments(out, outline, expr);
	buf_puts(out, expr->kind == EXPR_PARENTHESES ? ")" : "}");
}

static const struct {
	const char *text, *tree;
} expressions[] = {
	{ "a", "a" }, { "0x10", "0x10" }, { "\"a\" \"b\"", "<\"a\" \"b\">" }, { "'c'", "<'c'>" },
	{ "(a)", "(a)" }, { "((a))", "((a))" },
	/* Binding strength, in C's order. */
	{ "a, b", "{, a b}" },
	{ "a = b = c", "{= a {= b c}}" }, { "a |= b ? c : d", "{|= a {? b c d}}" },
	{ "a ? b : c ? d : e", "{? a b {? c d e}}" }, { "a ? b ? c : d : e", "{? a {? b c d} e}" },
	{ "a ?: b", "{? a b}" }, { "a ? b, c : d", "{? a {, b c} d}" },
	{ "a || b && c", "{|| a {&& b c}}" }, { "a && b | c", "{&& a {| b c}}" },
	{ "a | b ^ c", "{| a {^ b c}}" }, { "a ^ b & c", "{^ a {& b c}}" },
	{ "a & b == c", "{& a {== b c}}" }, { "a == b < c", "{== a {< b c}}" },
	{ "a < b << c", "{< a {<< b c}}" }, { "a << b + c", "{<< a {+ b c}}" },
	{ "a + b * c", "{+ a {* b c}}" }, { "a * b + c", "{+ {* a b} c}" },
	{ "a - b - c", "{- {- a b} c}" }, { "a / b % c", "{% {/ a b} c}" },
	{ "a | b | c", "{| {| a b} c}" }, { "a != b >= c >> d", "{!= a {>= b {>> c d}}}" },
	{ "a == 1 ? b : c", "{? {== a 1} b c}" }, { "a || b ? c : d", "{? {|| a b} c d}" },
	{ "(a | b) & c", "{& ({| a b}) c}" },
	/* Unary and postfix. */
	{ "!!a", "{! {! a}}" }, { "!a & b", "{& {! a} b}" }, { "-a * b", "{* {- a} b}" },
	{ "~a | b", "{| {~ a} b}" }, { "*a++", "{* {post++ a}}" }, { "&a[1]", "{& {[] a 1}}" },
	{ "a->b.c[d]", "{[] {.c {.b a}} d}" }, { "!a->b", "{! {.b a}}" }, { "++a", "{++ a}" },
	{ "a - -b", "{- a {- b}}" }, { "a & &b", "{& a {& b}}" }, { "*a * *b", "{* {* a} {* b}}" },
	/* Casts, and parentheses that are none. */
	{ "(int)a", "{cast a}" }, { "(unsigned long)a + b", "{+ {cast a} b}" },
	{ "(struct page **)a", "{cast a}" }, { "(void __user *)a->b", "{cast {.b a}}" },
	{ "(bool)(a & b)", "{cast ({& a b})}" }, { "(u64)a << 1", "{<< {cast a} 1}" },
	{ "(gfp_t)-1", "{cast {- 1}}" }, { "(int)-1", "{cast {- 1}}" }, { "(foo *)-1", "{cast {- 1}}" },
	{ "(a) + b", "{+ (a) b}" }, { "(a) - b", "{- (a) b}" }, { "(a) & b", "{& (a) b}" },
	{ "(a) * b", "{* (a) b}" }, { "(a) ? b : c", "{? (a) b c}" }, { "(a)(b)", "{call (a) b}" },
	{ "(a)->b", "{.b (a)}" }, { "(typedefed)a", "{cast a}" }, { "(x)~y", "{cast {~ y}}" },
	{ "(int)(a)", "{cast (a)}" }, { "!(int)a", "{! {cast a}}" },
	{ "(struct s){ 1, 2 }", "<(struct s){ 1, 2 }>" }, { "({ int a = 1; a; })", "<({ int a = 1; a; })>" },
	{ "sizeof(int) * a", "{* <sizeof(int)> a}" }, { "sizeof a + b", "{+ <sizeof a> b}" },
	{ "sizeof(a) == 1", "{== <sizeof(a)> 1}" },
	/* Calls. */
	{ "f()", "{call f}" }, { "f(a, b)", "{call f a b}" }, { "f(a, g(b, c), (d, e))",
	  "{call f a {call g b c} ({, d e})}" },
	{ "a->f(b)(c)", "{call {call {.f a} b} c}" }, { "!f(a)", "{! {call f a}}" },
	{ "f(a ? b : c, d = e)", "{call f {? a b c} {= d e}}" }, { "f((int)a, b)", "{call f {cast a} b}" },
	{ "f(min_t(int, a, b), c)", "{call f {call min_t <int> a b} c}" },
	{ "likely(a) && b", "{&& {call likely a} b}" },
	/* Comments do not matter. */
	{ "a /* x */ | /* y */ b", "{| a b}" }, { "/* x */ a", "a" }, { "a /* x */", "a" },
	{ "a | // x\n b", "{| a b}" }, { "f(/* none */)", "{call f}" },
	/* What cannot be read says so. */
	{ "a b", "{BAD}" }, { "a +", NULL }, { "(a", "{BAD}" }, { "a ? b", "{BAD}" }, { "a[1", NULL },
	{ "f(a b)", NULL }, { ")", "{BAD}" }, { "a->", "{BAD}" },
};

static bool holds_bad(const struct expr *expr)
{
	if (!expr)
		return false;
	for (size_t i = 0; i < expr->n_arguments; i++)
		if (holds_bad(expr->arguments[i]))
			return true;
	return expr->kind == EXPR_BAD || holds_bad(expr->condition) || holds_bad(expr->left) ||
	       holds_bad(expr->right);
}

static bool is_read_as(const char *text, const char *tree)
{
	struct outline outline;
	struct arena arena = {0};
	struct buf out = {0};
	struct expr *expr;
	bool good;

	outline_read(&outline, text, strlen(text));
	expr = expr_read(&outline, 0, outline.tokens.n, &arena);
	dump(&out, &outline, expr);
	good = tree ? !strcmp(out.data, tree) : holds_bad(expr);
	if (!good)
		print_error("%s: %s, not %s\n", text, out.data, tree ? tree : "BAD");
	buf_free(&out);
	arena_free(&arena);
	outline_free(&outline);
	return good;
}

static void expressions_are_read_as_c_does(void **state)
{
	bool good = true;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(expressions); i++)
		good &= is_read_as(expressions[i].text, expressions[i].tree);
	assert_true(good);
}

static void an_expression_knows_its_bytes(void **state)
{
	const char *text = "/* x */ (a | /* y */ b) /* z */";
	struct outline outline;
	struct arena arena = {0};
	struct expr *expr;

	(void)state;
	outline_read(&outline, text, strlen(text));
	expr = expr_read(&outline, 0, outline.tokens.n, &arena);
	assert_int_equal(expr_begin(&outline, expr), 8);
	assert_int_equal(expr_end(&outline, expr), 23);
	assert_int_equal(expr->kind, EXPR_PARENTHESES);
	assert_int_equal(expr_bare(expr)->kind, EXPR_BINARY);
	assert_true(expr_op_is(&outline, expr_bare(expr), "|"));
	assert_int_equal(expr_begin(&outline, expr_bare(expr)), 9);
	assert_int_equal(expr_end(&outline, expr_bare(expr)), 22);
	assert_int_equal(expr_precedence(&outline, expr), PRECEDENCE_POSTFIX);
	assert_int_equal(expr_precedence(&outline, expr_bare(expr)), PRECEDENCE_BIT_OR);
	arena_free(&arena);
	outline_free(&outline);
}

/* Also behind the last token, where an #if of nothing but a comment ends the file. */
static void nothing_is_no_expression(void **state)
{
	const char *text = "a /* b */";
	struct outline outline;
	struct arena arena = {0};
	struct expr *expr;

	(void)state;
	outline_read(&outline, text, strlen(text));
	for (size_t first = 0; first <= outline.tokens.n; first++) {
		expr = expr_read(&outline, first, first, &arena);
		assert_int_equal(expr->kind, EXPR_BAD);
		assert_int_equal(expr_begin(&outline, expr), expr_end(&outline, expr));
	}
	assert_int_equal(expr_begin(&outline, expr), strlen(text));
	expr = expr_read(&outline, outline.tokens.n, 1, &arena);
	assert_int_equal(expr->kind, EXPR_BAD);
	arena_free(&arena);
	outline_free(&outline);
}

static void precedences_are_those_of_c(void **state)
{
	static const struct {
		const char *text;
		enum precedence precedence;
	} rows[] = {
		{ "a, b", PRECEDENCE_COMMA }, { "a = b", PRECEDENCE_ASSIGNMENT },
		{ "a ? b : c", PRECEDENCE_TERNARY }, { "a || b", PRECEDENCE_LOGICAL_OR },
		{ "a && b", PRECEDENCE_LOGICAL_AND }, { "a | b", PRECEDENCE_BIT_OR },
		{ "a ^ b", PRECEDENCE_BIT_XOR }, { "a & b", PRECEDENCE_BIT_AND },
		{ "a != b", PRECEDENCE_EQUALITY }, { "a <= b", PRECEDENCE_RELATION },
		{ "a >> b", PRECEDENCE_SHIFT }, { "a - b", PRECEDENCE_SUM },
		{ "a % b", PRECEDENCE_PRODUCT }, { "!a", PRECEDENCE_UNARY },
		{ "(int)a", PRECEDENCE_UNARY }, { "f(a)", PRECEDENCE_POSTFIX },
		{ "a++", PRECEDENCE_POSTFIX }, { "a b", PRECEDENCE_COMMA },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct outline outline;
		struct arena arena = {0};

		outline_read(&outline, rows[i].text, strlen(rows[i].text));
		if (expr_precedence(&outline, expr_read(&outline, 0, outline.tokens.n, &arena)) !=
		    rows[i].precedence)
			fail_msg("%s", rows[i].text);
		arena_free(&arena);
		outline_free(&outline);
	}
}

/* n times open, then a, then n times close. */
static char *nested(const char *open, const char *close, size_t n)
{
	struct buf text = {0};

	for (size_t i = 0; i < n; i++)
		buf_puts(&text, open);
	buf_puts(&text, "a");
	for (size_t i = 0; i < n; i++)
		buf_puts(&text, close);
	return buf_take(&text);
}

static void deep_nesting_is_refused_not_followed(void **state)
{
	static const char *const pairs[][2] = {
		{ "(", ")" }, { "f(", ")" }, { "!", "" }, { "a[", "]" }, { "a ? ", " : b" },
		{ "b ? c : ", "" }, { "x = ", "" }, { "(int)", "" }, { "((", "" }, { "", "))" },
		{ "{", "}" }, { "({", "})" }, { "a + (", ")" }, { "sizeof ", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		char *text = nested(pairs[i][0], pairs[i][1], 20000);
		struct outline outline;
		struct arena arena = {0};

		outline_read(&outline, text, strlen(text));
		expr_read(&outline, 0, outline.tokens.n, &arena);
		arena_free(&arena);
		outline_free(&outline);
		free(text);
	}
	/* What a person may write is read. */
	for (size_t i = 0; i < 3; i++) {
		char *text = nested(pairs[i][0], pairs[i][1], 40);
		struct outline outline;
		struct arena arena = {0};

		outline_read(&outline, text, strlen(text));
		assert_false(holds_bad(expr_read(&outline, 0, outline.tokens.n, &arena)));
		arena_free(&arena);
		outline_free(&outline);
		free(text);
	}
}

/* --- prototypes --- */

/* "returns|type name|type name", with S for static and ... for variadic; "none" when there is none. */
static char *dump_prototype(const char *text)
{
	struct outline outline;
	struct prototype prototype;
	struct buf out = {0};

	outline_read(&outline, text, strlen(text));
	if (prototype_read(&outline, token_of_gup(&outline), &prototype)) {
		outline_free(&outline);
		return mem_strdup("none");
	}
	buf_printf(&out, "%s%s", prototype.is_static ? "S " : "", prototype.returns);
	for (size_t i = 0; i < prototype.n; i++) {
		const struct parameter *parameter = &prototype.parameters[i];

		buf_printf(&out, "|%s,%s", parameter->type, parameter->name);
		assert_true(parameter->begin < parameter->end);
		if (*parameter->name)
			assert_memory_equal(text + parameter->name_begin, parameter->name,
					    strlen(parameter->name));
		else
			assert_int_equal(parameter->name_begin, 0);
	}
	if (prototype.is_variadic)
		buf_puts(&out, "|...");
	prototype_free(&prototype);
	outline_free(&outline);
	return buf_take(&out);
}

static void prototypes_are_read(void **state)
{
	static const char *const rows[][2] = {
		{ "int gup(void);", "int" }, { "int gup();", "int" },
		{ "int gup(int write);", "int|int,write" },
		{ "int gup(unsigned long start, int nr_pages, int write, struct page **pages);",
		  "int|unsigned long,start|int,nr_pages|int,write|struct page **,pages" },
		{ "extern long gup(unsigned long, unsigned, struct page **);",
		  "long|unsigned long,|unsigned,|struct page **," },
		{ "static inline int gup(const char __user *p) { }", "S int|char *,p" },
		{ "struct page *gup(struct page *pages[]);", "struct page *|struct page **,pages" },
		{ "int gup(pid_t);", "int|pid_t," },
		{ "int gup(bool w, u64 addr);", "int|bool,w|u64,addr" },
		{ "int gup(int a, ...);", "int|int,a|..." },
		{ "int gup(int /* why */ a,\n\t    int b // and why\n);", "int|int,a|int,b" },
		{ "asmlinkage long __must_check gup(pid_t pid);", "long|pid_t,pid" },
		{ "int a;\nunsigned long gup(int b);", "unsigned long|int,b" },
		{ "int gup(struct mm_struct *mm, int *locked)\n{\n}\n",
		  "int|struct mm_struct *,mm|int *,locked" },
		{ "int gup(unsigned int gup_flags);", "int|unsigned int,gup_flags" },
		{ "int gup;", "none" }, { "int gup(int a", "none" },
		{ "int gup(int a,int b,int c,int d,int e,int f,int g,int h,int i,int j,int k,int l,int m);",
		  "none" },
	};
	bool good = true;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *found = dump_prototype(rows[i][0]);

		if (strcmp(found, rows[i][1])) {
			print_error("%s: %s\n", rows[i][0], found);
			good = false;
		}
		free(found);
	}
	assert_true(good);
}

static void a_function_pointer_is_one_parameter(void **state)
{
	char *found = dump_prototype("int gup(int (*f)(int, int), int b);");

	(void)state;
	assert_non_null(strstr(found, "|int,b"));
	assert_ptr_equal(strchr(found, '|') + strcspn(strchr(found, '|') + 1, "|") + 1,
			 strrchr(found, '|'));
	free(found);
}

/* --- calls --- */

/* The arguments of the call of gup in a function's body, as "a|b|c"; NULL when it is no whole call. */
static char *dump_call(const char *body, bool *split)
{
	char *text = mem_printf("int f(void) { %s }", body);
	struct outline outline;
	struct arena arena = {0};
	struct buf out = {0};
	struct call call;

	outline_read(&outline, text, strlen(text));
	if (call_read(&outline, token_of_gup(&outline), &arena, &call)) {
		outline_free(&outline);
		free(text);
		return NULL;
	}
	buf_puts(&out, "");
	for (size_t i = 0; i < call.n; i++) {
		size_t begin = expr_begin(&outline, call.arguments[i]);

		buf_printf(&out, "%s%.*s", i ? "|" : "",
			   (int)(expr_end(&outline, call.arguments[i]) - begin), text + begin);
	}
	assert_true(token_is(&outline.tokens, call.open, "("));
	assert_true(token_is(&outline.tokens, call.close, ")"));
	if (split)
		*split = call.split;
	arena_free(&arena);
	outline_free(&outline);
	free(text);
	return buf_take(&out);
}

static void calls_are_split_at_their_own_commas(void **state)
{
	static const char *const rows[][2] = {
		{ "gup();", "" }, { "gup(a);", "a" }, { "gup(a, b, c);", "a|b|c" },
		{ "gup(f(a, b), c);", "f(a, b)|c" }, { "gup((a, b), c);", "(a, b)|c" },
		{ "gup(a[b, c], d);", "a[b, c]|d" }, { "gup((struct s){ 1, 2 }, d);", "(struct s){ 1, 2 }|d" },
		{ "gup(({ a(b, c); d; }), e);", "({ a(b, c); d; })|e" },
		{ "gup(\"a,b\", ',', c);", "\"a,b\"|','|c" },
		{ "gup(a, /* b, */ c, d /* e */);", "a|c|d" },
		{ "gup(a, // b, c\n d);", "a|d" }, { "gup(gup(a, b), c);", "gup(a, b)|c" },
		{ "gup (a,\n\t     b ? c : d,\n\t     e);", "a|b ? c : d|e" },
		{ "gup(a /* x */ | b, c);", "a /* x */ | b|c" },
		{ "gup /* x */ (/* y */ a);", "a" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		bool split;
		char *found = dump_call(rows[i][0], &split);

		assert_non_null(found);
		assert_string_equal(found, rows[i][1]);
		assert_false(split);
		free(found);
	}
	assert_null(dump_call("x = gup;", NULL));
	assert_null(dump_call("gup(a", NULL));
}

static void a_directive_inside_splits_a_call(void **state)
{
	bool split = false;
	char *found = dump_call("gup(a,\n#ifdef X\n b\n#else\n c\n#endif\n, d);", &split);

	(void)state;
	assert_true(split);
	free(found);
}

static void a_call_in_a_macro_is_whole(void **state)
{
	const char *text = "#define X(a) \\\n\tgup(a, \\\n\t    1)\nint f(void);\n";
	struct outline outline;
	struct arena arena = {0};
	struct call call;

	(void)state;
	outline_read(&outline, text, strlen(text));
	assert_int_equal(call_read(&outline, token_of_gup(&outline), &arena, &call), 0);
	assert_int_equal(call.n, 2);
	assert_false(call.split);
	assert_int_equal(call.arguments[1]->kind, EXPR_NUMBER);
	arena_free(&arena);
	outline_free(&outline);
}

/* --- sources --- */

static void a_source_knows_its_mentions(void **state)
{
	static const char text[] = "/* get_user_pages */\n"
				   "int f(void)\n"
				   "{\n"
				   "\treturn get_user_pages(1);\n"
				   "}\n"
				   "EXPORT_SYMBOL(get_user_pages);\n";
	struct scanned_file file;
	struct source source;
	uint32_t line, column;

	(void)state;
	scan_text("mm/a.c", text, strlen(text), &file);
	source_from_text(&source, &file, text, strlen(text));
	assert_string_equal(source.path, "mm/a.c");
	assert_int_equal(file.n_mentions, 3);
	assert_int_equal(source.forms[0], FORM_COMMENT);
	assert_int_equal(source.forms[1], FORM_CALL);
	assert_int_equal(source.forms[2], FORM_EXPORT);
	assert_string_equal(source_function_name(&source, source.tokens[1]), "f");
	assert_string_equal(source_function_name(&source, source.tokens[0]), "");
	assert_string_equal(source_function_name(&source, source.tokens[2]), "");
	for (size_t i = 0; i < file.n_mentions; i++) {
		source_position(&source, file.mentions[i].offset, &line, &column);
		assert_int_equal(line, file.mentions[i].line);
		assert_int_equal(column, file.mentions[i].column);
	}
	source_position(&source, 0, &line, &column);
	assert_int_equal(line, 1);
	assert_int_equal(column, 1);
	source_close(&source);
	free(file.mentions);
	free(file.path);
}

static void a_file_that_shrank_has_no_calls(void **state)
{
	static const char text[] = "int f(void) { get_user_pages(1); }";
	struct scanned_file file;
	struct source source;

	(void)state;
	scan_text("a.c", text, strlen(text), &file);
	source_from_text(&source, &file, text, 5);
	assert_int_equal(source.forms[0], FORM_COMMENT);
	source_close(&source);
	source_from_text(&source, &file, "", 0);
	assert_int_equal(source.forms[0], FORM_COMMENT);
	source_close(&source);
	free(file.mentions);
	free(file.path);
}

/* --- where words stand --- */

static const char worded[] =
	"#define LIMIT 4\n"
	"enum { LIMIT = 5, OTHER = 6 };\n"
	"int f(struct x *x)\n"
	"{\n"
	"	int x = x->x;\n"
	"	goto x;\n"
	"	return x;\n"
	"}\n";

/* The token on a line (from 1) that is this word, the n-th there. */
static uint32_t word_at(const struct token_list *tokens, const char *word, int line, int n)
{
	for (size_t i = 0; i < tokens->n; i++) {
		int here = 1;

		for (uint32_t c = 0; c < tokens->items[i].offset; c++)
			here += tokens->text[c] == '\n';
		if (here == line && token_is(tokens, i, word) && !n--)
			return (uint32_t)i;
	}
	fail_msg("no %s in line %d", word, line);
	return NO_USE;
}

static void a_word_leads_to_its_other_uses(void **state)
{
	struct outline outline;
	struct uses uses;
	uint32_t tag, parameter, value, member, last, limit;
	const struct token_list *tokens = &outline.tokens;

	(void)state;
	outline_read(&outline, worded, strlen(worded));
	uses_read(&uses, &outline);
	tag = word_at(tokens, "x", 3, 0);
	parameter = word_at(tokens, "x", 3, 1);
	value = word_at(tokens, "x", 5, 1);
	member = word_at(tokens, "x", 5, 2);
	last = word_at(tokens, "x", 7, 0);
	assert_int_equal(uses_first(&uses, last), tag);
	assert_int_equal(uses_next(&uses, tag), parameter);
	assert_int_equal(uses_previous(&uses, tag), NO_USE);
	assert_int_equal(uses_next(&uses, last), NO_USE);
	assert_int_equal(uses_previous(&uses, member), value);
	/* Behind a token is behind it, and not at it; nothing is behind the last one. */
	assert_int_equal(uses_behind(&uses, last, 0), tag);
	assert_int_equal(uses_behind(&uses, tag, tag), parameter);
	assert_int_equal(uses_behind(&uses, tag, value), member);
	assert_int_equal(uses_behind(&uses, tag, last), NO_USE);
	/* A macro hides the enumerator of its name. */
	limit = word_at(tokens, "LIMIT", 2, 0);
	assert_int_equal(uses_constant(&uses, limit), word_at(tokens, "LIMIT", 1, 0));
	assert_int_equal(uses_constant(&uses, word_at(tokens, "OTHER", 2, 0)),
			 word_at(tokens, "OTHER", 2, 0));
	assert_int_equal(uses_constant(&uses, tag), NO_USE);
	/* What is no word is asked as well: whether it is a callee, for one. */
	for (uint32_t i = 0; i < tokens->n; i++) {
		if (tokens->items[i].kind == TOKEN_IDENTIFIER)
			continue;
		assert_int_equal(uses_first(&uses, i), i);
		assert_int_equal(uses_number(&uses, i), NO_USE);
		assert_int_equal(uses_behind(&uses, i, 0), i ? i : NO_USE);
		assert_int_equal(uses_previous(&uses, i), NO_USE);
		assert_int_equal(uses_next(&uses, i), NO_USE);
		assert_int_equal(uses_function(&uses, i), NO_USE);
	}
	uses_free(&uses);
	outline_free(&outline);
}

static void lines_have_their_bytes(void **state)
{
	static const char text[] = "ab\n\r\nc";
	static const struct { uint32_t offset, line, column; } places[] = {
		{ 0, 1, 1 }, { 2, 1, 3 }, { 3, 2, 1 }, { 5, 3, 1 }, { 6, 3, 2 },
	};
	struct scanned_file file = { .path = mem_strdup("a.c") };
	struct source source;
	size_t begin, end;

	(void)state;
	source_from_text(&source, &file, text, strlen(text));
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		uint32_t line, column;

		source_position(&source, places[i].offset, &line, &column);
		assert_int_equal(line, places[i].line);
		assert_int_equal(column, places[i].column);
	}
	assert_true(source_line(&source, 1, &begin, &end));
	assert_int_equal(begin, 0);
	assert_int_equal(end, 2);
	assert_true(source_line(&source, 2, &begin, &end));
	assert_int_equal(begin, 3);
	assert_int_equal(end, 3);
	assert_true(source_line(&source, 3, &begin, &end));
	assert_int_equal(end, 6);
	assert_false(source_line(&source, 4, &begin, &end));
	assert_false(source_line(&source, 0, &begin, &end));
	source_close(&source);
	free(file.path);
}

/* The name of the call that tokens of these texts are a whole argument of, and which; NULL: of none. */
static void a_whole_argument_knows_its_call(void **state)
{
	static const struct {
		const char *first, *last, *name;
		size_t which;
	} cases[] = {
		{ "a", "a", "f", 0 }, { "b", "c", "f", 1 }, { "b", "b", NULL, 0 }, { "c", "c", NULL, 0 },
		{ "g", ")", "f", 2 }, { "d", "d", "g", 0 }, { "e", "e", NULL, 0 }, { "x", "x", NULL, 0 },
	};
	static const char text[] = "int h(void) { x = f(a, b + c, g(d)); if (e) ; }";
	struct arena arena = {0};
	struct outline outline;

	(void)state;
	outline_read(&outline, text, strlen(text));
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		size_t first = outline.functions.items[0].body, last, which;
		struct call call;
		bool found;

		while (!token_is(&outline.tokens, first, cases[i].first))
			first++;
		for (last = first; !token_is(&outline.tokens, last, cases[i].last);)
			last++;
		found = call_of_argument(&outline, first, last + 1, &arena, &call, &which);
		assert_int_equal(found, cases[i].name != NULL);
		if (found) {
			assert_true(token_is(&outline.tokens, call.name, cases[i].name));
			assert_int_equal(which, cases[i].which);
		}
	}
	arena_free(&arena);
	outline_free(&outline);
}

static void an_address_is_told_from_a_mask(void **state)
{
	static const char *const taken[] = {
		"f(&n)", "p = &n", "return &n", "(u32 *)&n", "f((void *)&n)", "(my_type *)&n",
		"(unsigned long)&n", "return (u32 *)&n", "(char (*)[4])&n",
	};
	static const char *const masked[] = {
		"n", "a & n", "f(a) & n", "(a + b) & n", "(a) & n", "a[1] & n", "sizeof(u32 *) & n", "size(int) & n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(taken) + ARRAY_SIZE(masked); i++) {
		bool is_taken = i < ARRAY_SIZE(taken);
		const char *text = is_taken ? taken[i] : masked[i - ARRAY_SIZE(taken)];
		struct token_list tokens = {0};

		tokenize(text, strlen(text), &tokens);
		assert_int_equal(is_address_taken(&tokens, tokens.n - 1 - (text[strlen(text) - 1] == ')')), is_taken);
		token_list_free(&tokens);
	}
}

static const char *const table_words[] = { "pad", "map_all", "map_*", "map_one", "rest", "pad_*", "rest" };

/* The row that the last token of a text has in it. */
static size_t row_of(const char *text)
{
	static struct word_table table = WORD_TABLE(table_words);
	struct token_list tokens;
	size_t row;

	tokenize(text, strlen(text), &tokens);
	row = word_table_row(&table, &tokens, tokens.n - 1);
	token_list_free(&tokens);
	return row;
}

static void the_first_row_that_fits_counts(void **state)
{
	(void)state;
	assert_int_equal(row_of("pad"), 0);
	assert_int_equal(row_of("map_all"), 1);
	assert_int_equal(row_of("map_one"), 2);		/* a family in front of it */
	assert_int_equal(row_of("map_"), 2);
	assert_int_equal(row_of("rest"), 4);		/* the first of two */
	assert_int_equal(row_of("pad_x"), 5);
	assert_int_equal(row_of("pads"), NO_ROW);
	assert_int_equal(row_of("map"), NO_ROW);
	assert_int_equal(row_of("\"pad\""), NO_ROW);
	assert_int_equal(row_of("map_*"), NO_ROW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_split_into_tokens),
		cmocka_unit_test(strings_and_characters_hide_their_content),
		cmocka_unit_test(a_stray_quote_ends_with_its_line),
		cmocka_unit_test(comments_are_tokens),
		cmocka_unit_test(directives_hold_their_tokens),
		cmocka_unit_test(kinds_of_directives),
		cmocka_unit_test(what_only_a_compiler_reads_is_seen),
		cmocka_unit_test(a_byte_has_its_token),
		cmocka_unit_test(steps_skip_comments_and_directives),
		cmocka_unit_test(comments_and_blanks_are_no_code),
		cmocka_unit_test(any_bytes_can_be_tokenized_and_outlined),
		cmocka_unit_test(functions_are_found_by_name),
		cmocka_unit_test(attributes_are_not_the_name),
		cmocka_unit_test(macros_that_define_functions_are_known_by_their_argument),
		cmocka_unit_test(both_branches_open_one_brace),
		cmocka_unit_test(contexts),
		cmocka_unit_test(branches_hold_their_bytes),
		cmocka_unit_test(parentheses_are_matched),
		cmocka_unit_test(mentions_have_a_form),
		cmocka_unit_test(text_is_told_from_calls),
		cmocka_unit_test(expressions_are_read_as_c_does),
		cmocka_unit_test(an_expression_knows_its_bytes),
		cmocka_unit_test(nothing_is_no_expression),
		cmocka_unit_test(precedences_are_those_of_c),
		cmocka_unit_test(deep_nesting_is_refused_not_followed),
		cmocka_unit_test(prototypes_are_read),
		cmocka_unit_test(a_function_pointer_is_one_parameter),
		cmocka_unit_test(calls_are_split_at_their_own_commas),
		cmocka_unit_test(a_directive_inside_splits_a_call),
		cmocka_unit_test(a_call_in_a_macro_is_whole),
		cmocka_unit_test(a_source_knows_its_mentions),
		cmocka_unit_test(a_file_that_shrank_has_no_calls),
		cmocka_unit_test(a_word_leads_to_its_other_uses),
		cmocka_unit_test(lines_have_their_bytes),
		cmocka_unit_test(a_whole_argument_knows_its_call),
		cmocka_unit_test(an_address_is_told_from_a_mask),
		cmocka_unit_test(the_first_row_that_fits_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
