// SPDX-License-Identifier: GPL-2.0-only
#include "change/patch.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "change/mail.h"

struct reader {
	const struct decoded *decoded;
	const char *name;
	struct patch_list *list;
	size_t at;			/* of the next line */
	size_t number;			/* of it, from 0 */
	unsigned run;			/* of neighbours in the list */
	bool open;			/* the last file of the list still waits for its names or hunks */
};

/* A line without its newline. */
struct line {
	const char *text;
	size_t length;
	unsigned number;		/* in the patch file */
};

static bool peek(const struct reader *reader, struct line *line)
{
	const struct buf *text = &reader->decoded->text;
	const char *newline;

	if (reader->at >= text->length)
		return false;
	line->text = text->data + reader->at;
	newline = memchr(line->text, '\n', text->length - reader->at);
	line->length = newline ? (size_t)(newline - line->text) : text->length - reader->at;
	line->number = reader->decoded->lines.items[reader->number];
	return true;
}

static bool next(struct reader *reader, struct line *line)
{
	if (!peek(reader, line))
		return false;
	reader->at += line->length + 1;
	reader->number++;
	return true;
}

/* What stands behind the word, or NULL when the line does not begin with it. */
static const char *behind(const struct line *line, const char *word)
{
	size_t length = strlen(word);

	return line->length >= length && !memcmp(line->text, word, length) ? line->text + length :
									      NULL;
}

static bool ends_in_cr(const struct line *line)
{
	return line->length && line->text[line->length - 1] == '\r';
}

static struct file_patch *last_file(struct reader *reader)
{
	return &reader->list->items[reader->list->n - 1];
}

static struct file_patch *begin_file(struct reader *reader, const struct line *line)
{
	struct file_patch file = { .line = line->number, .run = reader->run };

	VEC_PUSH(reader->list, file);
	reader->open = true;
	return last_file(reader);
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
 * stand behind it) or the end. *rest becomes what follows. The caller frees it.
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

const char *patch_bare_name(const char *name)
{
	const char *slash = strchr(name, '/');

	return slash ? slash + 1 : name;
}

bool patch_may_be_link(const struct file_patch *patch)
{
	return S_ISLNK(patch->old_mode) || S_ISLNK(patch->new_mode) ||
	       (patch->from && !patch->hunks.n);
}

/* "diff --git a/NAME b/NAME": both are the same name where no other line says more. */
static void read_git_names(struct file_patch *file, const char *text, const char *end)
{
	const char *rest;

	if (*text == '"') {
		file->old_name = read_name(text, end, &rest);
		rest += rest < end && *rest == ' ';
		file->new_name = read_name(rest, end, &rest);
		return;
	}
	for (const char *at = text; at < end; at++) {
		if (*at != ' ')
			continue;
		file->old_name = mem_strndup(text, (size_t)(at - text));
		file->new_name = read_name(at + 1, end, &rest);
		if (!strcmp(patch_bare_name(file->old_name), patch_bare_name(file->new_name)))
			return;
		free(file->old_name);
		free(file->new_name);
	}
	file->old_name = file->new_name = NULL;
}

static unsigned read_mode(const char *text)
{
	return (unsigned)strtoul(text, NULL, 8);
}

static void set_name(char **name, const char *text, const struct line *line)
{
	const char *rest;

	free(*name);
	*name = read_name(text, line->text + line->length, &rest);
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
		return false;
	new = dots + 2;
	old_length = (size_t)(dots - ids);
	new_length = strspn(new, "0123456789abcdef");
	for (size_t i = 0; i < ARRAY_SIZE(empty); i++)
		if ((is_id(ids, old_length, "0000000") && is_id(new, new_length, empty[i])) ||
		    (is_id(ids, old_length, empty[i]) && is_id(new, new_length, "0000000")))
			return false;
	return true;
}

/* One line of git's own header; false: it is none. */
static bool read_extended(struct file_patch *file, const struct line *line)
{
	const char *rest;

	if ((rest = behind(line, "old mode "))) {
		file->old_mode = read_mode(rest);
	} else if ((rest = behind(line, "new mode "))) {
		file->new_mode = read_mode(rest);
	} else if ((rest = behind(line, "new file mode "))) {
		file->is_new = true;
		file->new_mode = read_mode(rest);
	} else if ((rest = behind(line, "deleted file mode "))) {
		file->is_deleted = true;
		file->old_mode = read_mode(rest);
	} else if ((rest = behind(line, "rename from ")) || (rest = behind(line, "copy from "))) {
		file->is_copy = *line->text == 'c';
		set_name(&file->from, rest, line);
	} else if ((rest = behind(line, "rename to ")) || (rest = behind(line, "copy to "))) {
		set_name(&file->to, rest, line);
	} else if ((rest = behind(line, "index "))) {
		file->promises_hunks = promises_hunks(rest, line->text + line->length);
		rest = memchr(rest, ' ', (size_t)(line->text + line->length - rest));
		if (rest && !file->old_mode && !file->new_mode)
			file->old_mode = file->new_mode = read_mode(rest + 1);
	} else {
		return behind(line, "similarity index ") || behind(line, "dissimilarity index ");
	}
	return true;
}

/* "@@ -1,2 +3,4 @@" */
static bool read_range(const char **at, char sign, size_t *start, size_t *count)
{
	char *end;

	if (**at != sign || !isdigit((unsigned char)(*at)[1]))
		return false;
	*start = strtoul(*at + 1, &end, 10);
	*count = 1;
	if (*end == ',' && isdigit((unsigned char)end[1]))
		*count = strtoul(end + 1, &end, 10);
	*at = end;
	return true;
}

static bool read_hunk_header(const struct line *line, struct hunk *hunk)
{
	const char *at = line->text + 3;

	*hunk = (struct hunk){ .line = line->number };
	if (!read_range(&at, '-', &hunk->old_start, &hunk->old_count) || *at++ != ' ' ||
	    !read_range(&at, '+', &hunk->new_start, &hunk->new_count))
		return false;
	return !strncmp(at, " @@", 3) && at < line->text + line->length;
}

static void free_hunk(struct hunk *hunk)
{
	free(hunk->lines.items);
}

/* One line of a hunk's body; -1: it is none. */
static int read_hunk_line(const struct line *line, bool strip_cr, struct hunk *hunk, size_t *old,
			  size_t *new)
{
	struct patch_line patch_line = {
		.kind = ' ', .text = line->text, .length = line->length,
	};

	if (strip_cr && ends_in_cr(line))
		patch_line.length--;
	/* Mail programs strip the blank of an empty context line. */
	if (patch_line.length) {
		patch_line.kind = *patch_line.text++;
		patch_line.length--;
	}
	if (!strchr(" +-", patch_line.kind) || !patch_line.kind)
		return -1;
	if ((patch_line.kind != '+' && !*old) || (patch_line.kind != '-' && !*new))
		return -1;
	*old -= patch_line.kind != '+';
	*new -= patch_line.kind != '-';
	VEC_PUSH(&hunk->lines, patch_line);
	return 0;
}

/* "\ No newline at end of file", in whatever language. */
static void read_end_marks(struct reader *reader, struct hunk *hunk)
{
	struct line line;

	if (hunk->lines.n && peek(reader, &line) && line.length && *line.text == '\\') {
		hunk->lines.items[hunk->lines.n - 1].is_unended = true;
		next(reader, &line);
	}
}

static int read_hunk(struct reader *reader, const struct line *header, struct err *err)
{
	struct hunk hunk;
	struct line line;
	size_t old, new;

	if (!read_hunk_header(header, &hunk))
		return err_set(err, "%s:%u: this is no hunk's first line as `diff -u` writes it; is the "
			       "diff damaged?", reader->name, header->number);
	old = hunk.old_count;
	new = hunk.new_count;
	while (old || new) {
		if (!next(reader, &line)) {
			free_hunk(&hunk);
			return err_set(err, "%s:%u: the diff ends inside of this hunk; is it cut off?",
				       reader->name, hunk.line);
		}
		if (read_hunk_line(&line, ends_in_cr(header), &hunk, &old, &new)) {
			free_hunk(&hunk);
			return err_set(err, "%s:%u: not a line of the hunk that begins at line %u; were "
				       "lines wrapped or cut off on the way?", reader->name,
				       line.number, hunk.line);
		}
		read_end_marks(reader, &hunk);
	}
	VEC_PUSH(&last_file(reader)->hunks, hunk);
	return 0;
}

/* "--- OLD" and "+++ NEW" */
static void read_sides(struct reader *reader, const struct line *old)
{
	struct file_patch *file;
	struct line new;

	next(reader, &new);
	file = reader->open && last_file(reader)->is_git && !last_file(reader)->hunks.n ?
		last_file(reader) : begin_file(reader, old);
	free(file->old_name);
	free(file->new_name);
	file->old_name = read_side(old);
	file->new_name = read_side(&new);
	file->is_new |= !file->old_name;
	file->is_deleted |= !file->new_name;
}

static bool begins_sides(const struct reader *reader, const struct line *line)
{
	struct line following;

	return behind(line, "--- ") && peek(reader, &following) && behind(&following, "+++ ");
}

/* "Binary files OLD and NEW differ", of diff without git. */
static void read_binary(struct reader *reader, const struct line *line)
{
	const char *text = behind(line, "Binary files "), *and;
	struct file_patch *file;

	if (reader->open && last_file(reader)->is_git) {
		last_file(reader)->is_binary = true;
		return;
	}
	and = text ? memmem(text, line->length - 13, " and ", 5) : NULL;
	if (!and)
		return;
	file = begin_file(reader, line);
	file->is_binary = true;
	file->old_name = mem_strndup(text, (size_t)(and - text));
	file->new_name = mem_strdup(file->old_name);
}

static int read_line(struct reader *reader, const struct line *line, struct err *err)
{
	const char *rest;

	if ((rest = behind(line, "diff --git "))) {
		struct file_patch *file = begin_file(reader, line);

		file->is_git = true;
		read_git_names(file, rest, line->text + line->length);
	} else if (begins_sides(reader, line)) {
		read_sides(reader, line);
	} else if (behind(line, "GIT binary patch") ||
		   (behind(line, "Binary files ") && memmem(line->text, line->length, " differ", 7))) {
		read_binary(reader, line);
	} else if (behind(line, "@@@ ") && reader->open) {
		return err_set(err, "%s:%u: a merge's combined diff cannot be applied; make one against "
			       "the first parent", reader->name, line->number);
	} else if (behind(line, "@@ -")) {
		if (!reader->open)
			return err_set(err, "%s:%u: this hunk belongs to no file: no lines --- and +++ "
				       "stand in front of it", reader->name, line->number);
		return read_hunk(reader, line, err);
	} else if (reader->open && last_file(reader)->is_git && !last_file(reader)->hunks.n) {
		reader->run += !read_extended(last_file(reader), line);
	} else if (reader->open) {
		reader->open = false;	/* a mail's signature, the next mail's text, ... */
		reader->run++;
	}
	return 0;
}

int patch_parse(const struct decoded *decoded, const char *name, struct patch_list *list,
		struct err *err)
{
	struct reader reader = { .decoded = decoded, .name = name, .list = list };
	struct line line;

	while (next(&reader, &line))
		if (read_line(&reader, &line, err))
			return -1;
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].promises_hunks && !list->items[i].hunks.n &&
		    !list->items[i].is_binary)
			return err_set(err, "%s:%u: the hunks of this file are missing; is the diff cut "
				       "off?", name, list->items[i].line);
	return 0;
}

void patch_list_free(struct patch_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct file_patch *file = &list->items[i];

		for (size_t h = 0; h < file->hunks.n; h++)
			free_hunk(&file->hunks.items[h]);
		free(file->hunks.items);
		free(file->old_name);
		free(file->new_name);
		free(file->from);
		free(file->to);
	}
	free(list->items);
	*list = (struct patch_list){0};
}
