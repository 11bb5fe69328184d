// SPDX-License-Identifier: GPL-2.0-only
/* The small unit that stands for a file's converted calls: what is in it, and when there is none. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "c/clang/parse.h"
#include "outcome/edit/edit.h"
#include "c/outline/type.h"
#include "patch/prove/alone.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* libclang's threads have a signal stack of their own, which the address sanitizer would unmap. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "use_sigaltstack=0";
}

struct fixture {
	char *folder;
	struct tree tree;
	struct libclang *clang;
	struct parser *parser;
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

static int setup(void **state)
{
	struct fixture *f = mem_calloc(1, sizeof(*f));
	char folder[] = "/tmp/guptidy-prove-XXXXXX";
	struct err err = {0};

	assert_non_null(mkdtemp(folder));
	f->folder = realpath(folder, NULL);
	put(f, "Makefile", "VERSION = 5\nPATCHLEVEL = 1\n");
	put(f, "include/linux/shelf.h", "#include <uapi/linux/shelf.h>\nstruct shelf { int books; };\n");
	put(f, "include/uapi/linux/shelf.h", "struct shelf_args { __u64 addr; void *memory; };\n");
	put(f, "drivers/lamp/lamp.h",
	    "#include \"bulb.h\"\n#include <linux/shelf.h>\n"
	    "struct lamp { struct page **pages; union { struct { struct page **more; } cord; } u; };\n");
	put(f, "drivers/lamp/bulb.h", "struct bulb { unsigned int watts : 3; struct lamp *of; };\n");
	put(f, "drivers/lamp/loop.h",
	    "#include \"../lamp/loop.h\"\n#include \"../lamp/../lamp/loop.h\"\n");
	put(f, "drivers/lamp/own.h", "#define FOLL_WRITE lamp_write\n");
	assert_int_equal(tree_open(&f->tree, f->folder, NULL, &err), 0);
	f->clang = libclang_load(&err);
	assert_non_null(f->clang);
	f->parser = parser_new(&f->tree, f->folder, f->clang);
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

	parser_free(f->parser);
	free(f->clang);
	tree_close(&f->tree);
	nftw(f->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(f->folder);
	free(f);
	return 0;
}

/* A text as if it were the file at path, and what the tree declares beside it. */
struct read_text {
	struct scanned_file file, header_file;
	struct source source, header;
	struct family family;
};

static void read_text(struct read_text *read, const char *text, const char *header)
{
	*read = (struct read_text){0};
	scan_text("drivers/lamp/lamp.c", text, strlen(text), &read->file);
	source_from_text(&read->source, &read->file, text, strlen(text));
	scan_text("include/linux/mm.h", header, strlen(header), &read->header_file);
	source_from_text(&read->header, &read->header_file, header, strlen(header));
	family_add_asked(&read->family, &read->header);
	family_add_asked(&read->family, &read->source);
}

static void free_text(struct read_text *read)
{
	family_free(&read->family);
	source_close(&read->header);
	source_close(&read->source);
	scanned_file_free(&read->header_file);
	scanned_file_free(&read->file);
}

#define HEADER(type)									\
	"#define FOLL_WRITE 1\n#define FOLL_FORCE 2\n"					\
	"int get_user_pages_fast(unsigned long start, int nr, " type ", struct page **pages);\n"

/* The file with `before` in the place of %s, and the unit of it with `now` there; NULL: there is none. */
static char *unit_of(struct fixture *f, const char *text, const char *before, const char *now)
{
	char *old_text = mem_printf(text, before), *new_text = mem_printf(text, now);
	struct edit edit = { .offset = (size_t)(strstr(text, "%s") - text), .old_text = "1", .new_text = "2" };
	struct rewritten file = { .edits = &edit, .n_edits = 1 };
	const size_t pairs[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
	struct read_text old, new;
	struct records records;
	struct buf unit = {0};
	char *made = NULL;

	read_text(&old, old_text, HEADER("int write"));
	read_text(&new, new_text, HEADER("unsigned int gup_flags"));
	file.old_source = &old.source;
	records_open(&records, &f->tree, &new.source);
	if (alone_write(&(struct alone){ &file, &new.source, pairs, &old.family, &new.family, KERNEL(5, 1),
					 &records, false }, &unit))
		made = buf_take(&unit);
	records_close(&records);
	buf_free(&unit);
	free_text(&new);
	free_text(&old);
	free(new_text);
	free(old_text);
	return made;
}

#define FUNCTION(declarations, start, nr, pages)					\
	"#include \"lamp.h\"\n"								\
	"int f(struct lamp *lamp, struct shelf_args *args, struct page **pages, unsigned long a, int n,\n" \
	"      bool w, void *memory, unsigned int gup_flags)\n{\n" declarations		\
	"	return get_user_pages_fast(" start ", " nr ", %s, " pages ");\n}\n"

/* True if there is a unit whose call has these arguments, and clang takes it or not. */
static bool is_alone(struct fixture *f, const char *text, const char *before, const char *now,
		     const char *arguments, bool is_accepted)
{
	char *unit = unit_of(f, text, before, now), *call = mem_printf("(%s);", arguments);
	bool good = unit && strstr(unit, call) &&
		    parser_accepts(f->parser, unit, strlen(unit)) == is_accepted;

	if (!good)
		print_message("%s: no %s in, or wrongly accepted:\n%s\n", now, call, unit ? unit : "-");
	free(call);
	free(unit);
	return good;
}

static void flags_keep_their_text(void **state)
{
	static const char text[] = FUNCTION("", "a", "n", "pages");

	assert_true(is_alone(*state, text, "1", "FOLL_WRITE", "value0, value1, FOLL_WRITE, value2", true));
	assert_true(is_alone(*state, text, "0", "0", "value0, value1, 0, value2", true));
	assert_true(is_alone(*state, text, "w", "w ? FOLL_WRITE : 0",
			     "value0, value1, value2 ? FOLL_WRITE : 0, value3", true));
	assert_true(is_alone(*state, text, "!!(n & 2)", "n & 2 ? FOLL_WRITE : 0",
			     "value0, value1, value2 ? FOLL_WRITE : 0, value3", true));
	assert_true(is_alone(*state, text, "nobodys(w)", "nobodys(w) ? FOLL_WRITE : 0",
			     "value0, value1, value2 ? FOLL_WRITE : 0, value3", true));
	/* Not C, no flag of this tree. */
	assert_true(is_alone(*state, text, "1", "(FOLL_WRITE | FOLL_MINE)",
			     "value0, value1, (FOLL_WRITE | FOLL_MINE), value2", false));
}

static void other_arguments_have_their_types(void **state)
{
	static const char *const good[] = {
		FUNCTION("", "a & PAGE_MASK", "n - 1", "pages + n"),
		FUNCTION("", "(unsigned long)memory", "min_t(int, n, 4)", "&pages[n]"),
		FUNCTION("	struct page *few[4], *one;\n", "a", "2", "few"),
		FUNCTION("	struct page *few[4], *one;\n", "a", "2", "&one"),
		FUNCTION("	struct page *few[4], *one;\n", "a", "2", "NULL"),
		/* A header that includes itself by ever new names is one header. */
		"#include \"loop.h\"\n" FUNCTION("", "a", "n", "pages"),
		FUNCTION("", "args->addr", "sizeof(n) * 2", "lamp->pages"),
		FUNCTION("", "a", "1", "lamp->u.cord.more"),
		FUNCTION("	struct shelf shelf;\n", "a", "shelf.books", "lamp->pages"),
	};
	static const char *const wrong[] = {
		FUNCTION("", "memory", "n", "pages"),
		FUNCTION("", "a", "pages", "pages"),
		FUNCTION("", "a", "n", "a"),
		FUNCTION("", "a", "n", "lamp"),
		FUNCTION("", "a", "n", "*pages"),
		FUNCTION("", "a", "n", "&pages"),
		FUNCTION("", "args->memory", "n", "pages"),
	};

	for (size_t i = 0; i < ARRAY_SIZE(good); i++)
		assert_true(is_alone(*state, good[i], "1", "FOLL_WRITE",
				     "value0, value1, FOLL_WRITE, value2", true));
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		char *unit = unit_of(*state, wrong[i], "1", "FOLL_WRITE");
		struct fixture *f = *state;

		/* Seen by the text already, or by clang. */
		assert_false(unit && parser_accepts(f->parser, unit, strlen(unit)));
		free(unit);
	}
}

static void what_the_text_does_not_tell_needs_the_whole_file(void **state)
{
	static const struct {
		const char *text, *before, *now;
	} rows[] = {
		/* An argument of a type that only headers tell, or of none that is known. */
		{ FUNCTION("", "start_of(a)", "n", "pages"), "1", "FOLL_WRITE" },
		{ FUNCTION("", "a", "n", "lamp->nobodys"), "1", "FOLL_WRITE" },
		{ FUNCTION("", "a", "some_t", "pages"), "1", "FOLL_WRITE" },
		{ FUNCTION("	pte_t pte;\n", "pte", "n", "pages"), "1", "FOLL_WRITE" },
		/* Words that the old call did not have. */
		{ FUNCTION("", "a", "n", "pages"), "nobodys(w)", "others(w) ? FOLL_WRITE : 0" },
		/* Values that are others. */
		{ FUNCTION("", "a", "n", "pages"), "1", "0" },
		{ FUNCTION("", "a", "n", "pages"), "nobodys(w)", "0" },
		{ FUNCTION("", "a", "n", "pages"), "nobodys(w)", "nobodys(w)" },
		{ FUNCTION("", "a", "n", "pages"), "nobodys(w)", "FOLL_WRITE" },
		{ FUNCTION("", "a", "n", "pages"), "w", "w ? FOLL_FORCE : 0" },
		/* Flags or the function are somebody's own here, or may be. */
		{ "#include \"own.h\"\n" FUNCTION("", "a", "n", "pages"), "1", "FOLL_WRITE" },
		{ "#include \"missing.h\"\n" FUNCTION("", "a", "n", "pages"), "1", "FOLL_WRITE" },
		{ "# define FOLL_WRITE 2\n" FUNCTION("", "a", "n", "pages"), "1", "FOLL_WRITE" },
		{ "#define get_user_pages_fast(a, n, w, p) mine(a, n, w, p)\n"
		  FUNCTION("", "a", "n", "pages"), "1", "FOLL_WRITE" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *unit = unit_of(*state, rows[i].text, rows[i].before, rows[i].now);

		if (unit)
			print_message("row %zu: %s\n", i, unit);
		assert_null(unit);
	}
}

static void members_have_the_type_of_their_declaration(void **state)
{
	static const char text[] =
		"struct other { long a; };\n"
		"struct box {\n	const struct page __user **pages, *first;\n	unsigned long start, end;\n"
		"	u8 bits : 3;\n	struct page *many[4];\n	int table[2][2];\n	int (*call)(int a);\n"
		"	struct { int inside; } named;\n	union { __u64 one; void *two; };\n"
		"	struct tag { struct page *page; union { u64 most; } deep; } tagged, *tags;\n"
		"#ifdef X\n	int twice;\n#else\n	long twice;\n#endif\n};\n"
		"struct twin { int a; };\nstruct twin { int a; };\n"
		"struct torn {\n	int a;\n	int (*b](int c);\n	int d;\n};\n";
	static const struct {
		const char *record, *member, *type;
	} rows[] = {
		{ "box", "pages", "struct page **" }, { "box", "first", "struct page *" },
		{ "box", "start", "unsigned long" }, { "box", "end", "unsigned long" },
		{ "box", "bits", "u8" }, { "box", "many", "struct page **" },
		{ "box", "one", "__u64" }, { "box", "two", "void *" },
		{ "box", "named.inside", "int" }, { "box", "tagged.page", "struct page *" },
		{ "box", "tagged.deep.most", "u64" }, { "box", "tagged", NULL }, { "box", "page", NULL },
		{ "box", "named.nobody", NULL }, { "box", "start.inside", NULL },
		{ "box", "table", NULL }, { "box", "call", NULL }, { "box", "inside", NULL },
		{ "box", "twice", NULL }, { "box", "a", NULL }, { "twin", "a", NULL },
		{ "nobody", "a", NULL }, { "torn", "a", "int" }, { "torn", "b", NULL },
	};
	struct outline outline;

	(void)state;
	outline_read(&outline, text, strlen(text));
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *type = type_of_member(&outline, rows[i].record, rows[i].member);

		if (rows[i].type)
			assert_string_equal(type ? type : rows[i].member, rows[i].type);
		else
			assert_null(type);
		free(type);
	}
	outline_free(&outline);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(flags_keep_their_text),
		TEST(other_arguments_have_their_types),
		TEST(what_the_text_does_not_tell_needs_the_whole_file),
		cmocka_unit_test(members_have_the_type_of_their_declaration),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
