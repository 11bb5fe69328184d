// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/header.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "kernel/change/patch.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *line_behind(const struct line *line, const char *word)
{
	size_t length = strlen(word);

	return line->length >= length && !memcmp(line->text, word, length) ? line->text + length :
									      NULL;
}

/* A byte of a name in quotes; *at moves behind it. */
static char quoted_byte(const char **at)
{
	static const char letters[][2] = {
		{ 'a', '\a' }, { 'b', '\b' }, { 't', '\t' }, { 'n', '\n' },
		{ 'v', '\v' }, { 'f', '\f' }, { 'r', '\r' },
	};
	const char *c = *at;

	if (*c != '\\') {
		*at = c + 1;
		return *c;
	}
	if (c[1] >= '0' && c[1] <= '3' && isdigit((unsigned char)c[2]) &&
	    isdigit((unsigned char)c[3])) {
		*at = c + 4;
		return (char)((c[1] - '0') << 6 | (c[2] - '0') << 3 | (c[3] - '0'));
	}
	*at = c + 2;
	for (size_t i = 0; i < ARRAY_SIZE(letters); i++)
		if (letters[i][0] == c[1])
			return letters[i][1];
	return c[1];
}

/*
 * The name at the begin of [text, end): in quotes as git writes strange ones, else up to a tab (dates
 * stand behind it) or the end; empty, if a NUL is in it: no file has such a name. *rest becomes what
 * follows. The caller frees it.
 */
static char *read_name(const char *text, const char *end, const char **rest)
{
	struct buf name = {0};
	const char *at = text;

	if (at < end && *at == '"') {
		for (at++; at < end && *at != '"';) {
			char c = quoted_byte(&at);

			buf_add(&name, &c, 1);
		}
		at += at < end;
	} else {
		while (at < end && *at != '\t' && *at != '\r')
			at++;
		buf_add(&name, text, (size_t)(at - text));
	}
	*rest = at < end ? at : end;
	if (name.length && memchr(name.data, '\0', name.length))
		buf_free(&name);
	return buf_take(&name);
}

/* "--- NAME": NULL for /dev/null. */
static char *read_side(const struct line *line)
{
	const char *rest;
	char *name = read_name(line->text + 4, line->text + line->length, &rest);

	if (strcmp(name, "/dev/null"))
		return name;
	free(name);
	return NULL;
}

void header_read_sides(struct file_patch *file, const struct line *old, const struct line *new)
{
	free(file->old_name);
	free(file->new_name);
	file->old_name = read_side(old);
	file->new_name = read_side(new);
	file->is_new |= !file->old_name;
	file->is_deleted |= !file->new_name;
	file->promises_hunks = true;
}

/* The name's begin behind its prefix. */
static const char *bare_name(const char *name, const char *end)
{
	const char *slash = memchr(name, '/', (size_t)(end - name));

	return slash ? slash + 1 : name;
}

/* "a/NAME b/NAME", where NAME may have blanks. */
static void split_names(struct file_patch *file, const char *text, const char *end)
{
	const char *old = bare_name(text, end);

	for (const char *at = text; (at = memchr(at, ' ', (size_t)(end - at))); at++) {
		const char *new = bare_name(at + 1, end);

		if (at - old != end - new || memcmp(old, new, (size_t)(end - new)))
			continue;
		file->old_name = mem_strndup(text, (size_t)(at - text));
		file->new_name = mem_strndup(at + 1, (size_t)(end - at - 1));
		return;
	}
}

/* Both are the same name where no other line says more. */
void header_begin(struct file_patch *file, const struct line *line)
{
	const char *text = line_behind(line, GIT_HEADER), *end = line->text + line->length, *rest;

	file->is_git = true;
	if (*text == '"') {
		file->old_name = read_name(text, end, &rest);
		rest += rest < end && *rest == ' ';
		file->new_name = read_name(rest, end, &rest);
		return;
	}
	while (end > text && (end[-1] == '\r' || end[-1] == '\t'))
		end--;
	split_names(file, text, end);
}

static bool is_id(const char *id, size_t length, const char *known)
{
	return length && !strncmp(id, known, length < strlen(known) ? length : strlen(known));
}

/* "index OLD..NEW": git leaves hunks out only where an empty file comes or goes. */
static bool promises_hunks(const char *ids, const char *end)
{
	static const char *const empty[] = { "e69de29", "473a0f4" };	/* of SHA-1 and SHA-256 */
	const char *dots = memmem(ids, (size_t)(end - ids), "..", 2), *new;
	size_t old_length, new_length;

	if (!dots)
		return true;
	new = dots + 2;
	old_length = (size_t)(dots - ids);
	new_length = strspn(new, "0123456789abcdef");
	for (size_t i = 0; i < ARRAY_SIZE(empty); i++)
		if ((is_id(ids, old_length, "0000000") && is_id(new, new_length, empty[i])) ||
		    (is_id(ids, old_length, empty[i]) && is_id(new, new_length, "0000000")))
			return false;
	return true;
}

/* Lines of git's header, as file_patch.said has them. */
enum {
	SAID_OLD_MODE = 1 << 0, SAID_NEW_MODE = 1 << 1,
	SAID_NEW = 1 << 2, SAID_DELETED = 1 << 3,
	SAID_RENAME_FROM = 1 << 4, SAID_RENAME_TO = 1 << 5,
	SAID_COPY_FROM = 1 << 6, SAID_COPY_TO = 1 << 7,
	SAID_SIMILARITY = 1 << 8, SAID_IDS = 1 << 9,
};

/* How each of them is read: text is what stands behind the word. */
static void read_old_mode(struct file_patch *file, const char *text, const char *end)
{
	(void)end;
	file->old_mode = (unsigned)strtoul(text, NULL, 8);
}

static void read_new_mode(struct file_patch *file, const char *text, const char *end)
{
	(void)end;
	file->new_mode = (unsigned)strtoul(text, NULL, 8);
}

static void read_new(struct file_patch *file, const char *text, const char *end)
{
	file->is_new = true;
	read_new_mode(file, text, end);
}

static void read_deleted(struct file_patch *file, const char *text, const char *end)
{
	file->is_deleted = true;
	read_old_mode(file, text, end);
}

static void read_from(struct file_patch *file, const char *text, const char *end)
{
	const char *rest;

	free(file->from);
	file->from = read_name(text, end, &rest);
}

static void read_copy_from(struct file_patch *file, const char *text, const char *end)
{
	file->is_copy = true;
	read_from(file, text, end);
}

static void read_to(struct file_patch *file, const char *text, const char *end)
{
	const char *rest;

	free(file->to);
	file->to = read_name(text, end, &rest);
}

/* Files that are less than the same differ, whether a line of ids follows or was cut off. */
static void read_similarity(struct file_patch *file, const char *text, const char *end)
{
	(void)end;
	file->promises_hunks |= strtoul(text, NULL, 10) != 100;
}

static void read_dissimilarity(struct file_patch *file, const char *text, const char *end)
{
	(void)text;
	(void)end;
	file->promises_hunks = true;
}

static void read_ids(struct file_patch *file, const char *text, const char *end)
{
	const char *mode = memchr(text, ' ', (size_t)(end - text));

	file->promises_hunks = promises_hunks(text, end);
	if (mode && !file->old_mode && !file->new_mode)
		file->old_mode = file->new_mode = (unsigned)strtoul(mode + 1, NULL, 8);
}

static const struct {
	const char *word;
	unsigned said;
	void (*read)(struct file_patch *file, const char *text, const char *end);
} git_lines[] = {
	{ "old mode ", SAID_OLD_MODE, read_old_mode },
	{ "new mode ", SAID_NEW_MODE, read_new_mode },
	{ "new file mode ", SAID_NEW, read_new },
	{ "deleted file mode ", SAID_DELETED, read_deleted },
	{ "rename from ", SAID_RENAME_FROM, read_from },
	{ "rename to ", SAID_RENAME_TO, read_to },
	{ "copy from ", SAID_COPY_FROM, read_copy_from },
	{ "copy to ", SAID_COPY_TO, read_to },
	{ "similarity index ", SAID_SIMILARITY, read_similarity },
	{ "dissimilarity index ", SAID_SIMILARITY, read_dissimilarity },
	{ "index ", SAID_IDS, read_ids },
};

bool header_read(struct file_patch *file, const struct line *line)
{
	for (size_t i = 0; i < ARRAY_SIZE(git_lines); i++) {
		const char *text = line_behind(line, git_lines[i].word);

		if (!text)
			continue;
		file->said |= git_lines[i].said;
		git_lines[i].read(file, text, line->text + line->length);
		return true;
	}
	return false;
}

static const struct {
	unsigned first, second;
	const char *lack;
} pairs[] = {
	{ SAID_OLD_MODE, SAID_NEW_MODE, "of `old mode` and `new mode` one is missing" },
	{ SAID_RENAME_FROM, SAID_RENAME_TO, "of `rename from` and `rename to` one is missing" },
	{ SAID_COPY_FROM, SAID_COPY_TO, "of `copy from` and `copy to` one is missing" },
};

/* True if git's header says all that there is to say, when no hunks follow. */
static bool is_change_alone(const struct file_patch *file)
{
	if (file->said & (SAID_OLD_MODE | SAID_RENAME_FROM | SAID_COPY_FROM))
		return true;
	/* An empty file: git names the ids even of that. */
	return file->said & (SAID_NEW | SAID_DELETED) && file->said & SAID_IDS;
}

const char *header_lacks(const struct file_patch *file)
{
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++)
		if (!(file->said & pairs[i].first) != !(file->said & pairs[i].second))
			return pairs[i].lack;
	if (file->hunks.n || file->is_binary)
		return NULL;
	if (file->promises_hunks)
		return "the hunks of this file are missing";
	return is_change_alone(file) ? NULL : "nothing says what changes in this file";
}
