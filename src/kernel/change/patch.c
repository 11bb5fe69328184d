// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/patch.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/name.h"
#include "kernel/change/decoded.h"
#include "kernel/change/header.h"
#include "kernel/change/whole.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Where the next line stands. */
enum place {
	OUTSIDE,			/* in any text */
	ANNOUNCED,			/* behind a line that stands in front of a diff only */
	IN_HEADER,			/* of the last file of the list */
	BEHIND_HUNK,			/* of it, or behind its binary patch */
};

struct patch_reader {
	const struct decoded *decoded;
	const char *name;
	struct patch_list *list;
	size_t at;			/* of the next line */
	size_t number;			/* of it, from 0 */
	unsigned run;			/* of neighbours in the list */
	enum place place;
	unsigned announced;		/* the line that did */
};

static bool peek(const struct patch_reader *reader, struct line *line)
{
	const struct buf *text = &reader->decoded->text;
	const char *newline;

	if (reader->at >= text->length)
		return false;
	line->text = text->data + reader->at;
	newline = memchr(line->text, '\n', text->length - reader->at);
	line->length = newline ? (size_t)(newline - line->text) : text->length - reader->at;
	line->number = reader->decoded->lines.items[reader->number].number;
	line->is_unended = reader->decoded->lines.items[reader->number].is_unended;
	return true;
}

static bool next(struct patch_reader *reader, struct line *line)
{
	if (!peek(reader, line))
		return false;
	reader->at += line->length + 1;
	reader->number++;
	return true;
}

static bool ends_in_cr(const struct line *line)
{
	return line->length && line->text[line->length - 1] == '\r';
}

static struct file_patch *last_file(struct patch_reader *reader)
{
	return &reader->list->items[reader->list->n - 1];
}

static struct file_patch *begin_file(struct patch_reader *reader, const struct line *line)
{
	struct file_patch file = {
		.line = line->number, .begin = reader->number - 1, .run = reader->run,
	};

	VEC_PUSH(reader->list, file);
	reader->place = IN_HEADER;
	return last_file(reader);
}

static int cut_off(const struct patch_reader *reader, const struct line *line, struct err *err)
{
	return err_set(err, "%s:%u: the diff ends inside of this line; is it cut off?", reader->name,
		       line->number);
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
static void read_end_marks(struct patch_reader *reader, struct hunk *hunk)
{
	struct line line;

	if (hunk->lines.n && peek(reader, &line) && line.length && *line.text == '\\') {
		hunk->lines.items[hunk->lines.n - 1].is_unended = true;
		next(reader, &line);
	}
}

static int read_hunk(struct patch_reader *reader, const struct line *header, struct err *err)
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
		if (line.is_unended) {
			free_hunk(&hunk);
			return cut_off(reader, &line, err);
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
	reader->place = BEHIND_HUNK;
	return 0;
}

/* True if the last file is git's, and its hunks may follow. */
static bool in_git_header(const struct patch_reader *reader)
{
	return reader->place == IN_HEADER && reader->list->items[reader->list->n - 1].is_git;
}

/* "--- OLD" and "+++ NEW" */
static void read_sides(struct patch_reader *reader, const struct line *old)
{
	struct file_patch *file = in_git_header(reader) ? last_file(reader) : begin_file(reader, old);
	struct line new;

	next(reader, &new);
	header_read_sides(file, old, &new);
}

static bool begins_sides(const struct patch_reader *reader, const struct line *line)
{
	struct line following;

	return line_behind(line, "--- ") && peek(reader, &following) &&
	       line_behind(&following, "+++ ");
}

/* "--- OLD" and nothing, or nearly nothing, behind. */
static bool is_half_sides(const struct patch_reader *reader, const struct line *line)
{
	struct line following;

	if (!line_behind(line, "--- "))
		return false;
	return !peek(reader, &following) ||
	       (following.is_unended && following.length < strlen("+++ ") &&
		!strncmp(following.text, "+++ ", following.length));
}

static bool is_blank_line(const struct line *line)
{
	return line->length == ends_in_cr(line);
}

/* The data of "GIT binary patch": once or twice a size, lines, and an empty line. */
static int read_binary_data(struct patch_reader *reader, const struct line *header, struct err *err)
{
	struct line line = *header;
	bool any = false;

	while (peek(reader, &line) && (line_behind(&line, "literal ") || line_behind(&line, "delta "))) {
		do {
			if (!next(reader, &line) || line.is_unended)
				return cut_off(reader, &line, err);
		} while (!is_blank_line(&line));
		any = true;
	}
	return any ? 0 : cut_off(reader, header, err);
}

/* "Binary files OLD and NEW differ", of diff without git. */
static void read_plain_binary(struct patch_reader *reader, const struct line *line)
{
	const char *text = line_behind(line, "Binary files ");
	const char *and = memmem(text, line->length - strlen("Binary files "), " and ", 5);
	struct file_patch *file;

	if (!and)
		return;
	file = begin_file(reader, line);
	file->is_binary = true;
	file->old_name = mem_strndup(text, (size_t)(and - text));
	file->new_name = mem_strdup(file->old_name);
	reader->place = BEHIND_HUNK;
}

static bool says_binary(const struct line *line)
{
	return line_behind(line, "Binary files ") && memmem(line->text, line->length, " differ", 7);
}

/* What git says of a binary file; false: something else. */
static bool begins_binary(const struct patch_reader *reader, const struct line *line)
{
	return in_git_header(reader) && (line_behind(line, "GIT binary patch") || says_binary(line));
}

static int read_binary(struct patch_reader *reader, const struct line *line, struct err *err)
{
	last_file(reader)->is_binary = true;
	reader->place = BEHIND_HUNK;
	return line_behind(line, "GIT") ? read_binary_data(reader, line, err) : 0;
}

/* Merges' diffs have several old sides. */
static bool is_combined(const struct patch_reader *reader, const struct line *line)
{
	return line_behind(line, "diff --cc ") || line_behind(line, "diff --combined ") ||
	       (reader->place != OUTSIDE && line_behind(line, "@@@ "));
}

/* The command line of diff, or what svn and quilt write above. */
static bool announces(const struct patch_reader *reader, const struct line *line)
{
	return line_behind(line, "diff -") || line_behind(line, "Index: ") ||
	       (reader->place == ANNOUNCED && line_behind(line, "====="));
}

/* A mail's signature, the next mail's text, ... */
static void read_other(struct patch_reader *reader, const struct line *line)
{
	if (reader->place == IN_HEADER || reader->place == BEHIND_HUNK)
		reader->run++;
	reader->place = announces(reader, line) ? ANNOUNCED : OUTSIDE;
	reader->announced = line->number;
}

static int read_line(struct patch_reader *reader, const struct line *line, struct err *err)
{
	if ((line->is_unended && reader->place != OUTSIDE) || is_half_sides(reader, line))
		return cut_off(reader, line, err);
	if (line_behind(line, GIT_HEADER)) {
		header_begin(begin_file(reader, line), line);
	} else if (begins_sides(reader, line)) {
		read_sides(reader, line);
	} else if (begins_binary(reader, line)) {
		return read_binary(reader, line, err);
	} else if (says_binary(line)) {
		read_plain_binary(reader, line);
	} else if (is_combined(reader, line)) {
		return err_set(err, "%s:%u: a merge's combined diff cannot be applied; make one against "
			       "the first parent", reader->name, line->number);
	} else if (line_behind(line, "@@ -")) {
		if (reader->place != IN_HEADER && reader->place != BEHIND_HUNK)
			return err_set(err, "%s:%u: this hunk belongs to no file: no lines --- and +++ "
				       "stand in front of it", reader->name, line->number);
		return read_hunk(reader, line, err);
	} else if (!in_git_header(reader) || !header_read(last_file(reader), line)) {
		read_other(reader, line);
	}
	return 0;
}

/* From here on one file has one name, however the diff spells it. */
static void clean_names(struct file_patch *file)
{
	char *const names[] = { file->old_name, file->new_name, file->from, file->to };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i])
			name_clean(names[i]);
}

static int check_files(const struct patch_reader *reader, struct err *err)
{
	for (size_t i = 0; i < reader->list->n; i++) {
		struct file_patch *file = &reader->list->items[i];
		const char *lack = header_lacks(file);

		clean_names(file);
		if (lack)
			return err_set(err, "%s:%u: %s; is the diff cut off?", reader->name, file->line,
				       lack);
	}
	if (reader->place == ANNOUNCED)
		return err_set(err, "%s:%u: no diff follows this line; is it cut off?", reader->name,
			       reader->announced);
	return 0;
}

int patch_parse(const struct decoded *decoded, const char *name, struct patch_list *list,
		struct err *err)
{
	struct patch_reader reader = { .decoded = decoded, .name = name, .list = list };
	struct line line;

	while (next(&reader, &line)) {
		if (read_line(&reader, &line, err))
			return -1;
		if (reader.place == IN_HEADER || reader.place == BEHIND_HUNK)
			last_file(&reader)->end = reader.number;
	}
	return check_files(&reader, err) || whole_check(decoded, list, name, err) ? -1 : 0;
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
