// SPDX-License-Identifier: GPL-2.0-only
/* The parse room on a kernel of a few lines, made in a temporary folder. */
#include <ctype.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/data/err.h"
#include "base/data/mem.h"
#include "c/clang/inquiry.h"
#include "c/clang/parse.h"
#include "c/source/source.h"
#include "kernel/tree/tree.h"

/* libclang's threads have a signal stack of their own, which the address sanitizer would unmap. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "use_sigaltstack=0";
}

struct fixture {
	char *folder, *scratch;
	struct tree tree;
	struct libclang *clang;
	struct parser *parser;
	const char *text; /* of the file that was parsed last */
	struct unit *unit;
};

static void put(const struct fixture *f, const char *path, const char *text)
{
	char *full = mem_printf("%s/%s", f->folder, path);
	FILE *file;

	for (char *slash = full + strlen(f->folder) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(full, 0777);
		*slash = '/';
	}
	file = fopen(full, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(full);
}

static const char mm_h[] =
	"#ifndef MM_H\n#define MM_H\n#include <linux/missing.h>\n#include <asm/local.h>\n"
	"struct page;\ntypedef _Bool bool;\nenum { FOLL_WRITE = 1 };\n"
	"struct range { unsigned long start; unsigned write : 1; bool dirty; struct page **pages; "
	"};\n"
	"int get_user_pages_fast(unsigned long start, int nr, unsigned int gup_flags, struct page "
	"**pages);\n"
	"static inline int one_page(unsigned long a, struct page **p)\n"
	"{\n\treturn get_user_pages_fast(a, 1, FOLL_WRITE, p);\n}\n"
	"#define WARN_ON(x) ({ int __r = !!(x); if (__r) warn(#x); __r; })\n"
	"#define min_t(t, a, b) ({ t __a = (a); t __b = (b); __a < __b ? __a : __b; })\n"
	"#define RANGE struct range\n"
	"void warn(const char *text);\n#endif\n";

static void make_kernel(const struct fixture *f)
{
	put(f, "Makefile", "VERSION = 5\nPATCHLEVEL = 10\n");
	put(f, "arch/x86/include/asm/x86.h", "\n");
	put(f, "arch/sparc/include/asm/oplib.h", "int sparc_only(void);\n");
	put(f, "include/asm-generic/local.h", "#define LOCAL 1\n");
	put(f, "include/linux/kconfig.h", "#include <generated/autoconf.h>\n");
	put(f, "include/linux/mm.h", mm_h);
}

static int setup(void **state)
{
	struct fixture *f = mem_calloc(1, sizeof(*f));
	struct err err = {0};
	char folder[] = "/tmp/guptidy-parse-XXXXXX";

	assert_non_null(mkdtemp(folder));
	f->folder = realpath(folder, NULL);
	f->scratch = mem_printf("%s/scratch", f->folder);
	mkdir(f->scratch, 0777);
	make_kernel(f);
	assert_int_equal(tree_open(&f->tree, f->folder, NULL, &err), 0);
	f->clang = libclang_load(&err);
	assert_non_null(f->clang);
	f->parser = parser_new(&f->tree, f->scratch, f->clang);
	*state = f;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	unit_free(f->unit);
	parser_free(f->parser);
	free(f->clang);
	tree_close(&f->tree);
	nftw(f->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(f->scratch);
	free(f->folder);
	free(f);
	return 0;
}

static void parse(struct fixture *f, const char *path, const char *text)
{
	struct err err = {0};

	unit_free(f->unit);
	f->text = text;
	put(f, path, text);
	assert_int_equal(
		parser_parse(f->parser, path, tree_arch_of(&f->tree, path), NULL, &f->unit, &err),
		0);
}

/* The offset of the word in the text that stands behind mark. */
static size_t place(const char *text, const char *mark, const char *word)
{
	const char *at = strstr(text, mark);

	assert_non_null(at);
	at = strstr(at, word);
	assert_non_null(at);
	return (size_t)(at - text);
}

static struct resolved resolve(struct fixture *f, const char *path, const char *mark,
			       const char *word)
{
	struct resolved resolved;

	unit_resolve(f->unit, path, place(f->text, mark, word), &resolved);
	return resolved;
}

static void expect(struct fixture *f, const char *mark, const char *word, enum resolved_kind kind,
		   enum type_class type)
{
	struct resolved resolved = resolve(f, "a.c", mark, word);

	if (resolved.kind != kind || resolved.type != type)
		fail_msg("%s %s: kind %d, type %d", mark, word, resolved.kind, resolved.type);
	resolved_free(&resolved);
}

static void expect_why(struct fixture *f, const char *mark, const char *word, const char *part)
{
	size_t offset = place(f->text, mark, word);
	struct resolved resolved;
	char *why = unit_why_not(f->unit, "a.c", offset);

	unit_resolve(f->unit, "a.c", offset, &resolved);
	assert_int_equal(resolved.kind, RESOLVED_NOTHING);
	if (!strstr(why, part))
		fail_msg("%s: %s", word, why);
	resolved_free(&resolved);
	free(why);
}

static const char shapes[] =
	"#include <linux/mm.h>\n"
	"struct ops { int (*pin)(unsigned long, int, unsigned int, struct page **); };\n"
	"struct ops ops = { .pin = /* init */ get_user_pages_fast };\n"
	"static unsigned int global;\n"
	"long f(struct range *r, int write, bool yes)\n{\n"
	"\tunsigned int flags = FOLL_WRITE;\n\tint ret;\n"
	"\tret = get_user_pages_fast(r->start, 1, flags, r->pages);\n"
	"\tif (WARN_ON(get_user_pages_fast(r->start, 2, write, r->pages) < 0))\n\t\treturn 1;\n"
	"\tret = min_t(int, 5, get_user_pages_fast(r->start, 3, r->write, r->pages));\n"
	"\tret = get_user_pages_fast(r->start, 4, r->dirty);\n"
	"\tret = get_user_pages_fast(r->start, 5, yes, r->pages, global);\n"
	"\treturn gone_pages(ret, 6, yes);\n}\n"
	"#ifdef CONFIG_OFF\nint off(void) { return get_user_pages_fast(7, 7, 7, 0); }\n#endif\n"
	"#define BODY(x) \\\n\tget_user_pages_fast(x, 8, 0, 0)\n"
	"unknown_t strange;\nint g(void)\n{\n\treturn get_user_pages_fast(9, 9, strange, "
	"LOCAL);\n}\n";

static void resolves_names(void **state)
{
	struct fixture *f = *state;

	parse(f, "a.c", shapes);
	expect(f, "init", "get_user_pages_fast", RESOLVED_FUNCTION, TYPE_INTEGER);
	expect(f, "ret = get", "get_user_pages_fast", RESOLVED_FUNCTION, TYPE_INTEGER);
	expect(f, "1, flags", "flags", RESOLVED_VARIABLE, TYPE_INTEGER);
	expect(f, "1, flags", "r->", RESOLVED_PARAMETER, TYPE_POINTER);
	expect(f, "1, flags", "pages", RESOLVED_FIELD, TYPE_POINTER);
	expect(f, "flags = FOLL", "FOLL_WRITE", RESOLVED_ENUM_CONSTANT, TYPE_INTEGER);
	expect(f, "WARN_ON", "get_user_pages_fast", RESOLVED_FUNCTION, TYPE_INTEGER);
	expect(f, "2, write", "write", RESOLVED_PARAMETER, TYPE_INTEGER);
	expect(f, "5, get", "get_user_pages_fast", RESOLVED_FUNCTION, TYPE_INTEGER);
	expect(f, "3, r->write", "write", RESOLVED_FIELD, TYPE_INTEGER);
	expect(f, "= min_t", "min_t", RESOLVED_OTHER, TYPE_UNKNOWN);
}

static void tells_types_apart(void **state)
{
	struct fixture *f = *state;

	parse(f, "a.c",
	      "char letter;\n__int128 huge;\nfloat part;\nvoid nothing(void);\nint numbers[2];\n"
	      "enum colour { RED } colour;\nunknown_t strange;\n");
	expect(f, "char", "letter", RESOLVED_VARIABLE, TYPE_INTEGER);
	expect(f, "__int128", "huge", RESOLVED_VARIABLE, TYPE_INTEGER);
	expect(f, "float", "part", RESOLVED_VARIABLE, TYPE_OTHER);
	expect(f, "void", "nothing", RESOLVED_FUNCTION, TYPE_OTHER);
	expect(f, "int n", "numbers", RESOLVED_VARIABLE, TYPE_POINTER);
	expect(f, "} c", "colour", RESOLVED_VARIABLE, TYPE_INTEGER);
}

/* What clang knows of a place in one file says nothing of the same place in another. */
static void keeps_files_apart(void **state)
{
	static const char text[] =
		"#include <linux/mm.h>\n#define ONE 1\nint f(int n) { return WARN_ON(n); }\n"
		"int g(void) { return nobody; }\nRANGE *last(void);\n#include \"late.h\"\n";
	struct fixture *f = *state;
	char *late = mem_printf("int late[] = {%*s, 2,\n%*s};\n", (int)(place(text, "int g", "nobody") + 3 -
				strlen("int late[] = {")), "ONE", (int)sizeof(text), "3");

	put(f, "late.h", late);
	free(late);
	parse(f, "a.c", text);
	expect(f, "WARN_ON(", "n)", RESOLVED_PARAMETER, TYPE_INTEGER);
	expect(f, "int g", "nobody", RESOLVED_NOTHING, TYPE_UNKNOWN);
	expect(f, "define", "ONE", RESOLVED_NOTHING, TYPE_UNKNOWN);
	expect(f, "}\nRANGE", "RANGE", RESOLVED_OTHER, TYPE_UNKNOWN);
}

static void resolves_calls_that_do_not_fit(void **state)
{
	struct fixture *f = *state;
	struct diagnostic *list;
	size_t begin;

	parse(f, "a.c", shapes);
	begin = place(shapes, "get_user_pages_fast(r->start, 4", "get");
	expect(f, "fast(r->start, 4", "dirty", RESOLVED_FIELD, TYPE_BOOL);
	expect(f, "ret = get_user_pages_fast(r->start, 4", "get", RESOLVED_FUNCTION, TYPE_INTEGER);
	expect(f, "5, yes", "yes", RESOLVED_PARAMETER, TYPE_BOOL);
	expect(f, "6, yes", "yes", RESOLVED_PARAMETER, TYPE_BOOL);
	list = unit_diagnostics(f->unit, "a.c", begin, begin + 45);
	assert_non_null(list[0].text);
	assert_non_null(strstr(list[0].text, "too few arguments"));
	for (struct diagnostic *item = list; item->text; item++)
		free(item->text);
	free(list);
}

static void says_why_not(void **state)
{
	struct fixture *f = *state;
	char *why;

	parse(f, "a.c", shapes);
	expect_why(f, "return gone", "gone_pages", "undeclared function");
	expect_why(f, "int off", "get_user_pages_fast", "compiled out");
	expect_why(f, "define BODY", "get_user_pages_fast", "body of a macro");
	assert_true(unit_skipped(f->unit, "a.c", place(shapes, "int off", "get")));
	assert_false(unit_skipped(f->unit, "a.c", place(shapes, "1, flags", "flags")));
	why = unit_why_not(f->unit, "arch/x86/include/asm/x86.h", 0);
	assert_string_equal(why, "not included by a.c");
	free(why);
}

static void describes_declarations(void **state)
{
	struct fixture *f = *state;
	struct resolved resolved;

	parse(f, "a.c", shapes);
	resolved = resolve(f, "a.c", "3, r->write", "write");
	assert_int_equal(resolved.bits, 1);
	assert_string_equal(resolved.file, "include/linux/mm.h");
	resolved_free(&resolved);
	resolved = resolve(f, "a.c", "pages, global", "global");
	assert_true(resolved.is_static);
	assert_string_equal(resolved.file, "a.c");
	assert_int_equal(resolved.offset, place(shapes, "static unsigned", "global"));
	resolved_free(&resolved);
	resolved = resolve(f, "a.c", "ret = get", "get_user_pages_fast");
	assert_false(resolved.is_static);
	assert_int_equal(resolved.offset, place(mm_h, "int get", "get"));
	resolved_free(&resolved);
}

static void resolves_in_headers(void **state)
{
	struct fixture *f = *state;
	struct resolved resolved;

	parse(f, "a.c", "#include <linux/mm.h>\nint x;\n");
	unit_resolve(f->unit, "include/linux/mm.h", place(mm_h, "return", "get"), &resolved);
	assert_int_equal(resolved.kind, RESOLVED_FUNCTION);
	resolved_free(&resolved);
	put(f, "code.h", "int SUFFIX(f)(void) { return get_user_pages_fast(1, 2, 3, 0); }\n");
	parse(f, "a.c", "#include <linux/mm.h>\n#define SUFFIX(x) x##1\n#include \"code.h\"\n");
	unit_resolve(f->unit, "code.h", strlen("int SUFFIX(f)(void) { return "), &resolved);
	assert_int_equal(resolved.kind, RESOLVED_FUNCTION);
	resolved_free(&resolved);
}

/* A file's own function of that name, in a file that does not include mm.h. */
static void keeps_namesakes_apart(void **state)
{
	static const char text[] = "static char *get_user_pages_fast(int a) { return 0; }\n"
				   "char *f(void) { return get_user_pages_fast(1); }\n";
	struct fixture *f = *state;
	struct resolved resolved;

	parse(f, "a.c", text);
	resolved = resolve(f, "a.c", "return get", "get");
	assert_int_equal(resolved.kind, RESOLVED_FUNCTION);
	assert_int_equal(resolved.type, TYPE_POINTER);
	assert_true(resolved.is_static);
	assert_string_equal(resolved.file, "a.c");
	resolved_free(&resolved);
}

static void takes_overlays(void **state)
{
	static const char text[] =
		"#include <linux/mm.h>\nint f(int w) { return get_user_pages_fast(1, 2, w, 0); }\n";
	static const char pages[] = "#pragma once\nint get_user_pages_fast(int a);\n";
	struct fixture *f = *state;
	struct stand_in overlay[2] = {{.text = (char *)pages, .length = sizeof(pages) - 1}};
	struct err err = {0};
	struct diagnostic *list;

	put(f, "a.c", text);
	overlay[0].path = mem_printf("%s/include/linux/mm.h", f->folder);
	for (int times = 0; times < 2; times++) {
		unit_free(f->unit);
		assert_int_equal(parser_parse(f->parser, "a.c", "x86", times ? overlay : NULL,
					      &f->unit, &err),
				 0);
		list = unit_diagnostics(f->unit, "a.c", 0, sizeof(text));
		assert_int_equal(list[0].text != NULL, times);
		free(list[0].text);
		free(list);
	}
	free(overlay[0].path);
}

/* A branch that is off, and the same text with the branch on. */
static void opens_a_branch(void **state)
{
	struct fixture *f = *state;
	struct stand_in overlay[2] = {{.text = mem_strdup(shapes), .length = sizeof(shapes) - 1}};
	size_t offset = place(shapes, "int off", "get");
	struct resolved resolved;
	struct err err = {0};
	char *line = strstr(overlay[0].text, "#ifdef CONFIG_OFF\n");

	parse(f, "a.c", shapes);
	unit_free(f->unit);
	memcpy(line, "#if 1            \n", strlen("#ifdef CONFIG_OFF\n"));
	overlay[0].path = mem_printf("%s/a.c", f->folder);
	assert_int_equal(parser_parse(f->parser, "a.c", "x86", overlay, &f->unit, &err), 0);
	free(overlay[0].text);
	unit_resolve(f->unit, "a.c", offset, &resolved);
	assert_int_equal(resolved.kind, RESOLVED_FUNCTION);
	resolved_free(&resolved);
	free(overlay[0].path);
}

/* A header that nobody includes can be looked at by itself, with the shared header's declarations.
 */
static void parses_a_header(void **state)
{
	static const char text[] = "#define N 3\nstatic inline int f(void) { return "
				   "get_user_pages_fast(1, N, 0, 0); }\n";
	struct fixture *f = *state;
	struct resolved resolved;

	parse(f, "alone.h", text);
	resolved = resolve(f, "alone.h", "return", "get");
	assert_int_equal(resolved.kind, RESOLVED_FUNCTION);
	resolved_free(&resolved);
}

static bool begins_word(const char *text, size_t i)
{
	return (isalpha((unsigned char)text[i]) || text[i] == '_') &&
	       !(i && (isalnum((unsigned char)text[i - 1]) || text[i - 1] == '_'));
}

static bool knows_nobody(struct fixture *f, const char *path)
{
	static const char text[] = "int f(void) { return get_user_pages_fast(0, 1, 0, 0); }\n";

	parse(f, path, text);
	return unit_undeclared(f->unit, path, place(text, "return ", "get_user_pages_fast"));
}

/* The shared header declares more than a file includes: it has it each time that it is read, or never. */
static void reads_a_file_again_in_the_same_way(void **state)
{
	struct fixture *f = *state;

	assert_true(knows_nobody(f, "arch/sparc/one.c"));
	assert_true(knows_nobody(f, "arch/sparc/two.c"));
	assert_false(knows_nobody(f, "arch/sparc/three.c"));
	assert_true(knows_nobody(f, "arch/sparc/two.c"));
	assert_false(knows_nobody(f, "arch/sparc/three.c"));
}

/* A unit that is asked often answers in another way, and the same. */
static void answers_many_questions_as_few(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct unit *few;

	parse(f, "a.c", shapes);
	for (int i = 0; i < 100; i++) {
		struct resolved resolved = resolve(f, "a.c", "int", "int");

		resolved_free(&resolved);
	}
	for (size_t i = 0; shapes[i]; i++) {
		struct resolved often, once;

		if (!begins_word(shapes, i))
			continue;
		unit_resolve(f->unit, "a.c", i, &often);
		assert_int_equal(parser_parse(f->parser, "a.c", "x86", NULL, &few, &err), 0);
		unit_resolve(few, "a.c", i, &once);
		if (often.kind != once.kind || often.type != once.type || often.offset != once.offset)
			fail_msg("%.20s: %d, %d, %zu and %d, %d, %zu", shapes + i, (int)often.kind, (int)often.type,
				 often.offset, (int)once.kind, (int)once.type, once.offset);
		resolved_free(&often);
		resolved_free(&once);
		unit_free(few);
	}
}

/* Who else includes the file is looked for only if its own parse does not know what stands there. */
static void looks_for_includers_last(void **state)
{
	static const char text[] = "#include <linux/mm.h>\n#define TWICE(x) ((x) + (x))\n"
				   "int f(int n) { return TWICE(n); }\nint g(void) { return nobody(); }\n";
	struct scanned_file file = { .path = "a.c" };
	struct fixture *f = *state;
	struct resolved resolved;
	struct inquiry inquiry;
	struct source source;

	put(f, "a.c", text);
	source_from_text(&source, &file, text, strlen(text));
	inquiry_open(&inquiry, &f->tree, f->parser, &source);
	inquiry_ask(&inquiry, place(text, "return", "TWICE"), &resolved);
	assert_int_equal(resolved.kind, RESOLVED_OTHER);
	assert_false(inquiry.has_includers);
	resolved_free(&resolved);
	inquiry_ask(&inquiry, place(text, "return", "nobody"), &resolved);
	assert_int_equal(resolved.kind, RESOLVED_NOTHING);
	assert_true(inquiry.has_includers);
	resolved_free(&resolved);
	inquiry_close(&inquiry);
	source_close(&source);
}

/* A parse is dear: what the first one tells is not asked of another. */
static void parses_once_if_that_tells(void **state)
{
	static const char text[] = "#include <linux/mm.h>\n#if 1\nint f(int n) { return n; }\n#endif\n";
	struct scanned_file file = { .path = "a.c" };
	struct fixture *f = *state;
	struct resolved resolved;
	struct inquiry inquiry;
	struct source source;

	put(f, "a.c", text);
	source_from_text(&source, &file, text, strlen(text));
	inquiry_open(&inquiry, &f->tree, f->parser, &source);
	inquiry_ask(&inquiry, place(text, "return", "n;"), &resolved);
	assert_int_equal(resolved.kind, RESOLVED_PARAMETER);
	assert_int_equal(inquiry.views.n, 1);
	resolved_free(&resolved);
	inquiry_close(&inquiry);
	source_close(&source);
}

static void parses_with_exact_commands(void **state)
{
	struct fixture *f = *state;
	char *text =
		mem_printf("[{\"directory\": \"%s\", \"file\": \"a.c\", \"arguments\": [\"gcc\", "
			   "\"-nostdinc\", \"-I./include\", \"-DEXACT\", \"-fconserve-stack\", "
			   "\"-mpreferred-stack-boundary=3\", \"-funsigned-char\", \"-c\", \"-o\", \"a.o\", \"a.c\"]}]",
			   f->folder);

	put(f, "compile_commands.json", text);
	parse(f, "a.c",
	      "int exact(void);\n#ifdef EXACT\nint f(void) { return exact(); }\nchar letter;\n#endif\n");
	assert_true(unit_is_exact(f->unit));
	expect(f, "char", "letter", RESOLVED_VARIABLE, TYPE_INTEGER);
	expect(f, "return", "exact", RESOLVED_FUNCTION, TYPE_INTEGER);
	free(text);
}

static void takes_the_other_architecture(void **state)
{
	struct fixture *f = *state;

	parse(f, "a.c", "#include <asm/oplib.h>\nint f(void) { return sparc_only(); }\n");
	expect(f, "return", "sparc_only", RESOLVED_FUNCTION, TYPE_INTEGER);
}

static void makes_stale_headers_anew(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};

	assert_int_equal(parser_warm_up(f->parser, "x86", &err), 0);
	put(f, "include/linux/mm.h", "int get_user_pages_fast(int a);\nint later(void);\n");
	parse(f, "a.c", "#include <linux/mm.h>\nint f(void) { return later(); }\n");
	expect(f, "return", "later", RESOLVED_FUNCTION, TYPE_INTEGER);
}

static void survives_damage(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct unit *unit;
	char *command = mem_printf("for p in %s/*.pch; do echo junk > $p; done", f->scratch);

	assert_int_equal(parser_warm_up(f->parser, "x86", &err), 0);
	assert_int_equal(system(command), 0);
	parse(f, "a.c",
	      "#include <linux/mm.h>\nint f(void) { return get_user_pages_fast(1, 2, 3, 0); }\n");
	expect(f, "return", "get_user_pages_fast", RESOLVED_FUNCTION, TYPE_INTEGER);
	assert_int_equal(parser_parse(f->parser, "missing.c", "x86", NULL, &unit, &err), -1);
	assert_non_null(strstr(err.text, "missing.c"));
	assert_null(unit);
	err_clear(&err);
	parse(f, "a.c", "int f( { ]]] ((( #if \\\n\x80\xff /*");
	parse(f, "a.c", "");
	free(command);
}

static void works_without_scratch(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};

	parser_free(f->parser);
	f->parser = parser_new(&f->tree, "/proc/nowhere", f->clang);
	assert_int_equal(parser_warm_up(f->parser, "x86", &err), -1);
	assert_non_null(strstr(err.text, "/proc/nowhere"));
	err_clear(&err);
	parse(f, "a.c",
	      "#include <linux/mm.h>\nint f(void) { return get_user_pages_fast(1, 2, 3, 0); }\n");
	expect(f, "return", "get_user_pages_fast", RESOLVED_FUNCTION, TYPE_INTEGER);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(resolves_names),
		TEST(tells_types_apart),
		TEST(keeps_files_apart),
		TEST(resolves_calls_that_do_not_fit),
		TEST(says_why_not),
		TEST(describes_declarations),
		TEST(resolves_in_headers),
		TEST(keeps_namesakes_apart),
		TEST(takes_overlays),
		TEST(opens_a_branch),
		TEST(parses_a_header),
		TEST(reads_a_file_again_in_the_same_way),
		TEST(answers_many_questions_as_few),
		TEST(looks_for_includers_last),
		TEST(parses_once_if_that_tells),
		TEST(parses_with_exact_commands),
		TEST(takes_the_other_architecture),
		TEST(makes_stale_headers_anew),
		TEST(survives_damage),
		TEST(works_without_scratch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
