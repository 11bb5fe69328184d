// SPDX-License-Identifier: GPL-2.0-only
/* The rules room: what an argument means, where its value comes from, and how it is mended. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/api/api.h"
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "calls/family/family.h"
#include "patch/prove/prove_values.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "calls/value/meaning.h"
#include "calls/site/mend.h"
#include "check/rules/rule.h"
#include "kernel/scan/scan.h"
#include "c/source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- sources made of text --- */

struct sample {
	struct scanned_file file;
	struct source source;
};

static void sample_open(struct sample *sample, const char *path, const char *text)
{
	scan_text(path, text, strlen(text), &sample->file);
	source_from_text(&sample->source, &sample->file, text, strlen(text));
}

static void sample_close(struct sample *sample)
{
	source_close(&sample->source);
	free(sample->file.mentions);
	free(sample->file.path);
}

/* The first mention that is a call. */
static size_t first_call(const struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (source->forms[i] == FORM_CALL)
			return i;
	fail_msg("no call in %s", source->text.data);
	return 0;
}

/* --- meanings --- */

/* The types that a compiler would tell: by the beginning of the name. */
static void tell_type(void *data, const struct source *source, size_t offset,
		      struct resolved *answer)
{
	const char *name = source->text.data + offset;

	(void)data;
	*answer = (struct resolved){ .kind = RESOLVED_VARIABLE, .type = TYPE_UNKNOWN };
	if (name[strcspn(name, " ;,()")] == '(')
		answer->kind = offset && name[-1] == '>' ? RESOLVED_FIELD : RESOLVED_FUNCTION;
	if (!strncmp(name, "bool", 4))
		answer->type = TYPE_BOOL;
	else if (!strncmp(name, "int", 3))
		answer->type = TYPE_INTEGER;
	else if (!strncmp(name, "pointer", 7))
		answer->type = TYPE_POINTER;
	else if (!strncmp(name, "bit", 3))
		*answer = (struct resolved){ .kind = RESOLVED_FIELD, .type = TYPE_INTEGER, .bits = 1 };
}

static const struct oracle compiler = { .ask = tell_type };

/* What the first argument of the first call means. */
static struct meaning meaning_in(const char *text, const struct oracle *oracle)
{
	struct sample sample;
	struct call call;
	struct meaning meaning;
	struct source *source = &sample.source;

	sample_open(&sample, "drivers/a.c", text);
	assert_int_equal(call_read(&source->outline, source->tokens[first_call(source)],
				   &source->arena, &call), 0);
	meaning = meaning_of(source, call.arguments[0], oracle);
	/* What a rule will say must be there, and names the thing. */
	if (meaning.bits & (MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK))
		assert_non_null(meaning.because);
	meaning.because = NULL;
	sample_close(&sample);
	return meaning;
}

static char *describe_bits(unsigned bits)
{
	static const char *const names[] = {
		"zero", "truth", "flags", "number", "mask", "pointer", "integer", "unknown",
		"stray", "test",
	};
	struct buf text = {0};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (bits & 1u << i)
			buf_printf(&text, "%s%s", text.length ? " " : "", names[i]);
	return buf_take(&text);
}

struct meaning_row {
	const char *text, *bits;
	enum confidence confidence;
};

static void assert_meanings(const struct meaning_row *rows, size_t n, const struct oracle *oracle)
{
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		struct meaning meaning = meaning_in(rows[i].text, oracle);
		char *bits = describe_bits(meaning.bits);

		if (strcmp(bits, rows[i].bits) || meaning.confidence != rows[i].confidence) {
			print_error("%s: %s (%d), not %s (%d)\n", rows[i].text, bits, meaning.confidence,
				    rows[i].bits, rows[i].confidence);
			good = false;
		}
		free(bits);
	}
	assert_true(good);
}

#define HIGH CONFIDENCE_HIGH
#define MEDIUM CONFIDENCE_MEDIUM

/* An expression alone, in a function with parameters of all kinds. */
#define ALONE(expression)                                                                          \
	"int f(int i, bool b, unsigned long addr, struct vma *vma, u64 iova)\n"                    \
	"{ return get_user_pages(" expression "); }"

static void an_expression_means_something_by_itself(void **state)
{
	static const struct meaning_row rows[] = {
		{ ALONE("0"), "zero", HIGH }, { ALONE("0x0u"), "zero", HIGH },
		{ ALONE("1"), "number", HIGH }, { ALONE("(0x10001UL)"), "number", HIGH },
		{ ALONE("FOLL_WRITE"), "flags", HIGH },
		{ ALONE("FOLL_WRITE | FOLL_LONGTERM"), "flags", HIGH },
		{ ALONE("true"), "truth", HIGH }, { ALONE("false"), "truth", HIGH },
		{ ALONE("!i"), "truth", HIGH }, { ALONE("!!(i & 4)"), "truth", HIGH },
		{ ALONE("i == 3"), "truth", HIGH }, { ALONE("i != 0"), "truth", HIGH },
		{ ALONE("i < 3"), "truth", HIGH }, { ALONE("i >= 3"), "truth", HIGH },
		{ ALONE("i && b"), "truth", HIGH }, { ALONE("i || b"), "truth", HIGH },
		{ ALONE("(i == 3)"), "truth", HIGH }, { ALONE("(bool)i"), "truth", HIGH },
		{ ALONE("(int)(i == 3)"), "truth", HIGH }, { ALONE("b"), "truth", HIGH },
		{ ALONE("likely(i == 3)"), "truth", HIGH }, { ALONE("READ_ONCE(b)"), "truth", HIGH },
		{ ALONE("IS_ENABLED(CONFIG_X)"), "truth", HIGH },
		{ ALONE("test_bit(3, &addr)"), "truth", HIGH },
		{ ALONE("i ? 1 : 0"), "zero truth", HIGH }, { ALONE("i ? 0 : 1"), "zero truth", HIGH },
		{ ALONE("i ? FOLL_WRITE : 0"), "zero flags", HIGH },
		{ ALONE("i ? FOLL_WRITE : FOLL_FORCE"), "flags stray", HIGH },
		{ ALONE("i ? 2 : 0"), "zero number", HIGH },
		{ ALONE("i ? FOLL_WRITE : true"), "truth flags", HIGH },
		{ ALONE("(i & 1)"), "mask", HIGH }, { ALONE("i & 2"), "mask", HIGH },
		{ ALONE("i & VM_WRITE"), "mask", MEDIUM }, { ALONE("i & FOLL_WRITE"), "test", HIGH },
		{ ALONE("i & ~FOLL_WRITE"), "flags stray", HIGH }, { ALONE("i & (i == 1)"), "truth", HIGH },
		{ ALONE("i & addr"), "integer", HIGH }, { ALONE("i & addr & 1"), "mask", HIGH },
		{ ALONE("FOLL_FORCE | (i == 1)"), "truth flags stray", HIGH },
		{ ALONE("FOLL_FORCE | 1"), "flags number stray", HIGH },
		{ ALONE("i + 1"), "integer", HIGH }, { ALONE("i << 1"), "integer", HIGH },
		{ ALONE("-1"), "integer", HIGH }, { ALONE("sizeof(int)"), "integer", HIGH },
		{ ALONE("NULL"), "pointer", HIGH }, { ALONE("&i"), "pointer", HIGH },
		{ ALONE("vma"), "pointer", HIGH }, { ALONE("\"text\""), "pointer", HIGH },
		{ ALONE("GUP_FLAGS"), "integer", HIGH }, { ALONE("MAKE_FLAGS(i)"), "integer", HIGH },
		{ ALONE("x, i == 1"), "unknown", HIGH },
		{ ALONE("i = b"), "truth", HIGH }, { ALONE("({ i; })"), "integer", HIGH },
		{ ALONE("i"), "integer", HIGH }, { ALONE("iova"), "integer", HIGH },
		/* What only a type can tell. */
		{ ALONE("vma->write"), "unknown", HIGH }, { ALONE("s.write"), "unknown", HIGH },
		{ ALONE("wants_write(i)"), "unknown", HIGH }, { ALONE("global"), "unknown", HIGH },
	};

	(void)state;
	assert_meanings(rows, ARRAY_SIZE(rows), NULL);
}

static void the_compiler_tells_what_the_text_does_not(void **state)
{
	static const struct meaning_row rows[] = {
		{ ALONE("vma->bool_write"), "truth", HIGH }, { ALONE("s.bit_write"), "truth", HIGH },
		{ ALONE("vma->int_flags"), "integer", HIGH }, { ALONE("s.pointer"), "pointer", HIGH },
		{ ALONE("bool_of(i)"), "truth", HIGH }, { ALONE("int_of(i)"), "integer", HIGH },
		{ ALONE("bool_global"), "truth", HIGH }, { ALONE("vma->op->bool_of(i)"), "integer", HIGH },
		{ ALONE("vma->nobody_knows"), "unknown", HIGH },
		{ ALONE("vma->int_flags & 1"), "mask", HIGH },
		{ ALONE("vma->bool_a | FOLL_FORCE"), "truth flags stray", HIGH },
		{ "int f(void) { typedefed bool_x = y(); get_user_pages(bool_x); }", "truth", HIGH },
	};

	(void)state;
	assert_meanings(rows, ARRAY_SIZE(rows), &compiler);
}

/* What the file itself says of names and functions. */
static void enums_and_results_of_the_file(void **state)
{
	static const struct meaning_row rows[] = {
		{ "enum { RD, WR };" ALONE("RD"), "integer", HIGH },
		{ "enum { RD, WR };" ALONE("WR"), "mask", MEDIUM },
		{ "enum how { RD, WR }; int f(enum how how) { get_user_pages(how); }", "mask", MEDIUM },
		{ "enum how { RD, WR = FOLL_WRITE }; int f(enum how how) { get_user_pages(how); }", "unknown", HIGH },
		{ "int f(enum how how) { get_user_pages(how); }", "unknown", HIGH },
		{ "int f(void) { const enum dma_data_direction d = x(); get_user_pages(d); }", "mask", MEDIUM },
		{ "int f(enum how *how) { get_user_pages(how); }", "pointer", HIGH },
		{ ALONE("DMA_TO_DEVICE"), "mask", MEDIUM }, { ALONE("WRITE | FOLL_FORCE"), "flags mask stray", MEDIUM },
		{ "#define WRITE FOLL_WRITE\n" ALONE("WRITE"), "flags", HIGH },
		{ "static int is_4(int x) { return x == 4; } " ALONE("is_4(i)"), "truth", MEDIUM },
		{ "static int is_4(int x) { if (x) return 1; return 0; } " ALONE("is_4(i)"), "truth", MEDIUM },
		{ "static bool is_4(int x) { return x; } " ALONE("is_4(i)"), "truth", HIGH },
		{ "static int is_4(int x) { if (!x) return -1; return x == 4; } " ALONE("is_4(i)"), "unknown", HIGH },
		{ "static int of(int x) { return x ? FOLL_WRITE : 0; } " ALONE("of(i)"), "unknown", HIGH },
		{ "static int is_4(int x) { return is_4(x); } " ALONE("is_4(i)"), "unknown", HIGH },
		/* one caller is right */
		{ "static int f(unsigned int w) { return get_user_pages(w); }"
		  "int g(int x) { return f(x == 2) + f(FOLL_WRITE); }", "truth flags", MEDIUM },
		{ "static int f(unsigned int w) { return get_user_pages(w); }"
		  "int g(int x) { return f(x == 2) + f(x); }", "integer", HIGH },
	};

	(void)state;
	assert_meanings(rows, ARRAY_SIZE(rows), NULL);
}

static void an_unknown_name_is_pointed_at(void **state)
{
	const char *text = ALONE("b ? vma->write : FOLL_FORCE");
	struct sample sample;
	struct call call;
	struct meaning meaning;
	struct source *source = &sample.source;

	(void)state;
	sample_open(&sample, "a.c", text);
	assert_int_equal(call_read(&source->outline, source->tokens[0], &source->arena, &call), 0);
	meaning = meaning_of(source, call.arguments[0], NULL);
	assert_int_equal(meaning.bits, MEANS_UNKNOWN | MEANS_FLAGS | MEANS_STRAY);
	assert_true(token_is(&source->outline.tokens, meaning.unknown, "write"));
	sample_close(&sample);
}

static void numbers_have_values(void **state)
{
	static const struct {
		const char *text;
		int status;
		unsigned long value;
	} rows[] = {
		{ "0", 0, 0 }, { "17", 0, 17 }, { "0x10001", 0, 0x10001 }, { "010", 0, 8 },
		{ "1UL", 0, 1 }, { "0xffu", 0, 255 }, { "1.5", -1, 0 }, { "0x1p3", -1, 0 },
		{ "99999999999999999999999", -1, 0 }, { "1abc", -1, 0 },
		{ "0000000000000000000000000000000000000001", -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct token_list list;
		unsigned long value = 0;

		tokenize(rows[i].text, strlen(rows[i].text), &list);
		if (number_value(&list, 0, &value) != rows[i].status ||
		    (!rows[i].status && value != rows[i].value))
			fail_msg("%s", rows[i].text);
		token_list_free(&list);
	}
	assert_int_equal(meaning_in(ALONE("0x10001"), NULL).number, 0x10001);
	assert_int_equal(meaning_in(ALONE("i ? 2 : 5"), NULL).number, 5);
}

/* Statements in front of the call get_user_pages(w). */
#define BODY(statements)                                                                           \
	"int f(int i, bool b)\n{\n\tint w;\n" statements "\n\treturn get_user_pages(w);\n}\n"

static void variables_are_followed_through_assignments(void **state)
{
	static const struct meaning_row rows[] = {
		{ BODY("w = i == 1;"), "truth", MEDIUM }, { BODY("w = b;"), "truth", MEDIUM },
		{ BODY("w = FOLL_WRITE;"), "flags", HIGH }, { BODY("w = 0;"), "zero", HIGH },
		{ BODY("w = 0; if (i) w = 1;"), "zero truth", MEDIUM },
		{ BODY("w = 0; if (i) w |= FOLL_WRITE;"), "zero flags", HIGH },
		{ BODY("w = 0; if (i) w = 2;"), "zero number", MEDIUM },
		{ BODY("w = 1;"), "truth", MEDIUM }, { BODY("w = 4;"), "number", MEDIUM },
		{ BODY("w = i & 1;"), "mask", MEDIUM },
		{ BODY("w = i;"), "integer", HIGH }, { BODY(""), "integer", HIGH },
		/* The last assignment that each way passes is the only one. */
		{ BODY("w = FOLL_WRITE; w = b;"), "truth", MEDIUM },
		{ BODY("w = b; w = FOLL_WRITE;"), "flags", HIGH },
		{ BODY("if (i) w = b; w = FOLL_WRITE;"), "flags", HIGH },
		{ BODY("w = b; if (i) { x(); } w = FOLL_WRITE;"), "flags", HIGH },
		/* Others are one of several. */
		{ BODY("w = b; if (i) w = FOLL_WRITE;"), "truth flags", MEDIUM },
		{ BODY("w = b; if (i) { w = FOLL_WRITE; }"), "truth flags", MEDIUM },
		{ BODY("w = b; while (i) w = FOLL_WRITE;"), "truth flags", MEDIUM },
		{ BODY("if (i) w = b; else w = FOLL_WRITE;"), "truth flags", MEDIUM },
		{ BODY("w = b;\n#ifdef A\nw = FOLL_WRITE;\n#endif\n"), "truth flags", MEDIUM },
		{ BODY("switch (i) { case 1: w = b; break; default: w = FOLL_WRITE; }"), "truth flags",
		  MEDIUM },
		{ BODY("w = FOLL_WRITE; switch (i) { case 1: x(); w = b; break; case 2: get_user_pages(w); }"),
		  "flags", HIGH },
		{ BODY("w = FOLL_WRITE; switch (i) { case 1: x(); w = b; break; default: get_user_pages(w); }"),
		  "flags", HIGH },
		{ BODY("w = FOLL_WRITE; switch (i) { case 1: x(); w = b; default: get_user_pages(w); }"),
		  "truth flags", MEDIUM },
		/* Operators that change it. */
		{ BODY("w = FOLL_WRITE; w &= ~FOLL_FORCE;"), "flags stray", HIGH },
		{ BODY("w = b; w++;"), "integer", HIGH }, { BODY("w = b; ++w;"), "integer", HIGH },
		{ BODY("w = b; w <<= 2;"), "integer", HIGH },
		{ BODY("w = b; w |= FOLL_WRITE;"), "truth flags", MEDIUM },
		{ BODY("w = b; g(&w);"), "integer", HIGH },
		{ BODY("w = b; i = i & w;"), "truth", MEDIUM },
		/* Neither members, labels, other variables nor comparisons of that name. */
		{ BODY("w = b; i.w = FOLL_WRITE; p->w = FOLL_FORCE;"), "truth", MEDIUM },
		{ BODY("w = b; ww = FOLL_WRITE;"), "truth", MEDIUM },
		{ BODY("w = b; if (w == FOLL_WRITE) x();"), "truth", MEDIUM },
		{ BODY("w = b; /* w = FOLL_WRITE; */"), "truth", MEDIUM },
		/* Through more variables. */
		{ BODY("int x = b; w = x;"), "truth", MEDIUM },
		{ BODY("int x = FOLL_WRITE; w = x;"), "flags", HIGH },
		{ BODY("int x = 1, y = x; w = y ? x : 0;"), "zero truth", MEDIUM },
		{ BODY("w = w;"), "integer", HIGH },
		{ BODY("int x = w; w = x; x = w; w = x;"), "integer", HIGH },
	};

	(void)state;
	assert_meanings(rows, ARRAY_SIZE(rows), NULL);
}

/* What can reach a call is what some way brings there, however the way is written. */
static void assignments_reach_over_all_ways(void **state)
{
	static const struct meaning_row rows[] = {
		/* Loops may run never, and more than once. */
		{ BODY("w = FOLL_WRITE; for (i = 0; i < 3; i++) w = b;"), "truth flags", MEDIUM },
		{ BODY("w = FOLL_WRITE; for (;;) { w = b; break; }"), "truth", MEDIUM },
		{ BODY("w = FOLL_WRITE; while (i--) w = b;"), "truth flags", MEDIUM },
		{ BODY("w = FOLL_WRITE; do w = b; while (i--);"), "truth", MEDIUM },
		{ BODY("w = FOLL_WRITE; do { if (i) continue; w = b; } while (i--);"), "truth flags", MEDIUM },
		{ BODY("w = FOLL_WRITE; for_each_x(i) w = b;"), "truth flags", MEDIUM },
		{ BODY("w = FOLL_WRITE; for (;;) { get_user_pages(w); w = b; }"), "truth flags", MEDIUM },
		{ BODY("w = b; for (;;) { w = FOLL_WRITE; get_user_pages(w); w = b; }"), "flags", HIGH },
		{ BODY("w = b; while (1) { if (i) break; w = FOLL_WRITE; }"), "truth flags", MEDIUM },
		/* Jumps forwards and backwards. */
		{ BODY("w = FOLL_WRITE; if (i) goto out; w = b; out:"), "truth flags", MEDIUM },
		{ BODY("w = FOLL_WRITE; goto out; w = b; out:"), "flags", HIGH },
		{ BODY("w = FOLL_WRITE; again: get_user_pages(w); w = b; goto again;"), "truth flags", MEDIUM },
		{ BODY("w = b; goto set; out: get_user_pages(w); return 0; set: w = FOLL_WRITE; goto out;"),
		  "flags", HIGH },
		{ BODY("w = b; unsafe_x(i, out); w = FOLL_WRITE; out:"), "truth flags", MEDIUM },
		{ BODY("w = b; asm goto (\"x\" : : : : out); w = FOLL_WRITE; out:"), "truth flags", MEDIUM },
		/* Ways that end. */
		{ BODY("w = FOLL_WRITE; if (i) { w = b; return 0; }"), "flags", HIGH },
		{ BODY("w = FOLL_WRITE; if (i) { w = b; BUG(); }"), "flags", HIGH },
		{ BODY("w = FOLL_WRITE; if (0) w = b;"), "flags", HIGH },
		/* Conditions. */
		{ BODY("w = FOLL_WRITE; if (i && (w = b)) x();"), "truth flags", MEDIUM },
		{ BODY("w = FOLL_WRITE; if ((w = b) && i) x();"), "truth", MEDIUM },
		{ BODY("w = FOLL_WRITE; i ? (w = b) : 0;"), "truth flags", MEDIUM },
		{ BODY("w = FOLL_WRITE; x(w = b);"), "truth flags", MEDIUM },
		/* switch: cases fall through, and there may be none that fits. */
		{ BODY("switch (i) { case 1: w = b; case 2: w = FOLL_WRITE; }"), "flags", HIGH },
		{ BODY("w = b; switch (i) { case 1: w = FOLL_WRITE; }"), "truth flags", MEDIUM },
		{ BODY("w = b; switch (i) { default: w = FOLL_WRITE; }"), "flags", HIGH },
		{ BODY("w = b; switch (i) { default: if (b) break; w = FOLL_WRITE; }"), "truth flags", MEDIUM },
		/* Branches of an #if: whole statements, and such as cut them. */
		{ BODY("w = b;\n#ifdef A\nw = FOLL_WRITE;\n#else\nw = FOLL_WRITE;\n#endif\n"), "flags", HIGH },
		{ BODY("w = b;\n#ifdef A\nif (i) {\n#else\nif (b) {\n#endif\nw = FOLL_WRITE; }"),
		  "truth flags", MEDIUM },
		{ BODY("w = FOLL_WRITE\n#ifdef A\n| b\n#endif\n;"), "truth flags", MEDIUM },
		/* An address that somebody has. */
		{ BODY("g(&w); w = b;"), "integer", HIGH }, { BODY("w = b; p = &w;"), "integer", HIGH },
		{ BODY("get_user(w, p); w = b;"), "truth", MEDIUM },
		{ BODY("w = b; swap(w, i);"), "integer", HIGH },
		{ "int f(int i) { static int w = 1; get_user_pages(w); w = FOLL_WRITE; }", "integer", HIGH },
		/* Nothing is known where the function cannot be read. */
		{ "int f(int i) { int w = 1; get_user_pages(w); else x(); }", "unknown", HIGH },
	};

	(void)state;
	assert_meanings(rows, ARRAY_SIZE(rows), NULL);
}

static void a_declaration_gives_type_and_first_value(void **state)
{
	static const struct meaning_row rows[] = {
		{ "int f(int i) { bool w = g(i); get_user_pages(w); }", "truth", HIGH },
		{ "int f(int i) { _Bool v, w; get_user_pages(w); }", "truth", HIGH },
		{ "int f(int i) { int w = i == 1; get_user_pages(w); }", "truth", MEDIUM },
		{ "int f(int i) { int a = 2, w = FOLL_WRITE; get_user_pages(w); }", "flags", HIGH },
		{ "int f(int i) { unsigned int w = i ? FOLL_WRITE : 0; get_user_pages(w); }", "zero flags",
		  HIGH },
		{ "int f(int i) { struct page *w = x; get_user_pages(w); }", "pointer", HIGH },
		{ "int f(int i) { struct page *w[4]; get_user_pages(w); }", "pointer", HIGH },
		{ "int f(int i) { unsigned long w[4]; get_user_pages(w); }", "pointer", HIGH },
		{ "int f(struct page **w) { get_user_pages(w); }", "pointer", HIGH },
		{ "int f(bool w) { get_user_pages(w); }", "truth", HIGH },
		/* The nearest declaration hides the others. */
		{ "int f(bool w) { if (1) { int w = FOLL_WRITE; get_user_pages(w); } }", "flags", HIGH },
		{ "int f(int i) { int w = FOLL_WRITE; { bool w; get_user_pages(w); } }", "truth", HIGH },
		{ "int f(int i) { int w; w = 1; { int w; if (i) w = FOLL_WRITE; get_user_pages(w); } }", "flags",
		  HIGH },
		/* Another function's variables are not this one's. */
		{ "int g(void) { bool w; }\nint f(int w) { get_user_pages(w); }", "integer", HIGH },
		{ "int g(int w) { w = FOLL_WRITE; }\nint f(int w) { get_user_pages(w); }", "integer", HIGH },
		{ "int f(int i) { typedefed w = 1; get_user_pages(w); }", "unknown", HIGH },
	};

	(void)state;
	assert_meanings(rows, ARRAY_SIZE(rows), NULL);
}

#define CALLED(callers) "static int f(int w, int x) { return get_user_pages(w); }\n" callers

static void parameters_are_filled_by_callers(void **state)
{
	static const struct meaning_row rows[] = {
		{ CALLED("int g(int i) { f(1, 2); f(0, 2); }"), "zero truth", MEDIUM },
		{ CALLED("int g(int i) { f(true, 2); }"), "truth", MEDIUM },
		{ CALLED("int g(int i) { f(i == 2, 2); }"), "truth", MEDIUM },
		{ CALLED("int g(bool b) { f(b, 2); }"), "truth", MEDIUM },
		{ CALLED("int g(int i) { int v = !i; f(v, 2); }"), "truth", MEDIUM },
		{ CALLED("int g(int i) { f(FOLL_WRITE, 2); }"), "flags integer", HIGH },
		{ CALLED("int g(int i) { f(FOLL_WRITE, 2); f(1, 2); }"), "flags integer", HIGH },
		{ CALLED("int g(int i) { f(1, 2); f(i, 2); }"), "integer", HIGH },
		{ CALLED("int g(int i) { f(2, 1); }"), "integer", HIGH },
		{ CALLED("int g(int i) { f(0, 1); }"), "zero", HIGH },
		{ CALLED(""), "integer", HIGH },
		{ CALLED("int g(int i) { p->f(1, 2); }"), "integer", HIGH },
		{ CALLED("int g(int i) { f(); }"), "integer", HIGH },
		{ CALLED("int h(int i) { f(i, 2); }\nint g(int i) { h(1); h(0); }"), "zero truth", MEDIUM },
		/* Set inside, too. */
		{ "static int f(int w) { if (w) w = FOLL_WRITE; return get_user_pages(w); }\n"
		  "int g(int i) { f(1); f(0); }", "zero truth flags", MEDIUM },
		{ "static int f(int w) { w = FOLL_WRITE; return get_user_pages(w); }\n"
		  "int g(int i) { f(1); f(0); }", "flags", HIGH },
		/* Functions that call each other come to an end. */
		{ "static int f(int w) { f(w); return get_user_pages(w); }", "integer", HIGH },
	};

	(void)state;
	assert_meanings(rows, ARRAY_SIZE(rows), NULL);
}

static void macros_of_the_file_are_read(void **state)
{
	static const struct meaning_row rows[] = {
		{ "#define W FOLL_WRITE\n" ALONE("W"), "flags", HIGH },
		{ "#define W (FOLL_WRITE | FOLL_FORCE)\n" ALONE("W"), "flags", HIGH },
		{ "#define W 1\n" ALONE("W"), "number", HIGH },
		{ "#define W(a) 1\n" ALONE("W(i)"), "integer", HIGH },
		{ "#define W(a) 1\n" ALONE("W"), "integer", HIGH },
		{ "#define W W\n" ALONE("W"), "integer", HIGH },
		{ "#define A B\n#define B A\n" ALONE("A"), "integer", HIGH },
		{ "#define W\n" ALONE("W"), "integer", HIGH },
	};

	(void)state;
	assert_meanings(rows, ARRAY_SIZE(rows), NULL);
}

static void many_callers_of_many_callers_come_to_an_end(void **state)
{
	struct buf text = {0};

	(void)state;
	/* Each level doubles the work if nobody counts it. */
	buf_puts(&text, "int f0(int w) { return get_user_pages(w); }\n");
	for (int i = 1; i < 40; i++)
		buf_printf(&text, "int f%d(int w) { f%d(w ? w : w); f%d(w | w); return 0; }\n", i, i - 1,
			   i - 1);
	assert_int_equal(meaning_in(text.data, NULL).bits & MEANS_TRUTH, 0);
	buf_free(&text);
}

/* --- flow --- */

static struct local local_of(const char *text)
{
	struct sample sample;
	struct local local;

	sample_open(&sample, "a.c", text);
	local = local_find(&sample.source,
			   sample.source.tokens[first_call(&sample.source)] + 2);
	sample_close(&sample);
	return local;
}

static void locals_are_found_with_their_type(void **state)
{
	struct local local;

	(void)state;
	local = local_of("int f(int a, bool w) { get_user_pages(w); }");
	assert_true(local.found && local.is_bool && !local.is_pointer && !local.is_plain);
	assert_int_equal(local.parameter, 1);
	local = local_of("int f(int a, int w) { get_user_pages(w); }");
	assert_true(local.found && local.is_plain && !local.is_bool);
	assert_int_equal(local.parameter, 1);
	local = local_of("int f(int *w) { get_user_pages(w); }");
	assert_true(local.found && local.is_pointer);
	local = local_of("int f(void) { unsigned long a, w; get_user_pages(w); }");
	assert_true(local.found && local.is_plain && !local.is_pointer);
	assert_int_equal(local.parameter, -1);
	local = local_of("int f(void) { struct x *a, *w; get_user_pages(w); }");
	assert_true(local.found && local.is_pointer && !local.is_plain);
	local = local_of("int f(void) { gfp_t w; get_user_pages(w); }");
	assert_true(local.found && local.is_plain);
	local = local_of("int f(void) { static const bool w = 1; get_user_pages(w); }");
	assert_true(local.found && local.is_bool);
	local = local_of("int f(void) { for (int w = 0; w; w++) get_user_pages(w); }");
	assert_true(!local.found || local.is_plain);
	local = local_of("int w; int f(void) { get_user_pages(w); }");
	assert_false(local.found);
	local = local_of("int f(void) { x->w = 1; return w + get_user_pages(w); }");
	assert_false(local.found);
	local = local_of("int f(void) { a * w; return get_user_pages(w); int w; }");
	assert_int_equal(local.parameter, -1);
}

static void count_call(const struct call *call, void *data)
{
	unsigned *sum = data;

	*sum += 10 + (unsigned)call->n;
}

static void callers_are_visited(void **state)
{
	struct sample sample;
	unsigned sum = 0;

	(void)state;
	sample_open(&sample, "a.c",
		    "static int f(int);\n"
		    "static int f(int a) { return f(a - 1); }\n"
		    "int g(void) { f(1); x.f(1); q = f; }\n"
		    "#define M f(1)\n"
		    "int h(void) { return f(f(2)); }\n");
	/* q = f: others may call it too. */
	assert_false(callers_visit(&sample.source, &sample.source.outline.functions.items[0],
				  count_call, &sum));
	assert_int_equal(sum, 4 * 11);
	sample_close(&sample);
	sum = 0;
	sample_open(&sample, "a.c", "static int f(int a) { return a; }\n"
				    "int g(void) { return f(1) + f(2); }\n"
				    "EXPORT_SYMBOL(f);\n");
	assert_true(callers_visit(&sample.source, &sample.source.outline.functions.items[0],
				 count_call, &sum));
	assert_int_equal(sum, 2 * 11);
	sample_close(&sample);
}

/* --- mended texts --- */

static const char flags_header[] =
	"long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,\n"
	"		    struct page **pages, struct vm_area_struct **vmas);\n"
	"int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);\n"
	"#ifdef CONFIG_OLD\n"
	"int follow_page(struct vm_area_struct *vma, unsigned long address);\n"
	"#else\n"
	"int follow_page(struct vm_area_struct *vma, unsigned long address, unsigned int foll_flags);\n"
	"#endif\n";

struct bench {
	struct sample header, sample;
	struct family family;
	struct call_site site;
};

static void bench_open(struct bench *bench, const char *text, unsigned version,
		       const struct oracle *oracle)
{
	struct source *source = &bench->sample.source;

	memset(bench, 0, sizeof(*bench));
	sample_open(&bench->header, "include/linux/mm.h", flags_header);
	family_add(&bench->family, &bench->header.source);
	assert_int_equal(bench->family.n, 4);
	sample_open(&bench->sample, "drivers/a.c", text);
	assert_int_equal(call_site_read(source, first_call(source), &bench->family, version, oracle,
					&bench->site), 0);
}

static void bench_close(struct bench *bench)
{
	sample_close(&bench->sample);
	sample_close(&bench->header);
	family_free(&bench->family);
}

typedef const char *mender(const struct call_site *site);

struct mend_row {
	const char *argument;
	const char *text;		/* NULL: stays as it is */
};

/* The argument is the third one of a call in a function with a bool b, ints i and j, flags and vma. */
static bool is_mended(mender *mend, unsigned version, const char *argument, const char *expected)
{
	char *text = mem_printf("int f(bool b, int i, int j, unsigned int flags, struct vma *vma)\n{\n"
				"	unsigned int set = FOLL_WRITE;\n"
				"	int t = i == j;\n"
				"	return get_user_pages(s, 1, %s, pages, NULL);\n}\n", argument);
	struct bench bench;
	const char *mended;
	bool good;

	bench_open(&bench, text, version, &compiler);
	assert_int_equal(bench.site.access.index, 2);
	mended = mend(&bench.site);
	good = expected && mended ? !strcmp(mended, expected) : expected == mended;
	if (!good)
		print_error("%s: %s, not %s\n", argument, mended ? mended : "(stays)",
			    expected ? expected : "(stays)");
	bench_close(&bench);
	free(text);
	return good;
}

static void assert_mended(mender *mend, const struct mend_row *rows, size_t n)
{
	bool good = true;

	for (size_t i = 0; i < n; i++)
		good &= is_mended(mend, KERNEL(6, 1), rows[i].argument, rows[i].text);
	assert_true(good);
}

static void arguments_are_mended_as_flags(void **state)
{
	static const struct mend_row rows[] = {
		{ "1", "FOLL_WRITE" }, { "true", "FOLL_WRITE" }, { "false", "0" }, { "(1)", "FOLL_WRITE" },
		{ "b", "b ? FOLL_WRITE : 0" }, { "(b)", "b ? FOLL_WRITE : 0" },
		{ "!!b", "b ? FOLL_WRITE : 0" }, { "!b", "!b ? FOLL_WRITE : 0" },
		{ "!!!b", "!b ? FOLL_WRITE : 0" }, { "!!!!i", "i ? FOLL_WRITE : 0" },
		{ "!!(i & 2)", "i & 2 ? FOLL_WRITE : 0" }, { "!(i & 2)", "!(i & 2) ? FOLL_WRITE : 0" },
		{ "i == j", "i == j ? FOLL_WRITE : 0" }, { "(i == j)", "i == j ? FOLL_WRITE : 0" },
		{ "i > j && b", "i > j && b ? FOLL_WRITE : 0" }, { "i || b", "i || b ? FOLL_WRITE : 0" },
		{ "(i = b)", "(i = b) ? FOLL_WRITE : 0" },
		{ "(j, b)", "(j, b) ? FOLL_WRITE : 0" },
		{ "i ? 1 : 0", "i ? FOLL_WRITE : 0" }, { "i ? 0 : 1", "i ? 0 : FOLL_WRITE" },
		{ "i ? true : false", "i ? FOLL_WRITE : 0" }, { "(i & 4) ? 1 : 0", "i & 4 ? FOLL_WRITE : 0" },
		{ "!!(i ? 1 : 0)", "i ? FOLL_WRITE : 0" },
		{ "i ? b : 0", "(i ? b : 0) ? FOLL_WRITE : 0" },
		{ "i & 1", "i & 1 ? FOLL_WRITE : 0" }, { "(i & 1)", "i & 1 ? FOLL_WRITE : 0" },
		{ "i & j & 1", "i & j & 1 ? FOLL_WRITE : 0" },
		{ "vma->bool_write", "vma->bool_write ? FOLL_WRITE : 0" },
		{ "bool_of(i, j)", "bool_of(i, j) ? FOLL_WRITE : 0" },
		{ "(bool)i", "(bool)i ? FOLL_WRITE : 0" }, { "t", "t ? FOLL_WRITE : 0" },
		{ "i == /* why */ j", "i == /* why */ j ? FOLL_WRITE : 0" },
		/* Combinations: each side by itself. */
		{ "FOLL_FORCE | b", "FOLL_FORCE | (b ? FOLL_WRITE : 0)" },
		{ "b | FOLL_FORCE", "(b ? FOLL_WRITE : 0) | FOLL_FORCE" },
		{ "FOLL_FORCE | 1", "FOLL_FORCE | FOLL_WRITE" },
		{ "FOLL_FORCE | (i == j)", "FOLL_FORCE | (i == j ? FOLL_WRITE : 0)" },
		{ "FOLL_FORCE | FOLL_GET | b", "FOLL_FORCE | FOLL_GET | (b ? FOLL_WRITE : 0)" },
		{ "(FOLL_FORCE | b)", "FOLL_FORCE | (b ? FOLL_WRITE : 0)" },
		/* Right as it is, or nothing that a rule could tell. */
		{ "0", NULL }, { "FOLL_WRITE", NULL }, { "FOLL_WRITE | FOLL_FORCE", NULL },
		{ "i ? FOLL_WRITE : 0", NULL }, { "flags", NULL }, { "set", NULL }, { "i", NULL },
		{ "i & 2", NULL }, { "i & VM_WRITE", NULL }, { "flags | FOLL_FORCE", NULL },
		{ "i ? b : FOLL_FORCE", NULL }, { "NULL", NULL },
		{ "vma->nobody_knows", NULL }, { "i + 1", NULL }, { "GUP_MINE", NULL },
	};

	(void)state;
	assert_mended(mend_as_flags, rows, ARRAY_SIZE(rows));
}

static void numbers_are_named_by_version(void **state)
{
	(void)state;
	assert_true(is_mended(mend_as_flags, KERNEL(6, 1), "0x10001", "FOLL_WRITE | FOLL_LONGTERM"));
	assert_true(is_mended(mend_as_flags, KERNEL(6, 12), "0x101", "FOLL_WRITE | FOLL_LONGTERM"));
	assert_true(is_mended(mend_as_flags, KERNEL(6, 1), "0x10000", "FOLL_LONGTERM"));
	assert_true(is_mended(mend_as_flags, KERNEL(6, 12), "0x100", "FOLL_LONGTERM"));
	assert_true(is_mended(mend_as_flags, KERNEL(6, 12), "FOLL_FORCE | 0x101",
			      "FOLL_FORCE | FOLL_WRITE | FOLL_LONGTERM"));
	/* Bits without a name, or without a version to know them by. */
	assert_true(is_mended(mend_as_flags, KERNEL(6, 1), "0x80000001", NULL));
	assert_true(is_mended(mend_as_flags, 0, "1", "FOLL_WRITE"));
	/* FOLL_REMOTE, which is for mm/ alone. */
	assert_true(is_mended(mend_as_flags, KERNEL(6, 1), "0x2001", NULL));
	assert_true(is_mended(mend_as_flags, 0, "0x10001", NULL));
}

/* What the proof says when argument becomes text; NULL: it is the same. */
static char *proof_of(const char *argument, const char *text)
{
	static const char body[] =
		"int f(bool b, int i, unsigned int flags)\n{\n"
		"	unsigned int set = FOLL_LONGTERM, truth = i == 1, one = 1;\n"
		"	if (i)\n		set = 1;\n"
		"	return get_user_pages(s, 1, %s, pages, NULL);\n}\n";
	char *before = mem_printf(body, argument), *now = mem_printf(body, text), *why;
	struct bench old, new;

	bench_open(&old, before, KERNEL(6, 1), &compiler);
	bench_open(&new, now, KERNEL(6, 1), &compiler);
	why = prove_values(&old.site, &new.site);
	bench_close(&old);
	bench_close(&new);
	free(before);
	free(now);
	return why;
}

static void the_proof_compares_what_is_passed(void **state)
{
	static const struct {
		const char *before, *now;
		bool is_same;
	} rows[] = {
		{ "1", "FOLL_WRITE", true }, { "b", "b ? FOLL_WRITE : 0", true },
		{ "truth", "truth ? FOLL_WRITE : 0", true }, { "false", "0", true },
		{ "one", "one ? FOLL_WRITE : 0", true }, { "0", "0", true },
		{ "0x10001", "FOLL_WRITE | FOLL_LONGTERM", true },
		{ "FOLL_FORCE | 1", "FOLL_FORCE | FOLL_WRITE", true },
		{ "i & 1", "i & 1 ? FOLL_WRITE : 0", true },
		{ "flags", "flags | FOLL_LONGTERM", true }, { "0", "FOLL_LONGTERM", true },
		/* A flag, or more than a truth value, gets lost. */
		{ "set", "set ? FOLL_WRITE : 0", false }, { "flags", "flags ? FOLL_WRITE : 0", false },
		{ "i", "i ? FOLL_WRITE : 0", false }, { "FOLL_FORCE", "FOLL_WRITE", false },
		{ "FOLL_FORCE | 1", "FOLL_WRITE", false }, { "set", "FOLL_LONGTERM", false },
		/* Something else is asked for. */
		{ "1", "FOLL_FORCE", false }, { "1", "0", false }, { "b", "b ? FOLL_FORCE : 0", false },
		{ "0x10001", "FOLL_WRITE", false }, { "0x10001", "FOLL_WRITE | FOLL_FORCE", false },
		{ "0", "1", false }, { "flags", "b", false }, { "1", "b", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *why = proof_of(rows[i].before, rows[i].now);

		if (!why != rows[i].is_same)
			fail_msg("%s, %s: %s", rows[i].before, rows[i].now, why ? why : "the same");
		free(why);
	}
}

static const char *add_longterm(const struct call_site *site)
{
	return mend_add_flag(site, "FOLL_LONGTERM");
}

static void longterm_is_added(void **state)
{
	static const struct mend_row rows[] = {
		{ "0", "FOLL_LONGTERM" }, { "(0)", "FOLL_LONGTERM" }, { "0x0", "FOLL_LONGTERM" },
		{ "false", "FOLL_LONGTERM" },
		{ "1", "FOLL_WRITE | FOLL_LONGTERM" }, { "true", "FOLL_WRITE | FOLL_LONGTERM" },
		{ "b", "(b ? FOLL_WRITE : 0) | FOLL_LONGTERM" },
		{ "!!(i & 2)", "(i & 2 ? FOLL_WRITE : 0) | FOLL_LONGTERM" },
		{ "!!(prot & IOMMU_WRITE)", "(prot & IOMMU_WRITE ? FOLL_WRITE : 0) | FOLL_LONGTERM" },
		{ "i ? 1 : 0", "(i ? FOLL_WRITE : 0) | FOLL_LONGTERM" },
		{ "FOLL_WRITE", "FOLL_WRITE | FOLL_LONGTERM" },
		{ "FOLL_WRITE | FOLL_FORCE", "FOLL_WRITE | FOLL_FORCE | FOLL_LONGTERM" },
		{ "(FOLL_WRITE | FOLL_FORCE)", "FOLL_WRITE | FOLL_FORCE | FOLL_LONGTERM" },
		{ "FOLL_FORCE | b", "FOLL_FORCE | (b ? FOLL_WRITE : 0) | FOLL_LONGTERM" },
		{ "flags", "flags | FOLL_LONGTERM" }, { "set", "set | FOLL_LONGTERM" },
		{ "i ? FOLL_WRITE : 0", "(i ? FOLL_WRITE : 0) | FOLL_LONGTERM" },
		{ "flags & ~FOLL_FORCE", "(flags & ~FOLL_FORCE) | FOLL_LONGTERM" },
		{ "flags ^ FOLL_FORCE", "(flags ^ FOLL_FORCE) | FOLL_LONGTERM" },
		{ "~flags", "~flags | FOLL_LONGTERM" }, { "f(i)", "f(i) | FOLL_LONGTERM" },
		{ "vma->int_flags", "vma->int_flags | FOLL_LONGTERM" },
		{ "(unsigned int)flags", "(unsigned int)flags | FOLL_LONGTERM" },
	};

	(void)state;
	assert_mended(add_longterm, rows, ARRAY_SIZE(rows));
}

static void an_int_write_becomes_flags(void **state)
{
	static const struct mend_row rows[] = {
		{ "0", NULL }, { "1", "FOLL_WRITE" }, { "2", "FOLL_WRITE" }, { "false", "0" },
		{ "true", "FOLL_WRITE" }, { "i", "i ? FOLL_WRITE : 0" }, { "b", "b ? FOLL_WRITE : 0" },
		{ "!b", "!b ? FOLL_WRITE : 0" }, { "!!i", "i ? FOLL_WRITE : 0" },
		{ "i ? 1 : 0", "i ? FOLL_WRITE : 0" }, { "i & 2", "i & 2 ? FOLL_WRITE : 0" },
		{ "i & VM_WRITE", "i & VM_WRITE ? FOLL_WRITE : 0" },
		{ "vma->write", "vma->write ? FOLL_WRITE : 0" }, { "f(i)", "f(i) ? FOLL_WRITE : 0" },
		{ "i = j", "(i = j) ? FOLL_WRITE : 0" }, { "i == j", "i == j ? FOLL_WRITE : 0" },
		{ "i ? j : b", "(i ? j : b) ? FOLL_WRITE : 0" },
		{ "FOLL_WRITE", NULL }, { "set", NULL }, { "i ? FOLL_WRITE : 0", NULL },
		{ "i & FOLL_WRITE", NULL },
	};

	(void)state;
	assert_mended(mend_write_as_flags, rows, ARRAY_SIZE(rows));
}

static void only_the_argument_of_a_call_changes(void **state)
{
	struct bench bench;
	char *call;

	(void)state;
	bench_open(&bench, "int f(bool b)\n{\n\tx = get_user_pages (s, /* one */ 1,\n\t\t  (b) /* w */,\n"
			   "\t\t  pages,NULL ) + 1;\n}\n", 0, NULL);
	call = mend_call(&bench.site, "get_user_pages", 2, "b ? FOLL_WRITE : 0");
	assert_string_equal(call, "get_user_pages (s, /* one */ 1,\n\t\t  b ? FOLL_WRITE : 0 /* w */,\n"
				  "\t\t  pages,NULL )");
	free(call);
	call = mend_call(&bench.site, "pin_user_pages", 0, "t");
	assert_string_equal(call, "pin_user_pages (t, /* one */ 1,\n\t\t  (b) /* w */,\n"
				  "\t\t  pages,NULL )");
	free(call);
	bench_close(&bench);
}

/* --- sites and rules --- */

static void a_site_knows_its_declaration(void **state)
{
	struct bench bench;

	(void)state;
	bench_open(&bench, "int f(void) { get_user_pages_fast(a, 1, 1, p); }", 0, NULL);
	assert_non_null(bench.site.declared);
	assert_true(call_site_fits(&bench.site));
	assert_int_equal(bench.site.access.role, ROLE_WRITE);
	assert_int_equal(bench.site.access.index, 2);
	assert_ptr_equal(bench.site.access.expr, bench.site.call.arguments[2]);
	assert_int_equal(bench.site.access.meaning.bits, MEANS_NUMBER);
	bench_close(&bench);
	bench_open(&bench, "int f(void) { get_user_pages_fast(a, 1, p); }", 0, NULL);
	assert_false(call_site_fits(&bench.site));
	assert_int_equal(bench.site.access.role, ROLE_NONE);
	assert_null(bench.site.access.expr);
	bench_close(&bench);
	/* Of several declarations, the one that has as many parameters. */
	bench_open(&bench, "int f(void) { follow_page(v, a, 0); }", 0, NULL);
	assert_int_equal(bench.site.candidates.n, 2);
	assert_true(call_site_fits(&bench.site));
	bench_close(&bench);
	bench_open(&bench, "int f(void) { follow_page(v, a); }", 0, NULL);
	assert_true(call_site_fits(&bench.site));
	bench_close(&bench);
	bench_open(&bench, "int f(void) { pin_user_pages(a, 1, 1, p); }", 0, NULL);
	assert_null(bench.site.declared);
	assert_false(call_site_fits(&bench.site));
	bench_close(&bench);
}

static enum fit counted;			/* what the compiler says of any call; a test's own */

static enum fit count_arguments(void *data, const struct source *source, size_t name, size_t close)
{
	(void)data;
	assert_string_equal(source_function_name(source, token_at(&source->outline.tokens, name)), "f");
	assert_int_equal(source->text.data[close], ')');
	return counted;
}

static void macros_may_bring_arguments(void **state)
{
	static const struct oracle counter = { .ask = tell_type, .count = count_arguments };
	static const struct {
		const char *define, *call;
		bool is_asked, may_fit;		/* may_fit as far as the text goes */
	} rows[] = {
		{ "", "get_user_pages_fast(a, 1, p)", true, false },
		{ "", "get_user_pages_fast(a, TAIL)", true, true },
		{ "", "get_user_pages_fast(a, 1, -TAIL)", true, true },
		{ "", "get_user_pages_fast(a, TAIL(1))", true, true },
		{ "", "get_user_pages_fast(a, tail)", true, false },
		{ "", "get_user_pages_fast(s, 1, p, q, TAIL)", false, false },
		/* Names that are one value. */
		{ "", "get_user_pages_fast(s, 1, (TAIL))", false, false },
		{ "", "get_user_pages_fast(s, FOLL_WRITE, NULL)", false, false },
		{ "enum { TAIL = 3 };", "get_user_pages_fast(s, TAIL, 1)", false, false },
		{ "", "get_user_pages_fast(s, x->TAIL, s)", false, false },
		/* What the file says of them. */
		{ "#define TAIL (1 + (2))\n", "get_user_pages_fast(s, TAIL, s)", false, false },
		{ "#define TAIL(a, b) ((a) + f(a, b))\n", "get_user_pages_fast(s, TAIL(s, s), s)", false,
		  false },
		{ "#define TAIL (HEAD(1, 2))\n", "get_user_pages_fast(s, TAIL, s)", false, false },
		{ "#define TAIL HEAD\n", "get_user_pages_fast(s, TAIL, s)", true, true },
		{ "#define tail 1, 2\n", "get_user_pages_fast(s, tail, s)", true, true },
		{ "#define tail (a) a, 2\n", "get_user_pages_fast(s, tail, s)", true, true },
		{ "#define tail 1\n#undef tail\n#define tail 1, 2\n", "get_user_pages_fast(s, tail, s)",
		  true, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *text = mem_printf("%s\nint f(int s, struct x *x) { %s; }\n", rows[i].define,
					rows[i].call);

		for (counted = FIT_UNKNOWN; counted <= FIT_NO; counted++) {
			bool may_fit = rows[i].is_asked && counted != FIT_UNKNOWN ? counted == FIT_YES :
				rows[i].may_fit;
			struct bench bench;

			bench_open(&bench, text, KERNEL(5, 1), &counter);
			if (call_site_may_fit(&bench.site) != may_fit ||
			    call_site_needs_count(&bench.site) !=
			    (rows[i].is_asked && counted == FIT_UNKNOWN))
				fail_msg("%s%s, compiler says %d", rows[i].define, rows[i].call, counted);
			bench_close(&bench);
		}
		free(text);
	}
}

static void only_flags_need_types(void **state)
{
	struct bench bench;
	size_t token;

	(void)state;
	bench_open(&bench, "int f(struct x *x) { get_user_pages(a, 1, x->w, p, NULL); }", 0, NULL);
	assert_true(call_site_needs_types(&bench.site, &token));
	assert_true(token_is(&bench.sample.source.outline.tokens, token, "w"));
	bench_close(&bench);
	bench_open(&bench, "int f(struct x *x) { get_user_pages_fast(a, 1, x->w, p); }", 0, NULL);
	assert_false(call_site_needs_types(&bench.site, &token));
	bench_close(&bench);
	bench_open(&bench, "int f(struct x *x) { get_user_pages(a, 1, 0, p, NULL); }", 0, NULL);
	assert_false(call_site_needs_types(&bench.site, &token));
	bench_close(&bench);
}

/* All findings as "rule:confidence:fix", in the order of the rules. */
static char *findings_of(const char *call)
{
	char *text = mem_printf("int f(bool b, int i, struct page **pages)\n{\n\treturn %s;\n}\n", call);
	struct finding_list findings = {0};
	struct buf out = {0};
	struct bench bench;

	bench_open(&bench, text, KERNEL(5, 1), NULL);
	rules_check(NULL, &bench.site, &findings);
	finding_list_sort(&findings);
	buf_puts(&out, "");
	for (size_t i = 0; i < findings.n; i++) {
		const struct finding *finding = &findings.items[i];

		assert_int_equal(finding->line, 3);
		assert_int_equal(finding->column, 9);
		assert_string_equal(finding->function, "f");
		assert_string_equal(finding->path, "drivers/a.c");
		assert_true(strlen(finding->message) > 10);
		buf_printf(&out, "%s%s:%s:%s", i ? "; " : "", finding->rule,
			   confidence_name(finding->confidence), finding->fix ? finding->fix : "-");
	}
	finding_list_free(&findings);
	bench_close(&bench);
	free(text);
	return buf_take(&out);
}

static void rules_find_what_they_are_for(void **state)
{
	static const char *const rows[][2] = {
		{ "get_user_pages(a, 1, b, pages, NULL)",
		  "bool-as-flags:high:get_user_pages(a, 1, b ? FOLL_WRITE : 0, pages, NULL)" },
		{ "get_user_pages(a, 1, 1, pages, NULL)",
		  "literal-flags:high:get_user_pages(a, 1, FOLL_WRITE, pages, NULL)" },
		{ "get_user_pages(a, 1, i & 1, pages, NULL)",
		  "literal-flags:high:get_user_pages(a, 1, i & 1 ? FOLL_WRITE : 0, pages, NULL)" },
		{ "get_user_pages(a, 1, i & VM_WRITE, pages, NULL)", "literal-flags:medium:-" },
		{ "get_user_pages(a, 1, 0, pages, NULL)", "" },
		{ "get_user_pages(a, 1, FOLL_WRITE, pages, NULL)", "" },
		{ "get_user_pages(a, 1, i, pages, NULL)", "" },
		{ "get_user_pages_fast(a, 1, FOLL_WRITE, pages)", "flags-as-bool:high:-" },
		{ "get_user_pages_fast(a, 1, FOLL_FORCE, pages)", "flags-as-bool:medium:-" },
		{ "get_user_pages_fast(a, 1, b, pages)", "" }, { "get_user_pages_fast(a, 1, 1, pages)", "" },
		{ "get_user_pages_fast(a, 1, pages)", "stale-call:high:-" },
		{ "get_user_pages_fast(a, 1, pages, FOLL_WRITE)",
		  "stale-call:high:get_user_pages_fast(a, 1, FOLL_WRITE, pages)" },
		{ "get_user_pages(a, 1, pages, FOLL_WRITE, NULL)",
		  "stale-call:high:get_user_pages(a, 1, FOLL_WRITE, pages, NULL)" },
		{ "get_user_pages_longterm(a, 1, 0, pages, NULL)", "stale-call:high:-" },
		{ "get_user_pages_fast(ARGUMENTS)", "" },
	};
	bool good = true;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *found = findings_of(rows[i][0]);

		if (strcmp(found, rows[i][1])) {
			print_error("%s: \"%s\", not \"%s\"\n", rows[i][0], found, rows[i][1]);
			good = false;
		}
		free(found);
	}
	assert_true(good);
}

/* What moves a call or breaks its lines changes nothing of its text. */
static void a_finding_knows_the_call_and_where_it_ends(void **state)
{
	struct finding_list findings = {0};
	struct bench bench;

	(void)state;
	bench_open(&bench, "int f(bool b, struct page **pages)\n{\n\treturn get_user_pages(a->b, 1,"
		   " /* one */\n\t\tb, pages,\n\t\tNULL);\n}\n", KERNEL(5, 1), NULL);
	rule_bool_as_flags.check(&bench.site, &findings);
	assert_int_equal(findings.n, 1);
	assert_string_equal(findings.items[0].text,
			    "get_user_pages ( a -> b , 1 , b , pages , NULL )");
	assert_int_equal(findings.items[0].end_line, 5);
	assert_int_equal(findings.items[0].end_column, 8);
	finding_list_free(&findings);
	bench_close(&bench);
}

static void rules_are_found_by_name_and_explain_themselves(void **state)
{
	(void)state;
	for (size_t i = 0; rules[i]; i++) {
		assert_ptr_equal(rule_find(rules[i]->name), rules[i]);
		assert_true(strlen(rules[i]->summary) > 10);
		assert_true(strlen(rules[i]->text) > 200);
		assert_int_equal(rules[i]->text[strlen(rules[i]->text) - 1], '\n');
	}
	assert_null(rule_find("no-such-rule"));
	assert_null(rule_find(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_expression_means_something_by_itself),
		cmocka_unit_test(the_compiler_tells_what_the_text_does_not),
		cmocka_unit_test(enums_and_results_of_the_file),
		cmocka_unit_test(an_unknown_name_is_pointed_at),
		cmocka_unit_test(numbers_have_values),
		cmocka_unit_test(variables_are_followed_through_assignments),
		cmocka_unit_test(assignments_reach_over_all_ways),
		cmocka_unit_test(a_declaration_gives_type_and_first_value),
		cmocka_unit_test(parameters_are_filled_by_callers),
		cmocka_unit_test(macros_of_the_file_are_read),
		cmocka_unit_test(many_callers_of_many_callers_come_to_an_end),
		cmocka_unit_test(locals_are_found_with_their_type),
		cmocka_unit_test(callers_are_visited),
		cmocka_unit_test(arguments_are_mended_as_flags),
		cmocka_unit_test(numbers_are_named_by_version),
		cmocka_unit_test(the_proof_compares_what_is_passed),
		cmocka_unit_test(longterm_is_added),
		cmocka_unit_test(an_int_write_becomes_flags),
		cmocka_unit_test(only_the_argument_of_a_call_changes),
		cmocka_unit_test(a_site_knows_its_declaration),
		cmocka_unit_test(macros_may_bring_arguments),
		cmocka_unit_test(only_flags_need_types),
		cmocka_unit_test(rules_find_what_they_are_for),
		cmocka_unit_test(a_finding_knows_the_call_and_where_it_ends),
		cmocka_unit_test(rules_are_found_by_name_and_explain_themselves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
