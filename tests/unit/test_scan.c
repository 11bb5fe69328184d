// SPDX-License-Identifier: GPL-2.0-only
/* The scan room: the matcher against a naive search, what a whole word is, and which files are read. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/api/api.h"
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/scan/match.h"
#include "kernel/scan/scan.h"
#include "kernel/tree/overlay.h"
#include "kernel/scan/word.h"

#include <ctype.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes that may hold a NUL. */
#define BYTES(literal) (literal), sizeof(literal) - 1

/* --- a folder of its own for each test --- */

static int make_folder(void **state)
{
	char *folder = mem_strdup("/tmp/guptidy-scan-XXXXXX");

	*state = folder;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int remove_folder(void **state)
{
	int status = nftw(*state, remove_entry, 16, FTW_DEPTH | FTW_PHYS);

	free(*state);
	return status;
}

static void write_bytes(const char *folder, const char *name, const void *bytes, size_t length)
{
	char *path = mem_printf("%s/%s", folder, name);
	FILE *file;

	for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void write_text(const char *folder, const char *name, const char *text)
{
	write_bytes(folder, name, text, strlen(text));
}

static void make_link(const char *folder, const char *target, const char *name)
{
	char *path = mem_printf("%s/%s", folder, name);

	assert_int_equal(symlink(target, path), 0);
	free(path);
}

static struct scan scan_folder(const char *folder, const char *path, unsigned threads)
{
	const struct scan_request request = {
		.root = folder, .paths = &path, .n_paths = 1, .threads = threads,
	};
	struct err err = {0};
	struct scan scan;

	assert_int_equal(scan_run(&request, &scan, &err), 0);
	assert_null(err.text);
	return scan;
}

/* The paths of the files with mentions must be exactly these. */
static void assert_files(const struct scan *scan, const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n && i < scan->n_files; i++)
		assert_string_equal(scan->files[i].path, paths[i]);
	assert_int_equal(scan->n_files, n);
}

#define ASSERT_FILES(scan, ...)                                                                    \
	assert_files(scan, (const char *const[]){ __VA_ARGS__ },                                   \
		     sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

/* --- the matcher --- */

static unsigned long random_state;

static size_t random_below(size_t n)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(random_state >> 33) % n;
}

/* Pieces that make near misses likely: beginnings and ends of names, glue, and blanks. */
static void add_random_piece(struct buf *text)
{
	static const char *const glue[] = {
		" ", "\n", "(", ",", "_", "__", "get_user_pages", "get_user", "_fast", "pages",
		"unpin_", "user", "x", "9", ";", "\t", "\r\n", "pin_user_page",
	};
	const char *name = gup_functions[random_below(gup_function_count)].name;

	switch (random_below(5)) {
	case 0:
		buf_puts(text, name);
		break;
	case 1:
		buf_printf(text, " %s%s", name, glue[random_below(5)]);
		break;
	case 2:
		buf_add(text, name, 1 + random_below(strlen(name)));
		break;
	case 3:
		buf_puts(text, name + random_below(strlen(name)));
		break;
	default:
		buf_puts(text, glue[random_below(ARRAY_SIZE(glue))]);
	}
}

static bool is_ascii_word(int c)
{
	return isalnum(c) || c == '_';
}

/* The name that stands at offset as a whole word, found without any cleverness. */
static const struct gup_function *naive_at(const struct buf *text, size_t offset)
{
	for (size_t i = 0; i < gup_function_count; i++) {
		size_t length = strlen(gup_functions[i].name);

		if (offset + length > text->length ||
		    memcmp(text->data + offset, gup_functions[i].name, length) ||
		    (offset && is_ascii_word(text->data[offset - 1])) ||
		    (offset + length < text->length && is_ascii_word(text->data[offset + length])))
			continue;
		return &gup_functions[i];
	}
	return NULL;
}

static void assert_as_naive(const struct buf *text)
{
	struct scanned_file file;
	uint32_t line = 1, column = 1;
	size_t n = 0;

	scan_text("a.c", text->data, text->length, &file);
	for (size_t i = 0; i < text->length; i++) {
		const struct gup_function *name = naive_at(text, i);

		if (name) {
			assert_true(n < file.n_mentions);
			assert_ptr_equal(file.mentions[n].symbol->function, name);
			assert_int_equal(file.mentions[n].offset, i);
			assert_int_equal(file.mentions[n].line, line);
			assert_int_equal(file.mentions[n].column, column);
			n++;
		}
		line += text->data[i] == '\n';
		column = text->data[i] == '\n' ? 1 : column + 1;
	}
	assert_int_equal(file.n_mentions, n);
	free(file.mentions);
	free(file.path);
}

static void matcher_finds_what_a_naive_search_finds(void **state)
{
	(void)state;
	random_state = 20190211;
	for (int round = 0; round < 1500; round++) {
		struct buf text = {0};
		size_t pieces = 1 + random_below(40);

		for (size_t i = 0; i < pieces; i++)
			add_random_piece(&text);
		assert_as_naive(&text);
		buf_free(&text);
	}
}

static void matcher_finds_every_name_alone(void **state)
{
	struct matcher *matcher = matcher_new(symbols, symbol_count);

	(void)state;
	for (size_t i = 0; i < gup_function_count; i++) {
		const char *name = gup_functions[i].name;
		size_t offset = 0, length = strlen(name);

		assert_ptr_equal(matcher_next(matcher, name, length, &offset), &symbols[i]);
		assert_int_equal(offset, 0);
		offset = length;
		assert_null(matcher_next(matcher, name, length, &offset));
		/* Cut short, it is nothing, and no byte behind the text is read. */
		offset = 0;
		assert_ptr_not_equal(matcher_next(matcher, name, length - 1, &offset),
				     &symbols[i]);
	}
	matcher_free(matcher);
}

/* How often the name stands in the text as a whole word. */
static size_t count_of(const struct buf *text, const char *name)
{
	size_t n = 0, length = strlen(name);

	for (const char *at = text->data; (at = strstr(at, name)); at++)
		n += !(at > text->data && is_ascii_word(at[-1])) && !is_ascii_word(at[length]);
	return n;
}

/* Any names: the way in which they are found hangs on what they have in common. */
static void assert_finds(const struct symbol *names, size_t n_names, enum matcher_way way)
{
	struct matcher *matcher = matcher_new(names, n_names);
	struct buf text = {0};
	size_t offset = 0, n = 0, expected = 0;
	const struct symbol *found;

	for (size_t i = 0; i < 3000; i++) {
		const char *name = names[random_below(n_names)].name;
		const char *other = names[random_below(n_names)].name;

		buf_printf(&text, "%.*s%s%s%s", (int)random_below(5), "_x(\n", name,
			   random_below(3) ? " " : "_", other + random_below(strlen(other)));
	}
	assert_int_equal(matcher_way(matcher), way);
	while ((found = matcher_next(matcher, text.data, text.length, &offset))) {
		assert_memory_equal(text.data + offset, found->name, strlen(found->name));
		offset += strlen(found->name);
		n++;
	}
	for (size_t i = 0; i < n_names; i++)
		expected += count_of(&text, names[i].name);
	assert_true(expected > 500);
	assert_int_equal(n, expected);
	matcher_free(matcher);
	buf_free(&text);
}

static void matcher_finds_any_names(void **state)
{
	static const struct symbol alike[] = { {"loom_pin", NULL}, {"pin_loom_now", NULL} };
	static const struct symbol mixed[] = {
		{"a_bc", NULL}, {"a_cd", NULL}, {"a_de", NULL}, {"a_ef", NULL}, {"__loom_", NULL},
	};
	static const struct symbol plain[] = { {"weave", NULL}, {"loom_pin", NULL}, {"_end_", NULL} };
	static const struct symbol brief[] = { {"mm", NULL}, {"Z9_mm", NULL}, {"weft", NULL} };

	(void)state;
	random_state = 7;
	assert_finds(alike, ARRAY_SIZE(alike), MATCHER_BY_LETTERS);
	assert_finds(mixed, ARRAY_SIZE(mixed), MATCHER_BY_UNDERSCORES);
	assert_finds(plain, ARRAY_SIZE(plain), MATCHER_BY_WORDS);
	assert_finds(brief, ARRAY_SIZE(brief), MATCHER_BY_WORDS);
}

/* Functions of a large tree whose callers are looked for: each of them, however many there are. */
static void matcher_finds_each_of_many_names(void **state)
{
	static struct symbol names[30000];
	struct matcher *matcher;
	struct buf text = {0};
	size_t offset = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		names[i].name = mem_printf("loom%zu%s", i, i % 3 ? "_pin" : "");
		buf_printf(&text, "%s(%zu);\n", names[i].name, i);
	}
	matcher = matcher_new(names, ARRAY_SIZE(names));
	for (size_t i = 0; i < ARRAY_SIZE(names); i++, offset++)
		assert_ptr_equal(matcher_next(matcher, text.data, text.length, &offset), &names[i]);
	assert_null(matcher_next(matcher, text.data, text.length, &offset));
	matcher_free(matcher);
	buf_free(&text);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		free((char *)names[i].name);
}

/* Exact allocations: a sanitizer sees a byte too far. */
static void assert_reads_nothing_behind(const struct matcher *matcher)
{
	for (size_t length = 0; length < 300; length++) {
		char *text = malloc(length + !length);
		size_t offset = 0;

		memset(text, 's', length);
		assert_null(matcher_next(matcher, text, length, &offset));
		assert_int_equal(offset, length);
		free(text);
	}
}

static void matcher_reads_nothing_behind_the_text(void **state)
{
	static const struct symbol plain[] = { {"weave", NULL}, {"gas", NULL} };
	struct matcher *by_letters = matcher_new(symbols, symbol_count);
	struct matcher *by_words = matcher_new(plain, ARRAY_SIZE(plain));

	(void)state;
	assert_reads_nothing_behind(by_letters);
	assert_reads_nothing_behind(by_words);
	matcher_free(by_letters);
	matcher_free(by_words);
}

static size_t count_in(const char *text, size_t length)
{
	struct scanned_file file;
	size_t n;

	scan_text("a.c", text, length, &file);
	n = file.n_mentions;
	free(file.mentions);
	free(file.path);
	return n;
}

/* --- whole words --- */

struct neighbours {
	const char *before, *after;
	bool is_word;			/* the name between them is one by itself */
};

static const struct neighbours neighbours[] = {
	{ "", "", true }, { " ", "(", true }, { "!", ";", true }, { "\n", "\n", true },
	{ "-", ".", true }, { "$", "@", true }, { "\x7f", "\x01", true },
	{ "_", "", false }, { "", "_", false }, { "x", "", false }, { "", "Z", false },
	{ "7", "", false }, { "", "0", false },
	/* Letters and digits of other scripts. */
	{ "\u00e9", "", false }, { "", "\u00e9", false }, { "\u0436", "", false },
	{ "", "\u4e2d", false }, { "", "\u0663", false }, { "\U00020000", "", false },
	{ "", "\U0001d400", false },
	/* Marks on a letter, joiners, underscores of other scripts. */
	{ "\u0301", "", false }, { "", "\u0301", false }, { "", "\u200d", false },
	{ "\u203f", "", false }, { "", "\uff3f", false },
	/* Signs of other scripts. */
	{ "\u2019", "\u2019", true }, { "\u201c", "\u201d", true }, { "\u2192", "", true },
	{ "", "\u00a0", true }, { "\u3002", "", true }, { "\U0001f600", "\U0001f600", true },
	/* A sign with a letter further off. */
	{ "\u00e9 ", " \u00e9", true }, { "\u00e9\u2192", "\u2192\u00e9", true },
	/* No UTF-8: nothing that could be called a boundary. */
	{ "\xff", "", false }, { "", "\xff", false }, { "\x80", "", false }, { "", "\xa0", false },
	{ "\xc3", "", false }, { "", "\xc3", false }, { "", "\xe2\x80", false },
	{ "\xe2\x80", "", false }, { "", "\xc3(", false },
	{ "\x80\x80\x80\x80", "", false },
	/* Too long for what they hold, or for Unicode. */
	{ "\xc0\xa0", "", false }, { "", "\xc0\xa0", false }, { "\xf5\x80\x80\x80", "", false },
	/* Damage that a boundary stands between is no matter. */
	{ "\xff ", " \xff", true }, { "\xff\u2192", "\u2192\xff", true },
};

static void a_mention_is_a_whole_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(neighbours); i++) {
		const struct neighbours *row = &neighbours[i];
		char *text = mem_printf("%sget_user_pages_fast%s", row->before, row->after);
		char *in_line = mem_printf("a %sget_user_pages_fast%s b", row->before, row->after);

		if (count_in(text, strlen(text)) != row->is_word)
			fail_msg("row %zu: %s", i, text);
		if (count_in(in_line, strlen(in_line)) != row->is_word)
			fail_msg("row %zu in a line: %s", i, in_line);
		free(text);
		free(in_line);
	}
}

static void a_nul_byte_is_a_boundary(void **state)
{
	(void)state;
	assert_int_equal(count_in(BYTES("\0get_user_pages\0")), 1);
	assert_int_equal(count_in(BYTES("a\0b\0pin_user_pages(x)\0\0get_user_pages")), 2);
	assert_int_equal(count_in(BYTES("get_user\0pages")), 0);
}

static void a_longer_name_hides_the_shorter(void **state)
{
	struct scanned_file file;
	const char *text = "get_user_pages_fast_only get_user_pages_fast get_user_pages";

	(void)state;
	scan_text("a.c", text, strlen(text), &file);
	assert_int_equal(file.n_mentions, 3);
	assert_string_equal(file.mentions[0].symbol->name, "get_user_pages_fast_only");
	assert_string_equal(file.mentions[1].symbol->name, "get_user_pages_fast");
	assert_string_equal(file.mentions[2].symbol->name, "get_user_pages");
	free(file.mentions);
	free(file.path);
	assert_int_equal(count_in(BYTES("__get_user_pages_fast")), 1);
	assert_int_equal(count_in(BYTES("___get_user_pages_fast")), 0);
	assert_int_equal(count_in(BYTES("get_user_pages_fastest")), 0);
}

static void lines_and_columns_start_at_one_and_count_bytes(void **state)
{
	static const char text[] = "get_user_pages\r\n"
				   "\n"
				   "\t\u00e9 get_user_pages get_user_pages\n"
				   "pin_user_pages";
	static const uint32_t expected[][2] = { { 1, 1 }, { 3, 5 }, { 3, 20 }, { 4, 1 } };
	struct scanned_file file;

	(void)state;
	scan_text("a.c", text, strlen(text), &file);
	assert_int_equal(file.n_mentions, ARRAY_SIZE(expected));
	for (size_t i = 0; i < ARRAY_SIZE(expected); i++) {
		assert_int_equal(file.mentions[i].line, expected[i][0]);
		assert_int_equal(file.mentions[i].column, expected[i][1]);
	}
	free(file.mentions);
	free(file.path);
}

/* --- files --- */

static void all_files_below_are_read_in_order(void **state)
{
	struct scan scan;

	write_text(*state, "mm/gup.c", "get_user_pages();\n");
	write_text(*state, "mm/none.c", "get_user();\n");
	write_text(*state, "Makefile", "# get_user_pages\n");
	write_text(*state, "arch/x86/mm/deep/er/a.S", "call get_user_pages_fast\n");
	write_text(*state, ".hidden", "get_user_pages\n");
	write_text(*state, "empty.c", "");
	scan = scan_folder(*state, "", 1);
	ASSERT_FILES(&scan, ".hidden", "Makefile", "arch/x86/mm/deep/er/a.S", "mm/gup.c");
	assert_int_equal(scan.n_read, 6);
	assert_int_equal(scan.n_problems, 0);
	assert_int_equal(scan.files[3].language, LANGUAGE_C);
	assert_int_equal(scan.files[2].language, LANGUAGE_OTHER);
	assert_ptr_equal(scan_find(&scan, "mm/gup.c"), &scan.files[3]);
	assert_null(scan_find(&scan, "mm/none.c"));
	scan_free(&scan);
	assert_null(scan_find(&scan, "mm/gup.c"));
}

static void a_folder_or_a_file_can_be_asked_for(void **state)
{
	static const char *const twice[] = { "mm", "mm/a.c", "" };
	const struct scan_request request = {
		.root = *state, .paths = twice, .n_paths = ARRAY_SIZE(twice), .threads = 2,
	};
	struct err err = {0};
	struct scan scan;

	write_text(*state, "mm/a.c", "get_user_pages();\n");
	write_text(*state, "fs/b.c", "get_user_pages();\n");
	scan = scan_folder(*state, "mm", 1);
	ASSERT_FILES(&scan, "mm/a.c");
	scan_free(&scan);
	scan = scan_folder(*state, "fs/b.c", 1);
	ASSERT_FILES(&scan, "fs/b.c");
	assert_int_equal(scan.files[0].n_mentions, 1);
	scan_free(&scan);
	assert_int_equal(scan_run(&request, &scan, &err), 0);
	ASSERT_FILES(&scan, "fs/b.c", "mm/a.c");
	scan_free(&scan);
}

/* What a file is listed in, and what is counted: the family alone. */
static void a_relative_is_no_mention(void **state)
{
	struct overlay overlay = {0};
	struct scan scan;

	write_text(*state, "fs/both.c", "iov_iter_extract_pages(get_user_pages());\n");
	write_text(*state, "fs/relative.c", "n = iov_iter_extract_pages(i, &p, m, 1, 0, &o);\n");
	write_text(*state, "fs/longer.c", "my_iov_iter_extract_pages(); iov_iter_extract_pages_x();\n");
	write_text(*state, "fs/relative.rst", "iov_iter_extract_pages() pins\n");
	scan = scan_folder(*state, "", 1);
	ASSERT_FILES(&scan, "fs/both.c");
	assert_int_equal(scan.files[0].n_mentions, 1);
	assert_int_equal(scan.n_others, 1);
	assert_string_equal(scan.others[0].path, "fs/relative.c");
	assert_int_equal(scan.others[0].n_mentions, 0);
	overlay_add(&overlay, "fs/relative.c", NULL, 0);
	overlay_add(&overlay, "fs/new.c", mem_strdup("get_vaddr_frames();\n"), 20);
	overlay_sort(&overlay);
	scan_lay_over(&scan, &overlay, (const char *const[]){ "" }, 1);
	assert_int_equal(scan.n_others, 1);
	assert_string_equal(scan.others[0].path, "fs/new.c");
	scan_free(&scan);
	overlay_free(&overlay);
}

static void an_overlay_has_the_last_word(void **state)
{
	static const char *const paths[] = { "mm" };
	const char *changed = "\n\nget_user_pages(); get_user_pages();\n";
	struct overlay overlay = {0};
	struct scan disk, scan;

	write_text(*state, "mm/changed.c", "get_user_pages();\n");
	write_text(*state, "mm/emptied.c", "get_user_pages();\n");
	write_text(*state, "mm/gone.c", "get_user_pages();\n");
	write_text(*state, "mm/same.c", "get_user_pages();\n");
	overlay_add(&overlay, "mm/gone.c", NULL, 0);
	overlay_add(&overlay, "mm/emptied.c", mem_strdup(""), 0);
	overlay_add(&overlay, "mm/changed.c", mem_strdup(changed), strlen(changed));
	overlay_add(&overlay, "mm/a.c", mem_strdup(changed), strlen(changed));
	overlay_add(&overlay, "fs/outside.c", mem_strdup(changed), strlen(changed));
	overlay_sort(&overlay);
	disk = scan_folder(*state, "mm", 1);
	scan_copy(&disk, &scan);
	scan_lay_over(&scan, &overlay, paths, 1);
	ASSERT_FILES(&scan, "mm/a.c", "mm/changed.c", "mm/same.c");
	assert_int_equal(scan_find(&scan, "mm/changed.c")->n_mentions, 2);
	assert_int_equal(scan_find(&scan, "mm/changed.c")->mentions[0].line, 3);
	ASSERT_FILES(&disk, "mm/changed.c", "mm/emptied.c", "mm/gone.c", "mm/same.c");
	scan_free(&scan);
	scan_free(&disk);
	overlay_free(&overlay);
}

static void links_are_not_followed(void **state)
{
	char *fifo = mem_printf("%s/fifo", (char *)*state);
	struct scan scan;

	write_text(*state, "a/real.c", "get_user_pages();\n");
	make_link(*state, "a/real.c", "link.c");
	make_link(*state, "a", "folder");
	make_link(*state, "..", "a/loop");
	make_link(*state, "self", "self");
	make_link(*state, "/nowhere/at/all", "dangling");
	assert_int_equal(mkfifo(fifo, 0600), 0);
	scan = scan_folder(*state, "", 2);
	ASSERT_FILES(&scan, "a/real.c");
	assert_int_equal(scan.n_read, 1);
	assert_int_equal(scan.n_problems, 0);
	scan_free(&scan);
	free(fifo);
}

static void git_folders_are_not_entered(void **state)
{
	struct scan scan;

	write_text(*state, ".git/config", "get_user_pages\n");
	write_text(*state, "sub/.git/objects/pack", "get_user_pages\n");
	write_text(*state, ".github/notes", "get_user_pages\n");
	write_text(*state, "other/.git", "get_user_pages\n");
	scan = scan_folder(*state, "", 1);
	ASSERT_FILES(&scan, ".github/notes", "other/.git");
	scan_free(&scan);
}

static void what_cannot_be_read_is_named(void **state)
{
	static const char *const paths[] = { "gone.c", "a.c", "also/gone" };
	const struct scan_request request = {
		.root = *state, .paths = paths, .n_paths = ARRAY_SIZE(paths), .threads = 1,
	};
	struct err err = {0};
	struct scan scan;

	write_text(*state, "a.c", "get_user_pages();\n");
	assert_int_equal(scan_run(&request, &scan, &err), 0);
	ASSERT_FILES(&scan, "a.c");
	assert_int_equal(scan.n_problems, 2);
	assert_string_equal(scan.problems[0].path, "also/gone");
	assert_string_equal(scan.problems[1].path, "gone.c");
	assert_non_null(strstr(scan.problems[1].reason, "No such file"));
	scan_free(&scan);
}

static void an_unreadable_file_is_named(void **state)
{
	char *path = mem_printf("%s/secret.c", (char *)*state);
	bool is_root = !geteuid();
	struct scan scan;

	write_text(*state, "secret.c", "get_user_pages();\n");
	write_text(*state, "a.c", "get_user_pages();\n");
	chmod(path, 0);
	chmod(*state, 0755);
	if (is_root)		/* who reads everything */
		assert_int_equal(seteuid(65534), 0);
	scan = scan_folder(*state, "", 1);
	if (is_root)
		assert_int_equal(seteuid(0), 0);
	ASSERT_FILES(&scan, "a.c");
	assert_int_equal(scan.n_problems, 1);
	assert_string_equal(scan.problems[0].path, "secret.c");
	scan_free(&scan);
	free(path);
}

static void an_empty_folder_is_no_problem(void **state)
{
	struct scan scan = scan_folder(*state, "", 3);

	assert_int_equal(scan.n_files, 0);
	assert_int_equal(scan.n_read, 0);
	assert_int_equal(scan.n_problems, 0);
	scan_free(&scan);
}

/* Longer than one read of the scanner, with names across and around the places where reads meet. */
static void a_big_file_of_one_line_is_read_whole(void **state)
{
	static const size_t places[] = { 0, 131064, 131090, 262120, 262143, 262170, 524280, 1048500 };
	static const char name[] = "get_user_pages_fast";
	struct buf text = {0};
	struct scan scan;

	buf_reserve(&text, 1 << 20);
	while (text.length < 1 << 20)
		buf_puts(&text, "\x01_ab; ");
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		memcpy(text.data + places[i] + (i > 0), name, sizeof(name) - 1);
		text.data[places[i] + (i > 0) + sizeof(name) - 1] = ' ';
		if (i)
			text.data[places[i]] = '(';
	}
	write_bytes(*state, "big.bin", text.data, text.length);
	write_text(*state, "small.c", "pin_user_pages\n");
	scan = scan_folder(*state, "", 1);
	ASSERT_FILES(&scan, "big.bin", "small.c");
	assert_int_equal(scan.files[0].n_mentions, ARRAY_SIZE(places));
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		assert_int_equal(scan.files[0].mentions[i].offset, places[i] + (i > 0));
		assert_int_equal(scan.files[0].mentions[i].line, 1);
		assert_int_equal(scan.files[0].mentions[i].column, places[i] + (i > 0) + 1);
	}
	assert_int_equal(scan.files[1].n_mentions, 1);
	scan_free(&scan);
	buf_free(&text);
}

/* The first name is answer enough, be it the last word of a file of several pieces. */
static void names_are_found_wherever_they_stand(void **state)
{
	static const struct symbol names[] = { { "wanted_one", NULL }, { "other", NULL } };
	static const char *const paths[] = { "begin.c", "both.c", "end.c", "far.c", "far.txt", "none.c", "near.c" };
	static const char *const expected[] = { "begin.c", "both.c", "end.c", "far.c", "near.c" };
	static const char *const first[] = { "begin.c", "both.c", "far.c" }, *const aside[] = { "end.c", "near.c" };
	struct scan_request request = {
		.root = *state, .paths = paths, .n_paths = ARRAY_SIZE(paths), .threads = 2,
		.names = names, .n_names = ARRAY_SIZE(names),
	};
	struct buf text = {0};
	struct scan scan;

	write_text(*state, "begin.c", "wanted_one, x\n");
	write_text(*state, "end.c", "x = wanted_ones + other");
	write_text(*state, "none.c", "wanted_ones\n");
	buf_puts(&text, "other ");
	while (text.length < 700 * 1024)
		buf_puts(&text, "x another wanted_ones\n");
	write_bytes(*state, "near.c", text.data, text.length);
	buf_puts(&text, "wanted_one");
	write_bytes(*state, "both.c", text.data, text.length);
	write_bytes(*state, "far.c", text.data + 6, text.length - 6);
	write_bytes(*state, "far.txt", text.data, text.length);
	scan_files(&request, &scan);
	assert_int_equal(scan.n_files, 0);
	assert_int_equal(scan.n_others, ARRAY_SIZE(expected));
	for (size_t i = 0; i < ARRAY_SIZE(expected); i++)
		assert_string_equal(scan.others[i].path, expected[i]);
	scan_free(&scan);
	request.n_aside = 1;
	scan_files(&request, &scan);
	assert_int_equal(scan.n_files, ARRAY_SIZE(aside));
	for (size_t i = 0; i < ARRAY_SIZE(aside); i++)
		assert_string_equal(scan.files[i].path, aside[i]);
	assert_int_equal(scan.n_others, ARRAY_SIZE(first));
	for (size_t i = 0; i < ARRAY_SIZE(first); i++)
		assert_string_equal(scan.others[i].path, first[i]);
	scan_free(&scan);
	buf_free(&text);
}

static void assert_same_file(const struct scanned_file *a, const struct scanned_file *b)
{
	assert_string_equal(a->path, b->path);
	assert_int_equal(a->language, b->language);
	assert_int_equal(a->n_mentions, b->n_mentions);
	for (size_t i = 0; i < a->n_mentions; i++) {
		assert_ptr_equal(a->mentions[i].symbol->function, b->mentions[i].symbol->function);
		assert_int_equal(a->mentions[i].offset, b->mentions[i].offset);
		assert_int_equal(a->mentions[i].line, b->mentions[i].line);
		assert_int_equal(a->mentions[i].column, b->mentions[i].column);
	}
}

static void assert_same(const struct scan *a, const struct scan *b)
{
	assert_int_equal(a->n_files, b->n_files);
	assert_int_equal(a->n_read, b->n_read);
	for (size_t i = 0; i < a->n_files; i++)
		assert_same_file(&a->files[i], &b->files[i]);
}

static void the_number_of_threads_changes_nothing(void **state)
{
	static const unsigned threads[] = { 2, 3, 8, 33 };
	struct scan one;

	random_state = 42;
	for (int i = 0; i < 120; i++) {
		char *name = mem_printf("d%d/e%d/f%d.c", i % 7, i % 5, i);
		struct buf text = {0};

		for (size_t pieces = random_below(60); pieces; pieces--)
			add_random_piece(&text);
		write_bytes(*state, name, text.data ? text.data : "", text.length);
		buf_free(&text);
		free(name);
	}
	one = scan_folder(*state, "", 1);
	assert_int_equal(one.n_read, 120);
	assert_true(one.n_files > 40);
	for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
		struct scan many = scan_folder(*state, "", threads[i]);

		assert_same(&one, &many);
		scan_free(&many);
	}
	scan_free(&one);
}

static void the_name_tells_the_language(void **state)
{
	static const struct {
		const char *path;
		enum language language;
	} rows[] = {
		{ "mm/gup.c", LANGUAGE_C }, { "include/linux/mm.h", LANGUAGE_C },
		{ "a.inc", LANGUAGE_C }, { "Documentation/core-api/pin.rst", LANGUAGE_DOCUMENT },
		{ "Documentation/odd-name", LANGUAGE_DOCUMENT }, { "README", LANGUAGE_DOCUMENT },
		{ "mm/Kconfig", LANGUAGE_DOCUMENT }, { "lib/Kconfig.debug", LANGUAGE_DOCUMENT },
		{ "Documentation/sample.c", LANGUAGE_C }, { "scripts/x.cocci", LANGUAGE_OTHER },
		{ "arch/x86/a.S", LANGUAGE_OTHER }, { "rust/kernel/mm.rs", LANGUAGE_OTHER },
		{ "a.cc", LANGUAGE_OTHER }, { "c", LANGUAGE_OTHER }, { "x.c/Makefile", LANGUAGE_OTHER },
		{ "a.mod.c", LANGUAGE_C }, { "a.c.orig", LANGUAGE_OTHER }, { "a.c.", LANGUAGE_OTHER },
		{ ".h", LANGUAGE_C }, { "README.pages", LANGUAGE_DOCUMENT }, { "v1.c/notes.txt", LANGUAGE_DOCUMENT },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (language_of(rows[i].path) != rows[i].language)
			fail_msg("%s", rows[i].path);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matcher_finds_what_a_naive_search_finds),
		cmocka_unit_test(matcher_finds_every_name_alone),
		cmocka_unit_test(matcher_finds_any_names),
		cmocka_unit_test(matcher_finds_each_of_many_names),
		cmocka_unit_test(matcher_reads_nothing_behind_the_text),
		cmocka_unit_test(a_mention_is_a_whole_word),
		cmocka_unit_test(a_nul_byte_is_a_boundary),
		cmocka_unit_test(a_longer_name_hides_the_shorter),
		cmocka_unit_test(lines_and_columns_start_at_one_and_count_bytes),
		IN_FOLDER(all_files_below_are_read_in_order),
		IN_FOLDER(a_folder_or_a_file_can_be_asked_for),
		IN_FOLDER(a_relative_is_no_mention),
		IN_FOLDER(an_overlay_has_the_last_word),
		IN_FOLDER(links_are_not_followed),
		IN_FOLDER(git_folders_are_not_entered),
		IN_FOLDER(what_cannot_be_read_is_named),
		IN_FOLDER(an_unreadable_file_is_named),
		IN_FOLDER(an_empty_folder_is_no_problem),
		IN_FOLDER(a_big_file_of_one_line_is_read_whole),
		IN_FOLDER(names_are_found_wherever_they_stand),
		IN_FOLDER(the_number_of_threads_changes_nothing),
		cmocka_unit_test(the_name_tells_the_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
