// SPDX-License-Identifier: GPL-2.0-only
/* git's index, from indexes that are put together here byte by byte. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/files/save.h"
#include "kernel/git/index.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/guptidy-index-XXXXXX";

static void add_number(struct buf *buf, uint32_t value, size_t bytes)
{
	while (bytes--) {
		char byte = (char)(value >> 8 * bytes);

		buf_add(buf, &byte, 1);
	}
}

static void add_zeros(struct buf *buf, size_t n)
{
	while (n--)
		buf_add(buf, "", 1);
}

static void begin(struct buf *buf, uint32_t version, uint32_t n)
{
	buf_puts(buf, "DIRC");
	add_number(buf, version, 4);
	add_number(buf, n, 4);
}

/* All that stands before the path. */
static void add_entry_head(struct buf *buf, uint32_t seconds, uint32_t size, uint32_t flags)
{
	add_number(buf, 77, 4);
	add_zeros(buf, 4);
	add_number(buf, seconds, 4);
	add_number(buf, 123456789, 4);
	add_zeros(buf, 8);
	add_number(buf, 0100644, 4);
	add_zeros(buf, 8);
	add_number(buf, size, 4);
	for (int i = 0; i < 20; i++)
		add_number(buf, seconds + (uint32_t)i, 1);
	add_number(buf, flags, 2);
}

/* Of versions 2 and 3; extended: the second flags, or -1. */
static void add_entry(struct buf *buf, const char *name, uint32_t flags, int extended)
{
	size_t begun = buf->length, length;

	add_entry_head(buf, (uint32_t)strlen(name), 1000, flags | (extended < 0 ? 0 : 0x4000));
	if (extended >= 0)
		add_number(buf, (uint32_t)extended, 2);
	buf_puts(buf, name);
	length = buf->length - begun;
	add_zeros(buf, 8 - length % 8);
}

static int read_index(struct buf *buf, struct index *index, struct err *err)
{
	add_zeros(buf, 20);
	assert_int_equal(save_file(path, buf->data, buf->length, err), 0);
	buf_free(buf);
	return index_read(index, path, err);
}

static void good(struct buf *buf, struct index *index)
{
	struct err err = {0};
	int status = read_index(buf, index, &err);

	if (status)
		print_message("%s\n", err.text);
	assert_int_equal(status, 0);
}

static void bad(struct buf *buf, const char *part)
{
	struct index index;
	struct err err = {0};

	assert_int_equal(read_index(buf, &index, &err), strstr(part, "form") ? INDEX_FOREIGN : -1);
	assert_non_null(strstr(err.text, part));
	assert_int_equal(strncmp(err.text, path, strlen(path)), 0);
	err_clear(&err);
	index_free(&index);
}

static void an_index_that_is_not_there_is_empty(void **state)
{
	struct index index;
	struct err err = {0};

	(void)state;
	assert_int_equal(index_read(&index, "/nonexistent/index", &err), 0);
	assert_int_equal(index.n, 0);
	assert_null(index_find(&index, "a"));
	assert_false(index_has_prefix(&index, ""));
	index_free(&index);
}

static void entries_are_found_by_path(void **state)
{
	static const char *const names[] = { "a", "a.c", "a/b.c", "mm/gup.c", "mm/gup_test.c" };
	struct buf buf = {0};
	struct index index;

	(void)state;
	begin(&buf, 2, 5);
	for (size_t i = 0; i < 5; i++)
		add_entry(&buf, names[i], 0, -1);
	good(&buf, &index);
	assert_int_equal(index.n, 5);
	for (size_t i = 0; i < 5; i++) {
		const struct index_entry *entry = index_find(&index, names[i]);

		assert_non_null(entry);
		assert_string_equal(entry->path, names[i]);
		assert_int_equal(entry->modified.seconds, strlen(names[i]));
		assert_int_equal(entry->modified.nanoseconds, 123456789);
		assert_int_equal(entry->changed.seconds, 77);
		assert_int_equal(entry->size, 1000);
		assert_int_equal(entry->mode, 0100644);
		assert_int_equal(entry->id[0], strlen(names[i]));
		assert_int_equal(entry->id[19], strlen(names[i]) + 19);
	}
	assert_null(index_find(&index, "mm"));
	assert_null(index_find(&index, "mm/gup"));
	assert_null(index_find(&index, "z"));
	assert_true(index_has_prefix(&index, "mm/"));
	assert_false(index_has_prefix(&index, "m/"));
	assert_false(index.has_conflicts);
	assert_int_equal(index.folders.n, 0);
	index_free(&index);
}

static void flags_say_what_is_not_as_it_looks(void **state)
{
	struct buf buf = {0};
	struct index index;

	(void)state;
	begin(&buf, 3, 5);
	add_entry(&buf, "assumed", 0x8000, -1);
	add_entry(&buf, "conflict", 0x2000, -1);
	add_entry(&buf, "conflict", 0x3000, -1);
	add_entry(&buf, "left-out", 0, 0x4000);
	add_entry(&buf, "to-be-added", 0, 0x2000);
	good(&buf, &index);
	assert_true(index_find(&index, "assumed")->is_assumed);
	assert_false(index_find(&index, "assumed")->is_left_out);
	assert_true(index_find(&index, "left-out")->is_left_out);
	assert_false(index_find(&index, "to-be-added")->is_left_out);
	assert_null(index_find(&index, "conflict"));
	assert_true(index.has_conflicts);
	assert_int_equal(index.entries[2].stage, 3);
	index_free(&index);
}

/* A path is the last one without so many of its bytes, and others instead. */
static void add_compressed(struct buf *buf, const char *dropped, size_t n, const char *rest)
{
	add_entry_head(buf, 1, 1000, 0);
	buf_add(buf, dropped, n);
	buf_add(buf, rest, strlen(rest) + 1);
}

static void version_4_has_paths_in_pieces(void **state)
{
	char name[400];
	struct buf buf = {0};
	struct index index;

	(void)state;
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	begin(&buf, 4, 4);
	add_compressed(&buf, "\0", 1, "mm/gup.c");
	add_compressed(&buf, "\2", 1, "_test.c");
	add_compressed(&buf, "\x0a", 1, name);
	/* 399 as git writes it: (2 + 1) * 128 + 15. */
	add_compressed(&buf, "\x82\x0f", 2, "y");
	good(&buf, &index);
	assert_string_equal(index.entries[0].path, "mm/gup.c");
	assert_string_equal(index.entries[1].path, "mm/gup_test.c");
	assert_int_equal(strlen(index.entries[2].path), 402);
	assert_string_equal(index.entries[3].path, "mm/y");
	index_free(&index);
}

static void add_folders(struct buf *buf, const char *bytes, size_t length)
{
	buf_puts(buf, "UNTR");		/* others' matters */
	add_number(buf, 3, 4);
	buf_puts(buf, "xyz");
	buf_puts(buf, "TREE");
	add_number(buf, (uint32_t)length, 4);
	buf_add(buf, bytes, length);
}

static void trees_of_folders_are_known(void **state)
{
	static const char folders[] =
		"\0-1 2\n"
			"mm\0001 1\nabcdefghijklmnopqrst"
				"deep\0001 0\nABCDEFGHIJKLMNOPQRST"
			"lib\0-1 0\n";
	struct buf buf = {0};
	struct index index;

	(void)state;
	begin(&buf, 2, 0);
	add_folders(&buf, folders, sizeof(folders) - 1);
	good(&buf, &index);
	assert_int_equal(index.folders.n, 4);
	assert_string_equal(index.folders.items[0].name, "");
	assert_null(index.folders.items[0].tree);
	assert_int_equal(index.folders.items[0].n_folders, 2);
	assert_int_equal(index.folders.items[0].next, 4);
	assert_string_equal(index.folders.items[1].name, "mm");
	assert_memory_equal(index.folders.items[1].tree, "abcdefghijklmnopqrst", 20);
	assert_int_equal(index.folders.items[1].next, 3);
	assert_string_equal(index.folders.items[2].name, "deep");
	assert_memory_equal(index.folders.items[2].tree, "ABCDEFGHIJKLMNOPQRST", 20);
	assert_string_equal(index.folders.items[3].name, "lib");
	assert_null(index.folders.items[3].tree);
	index_free(&index);

	/* What cannot be read only saves no time. */
	for (size_t cut = 0; cut < sizeof(folders) - 1; cut++) {
		begin(&buf, 2, 0);
		add_folders(&buf, folders, cut);
		good(&buf, &index);
		assert_int_equal(index.folders.n, 0);
		index_free(&index);
	}
}

/* As deep as nobody goes: the stack holds. */
static void folders_without_end_are_none(void **state)
{
	struct buf buf = {0}, folders = {0};
	struct index index;

	(void)state;
	for (int i = 0; i < 300000; i++)
		buf_add(&folders, "\0-1 1\n", 6);
	begin(&buf, 2, 0);
	add_folders(&buf, folders.data, folders.length);
	good(&buf, &index);
	assert_int_equal(index.folders.n, 0);
	index_free(&index);
	buf_free(&folders);
}

static void what_cannot_be_read_is_said(void **state)
{
	struct buf buf = {0};

	(void)state;
	bad(&buf, "damaged");
	begin(&buf, 5, 0);
	bad(&buf, "has a form");
	begin(&buf, 2, 2);
	add_entry(&buf, "a", 0, -1);
	bad(&buf, "damaged");
	begin(&buf, 2, 0xffffffff);
	bad(&buf, "damaged");
	begin(&buf, 2, 2);
	add_entry(&buf, "b", 0, -1);
	add_entry(&buf, "a", 0, -1);
	bad(&buf, "damaged");
	begin(&buf, 4, 1);
	add_compressed(&buf, "\1", 1, "a");
	bad(&buf, "damaged");
	begin(&buf, 2, 0);
	buf_puts(&buf, "TREE");
	add_number(&buf, 1000, 4);
	bad(&buf, "damaged");
	begin(&buf, 2, 0);
	buf_puts(&buf, "link");
	add_number(&buf, 0, 4);
	bad(&buf, "has a form");
}

/* Cut anywhere. */
static void an_index_that_is_cut_is_no_crash(void **state)
{
	struct buf whole = {0};
	struct err err = {0};
	struct index index;

	(void)state;
	for (uint32_t version = 2; version <= 4; version++) {
		begin(&whole, version, 2);
		if (version == 4) {
			add_compressed(&whole, "\0", 1, "mm/gup.c");
			add_compressed(&whole, "\2", 1, "_test.c");
		} else {
			add_entry(&whole, "mm/gup.c", 0, version == 3 ? 0x4000 : -1);
			add_entry(&whole, "mm/gup_test.c", 0, -1);
		}
		add_zeros(&whole, 20);
		for (size_t cut = 0; cut < whole.length; cut++) {
			assert_int_equal(save_file(path, whole.data, cut, &err), 0);
			assert_int_equal(index_read(&index, path, &err), -1);
			err_clear(&err);
			index_free(&index);
		}
		buf_free(&whole);
	}
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_index_that_is_not_there_is_empty),
		cmocka_unit_test(entries_are_found_by_path),
		cmocka_unit_test(flags_say_what_is_not_as_it_looks),
		cmocka_unit_test(version_4_has_paths_in_pieces),
		cmocka_unit_test(trees_of_folders_are_known),
		cmocka_unit_test(folders_without_end_are_none),
		cmocka_unit_test(what_cannot_be_read_is_said),
		cmocka_unit_test(an_index_that_is_cut_is_no_crash),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
