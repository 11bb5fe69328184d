// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "kernel/change/patch.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX

/* A line of the text, its newline included. */
struct text_line {
	const char *text;
	size_t length;
};

struct application {
	bool backward, exactly;
	struct { struct text_line *items; size_t n, capacity; } lines;
	size_t done;			/* lines in front of it are written */
	struct buf *out;
};

static void split(struct application *application, const char *text, size_t length)
{
	for (const char *at = text, *end = text + length; at < end;) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		struct text_line line = { .text = at };

		line.length = newline ? (size_t)(newline - at) + 1 : (size_t)(end - at);
		VEC_PUSH(&application->lines, line);
		at += line.length;
	}
}

static bool is_old(const struct application *application, const struct patch_line *line)
{
	return line->kind == ' ' || line->kind == (application->backward ? '+' : '-');
}

static bool is_new(const struct application *application, const struct patch_line *line)
{
	return line->kind == ' ' || line->kind == (application->backward ? '-' : '+');
}

static bool same_line(const struct text_line *line, const struct patch_line *patch)
{
	bool ended = line->length && line->text[line->length - 1] == '\n';

	return ended != patch->is_unended && line->length - ended == patch->length &&
	       !memcmp(line->text, patch->text, patch->length);
}

static bool begins_with_context(const struct hunk *hunk)
{
	return hunk->lines.n && hunk->lines.items[0].kind == ' ';
}

static bool ends_with_context(const struct hunk *hunk)
{
	return hunk->lines.n && hunk->lines.items[hunk->lines.n - 1].kind == ' ';
}

/* Context in front, and none behind: the diff's maker saw the file end there. */
static bool ends_file(const struct hunk *hunk)
{
	return begins_with_context(hunk) && !ends_with_context(hunk);
}

static bool begins_file(const struct application *application, const struct hunk *hunk)
{
	return (application->backward ? hunk->new_start : hunk->old_start) <= 1 &&
	       ends_with_context(hunk) && !begins_with_context(hunk);
}

/* True if a hunk whose old lines are [at, end) of the text may stand there. */
static bool may_stand(const struct application *application, const struct hunk *hunk, size_t at,
		      size_t end)
{
	return end <= application->lines.n && (!ends_file(hunk) || end == application->lines.n) &&
	       (!begins_file(application, hunk) || !at);
}

/* How many lines of the text the hunk stands for, if it stands at that line; NOWHERE if it does not. */
static size_t match(const struct application *application, const struct hunk *hunk, size_t at)
{
	size_t line = at;

	for (size_t i = 0; i < hunk->lines.n; i++) {
		const struct patch_line *patch = &hunk->lines.items[i];

		if (!is_old(application, patch))
			continue;
		if (line >= application->lines.n || !same_line(&application->lines.items[line], patch))
			return NOWHERE;
		line++;
	}
	return may_stand(application, hunk, at, line) ? line - at : NOWHERE;
}

/* The old lines of a hunk, and how to go on when one is not there (Knuth, Morris and Pratt). */
struct pattern {
	struct { const struct patch_line **items; size_t n, capacity; } lines;
	size_t *back;			/* of each number of lines: how many of them end like it begins */
};

static bool same_patch_line(const struct patch_line *a, const struct patch_line *b)
{
	return a->is_unended == b->is_unended && a->length == b->length &&
	       !memcmp(a->text, b->text, a->length);
}

static void pattern_read(struct pattern *pattern, const struct application *application,
			 const struct hunk *hunk)
{
	size_t n = 0;

	*pattern = (struct pattern){0};
	for (size_t i = 0; i < hunk->lines.n; i++)
		if (is_old(application, &hunk->lines.items[i]))
			VEC_PUSH(&pattern->lines, &hunk->lines.items[i]);
	pattern->back = mem_calloc(pattern->lines.n + 1, sizeof(*pattern->back));
	for (size_t i = 1; i < pattern->lines.n; i++) {
		while (n && !same_patch_line(pattern->lines.items[i], pattern->lines.items[n]))
			n = pattern->back[n];
		n += same_patch_line(pattern->lines.items[i], pattern->lines.items[n]);
		pattern->back[i + 1] = n;
	}
}

static void pattern_free(struct pattern *pattern)
{
	free(pattern->lines.items);
	free(pattern->back);
}

/* The next place at or behind *at, where n lines match already; NOWHERE: there is none. */
static size_t next_place(const struct application *application, const struct pattern *pattern,
			 size_t *at, size_t *n)
{
	for (; *at < application->lines.n; ++*at) {
		const struct text_line *line = &application->lines.items[*at];

		while (*n && (*n == pattern->lines.n || !same_line(line, pattern->lines.items[*n])))
			*n = pattern->back[*n];
		*n += same_line(line, pattern->lines.items[*n]);
		if (*n == pattern->lines.n)
			return ++*at - *n;
	}
	return NOWHERE;
}

/* The one place behind what is done that has all the hunk's old lines, of which there is one. */
static enum apply_status search(const struct application *application, const struct hunk *hunk,
				size_t *place)
{
	enum apply_status status = APPLY_NOWHERE;
	size_t at = application->done, n = 0, found;
	struct pattern pattern;

	pattern_read(&pattern, application, hunk);
	while (status != APPLY_AMBIGUOUS &&
	       (found = next_place(application, &pattern, &at, &n)) != NOWHERE) {
		if (!may_stand(application, hunk, found, at))
			continue;
		status = status == APPLY_DONE ? APPLY_AMBIGUOUS : APPLY_DONE;
		*place = found;
	}
	pattern_free(&pattern);
	return status;
}

static void copy_until(struct application *application, size_t line)
{
	for (; application->done < line; application->done++)
		buf_add(application->out, application->lines.items[application->done].text,
			application->lines.items[application->done].length);
}

static void write_hunk(struct application *application, const struct hunk *hunk, size_t place,
		       size_t n)
{
	copy_until(application, place);
	for (size_t i = 0; i < hunk->lines.n; i++) {
		const struct patch_line *line = &hunk->lines.items[i];

		if (!is_new(application, line))
			continue;
		buf_add(application->out, line->text, line->length);
		if (!line->is_unended)
			buf_puts(application->out, "\n");
	}
	application->done = place + n;
}

/* The line (from 0) that the hunk names; a hunk without old lines names the one in front of it. */
static size_t named_line(const struct application *application, const struct hunk *hunk)
{
	size_t start = application->backward ? hunk->new_start : hunk->old_start;
	size_t count = application->backward ? hunk->new_count : hunk->old_count;

	return count && start ? start - 1 : start;
}

/* *moved is how far the hunk in front of it was moved, and then this one. */
static enum apply_status apply_hunk(struct application *application, const struct hunk *hunk,
				    size_t *moved)
{
	size_t named = named_line(application, hunk), place = named + *moved;
	enum apply_status status;

	if (place < application->done || match(application, hunk, place) == NOWHERE) {
		if (application->exactly || !(application->backward ? hunk->new_count : hunk->old_count))
			return APPLY_NOWHERE;
		status = search(application, hunk, &place);
		if (status != APPLY_DONE)
			return status;
		*moved = place - named;
	}
	write_hunk(application, hunk, place, match(application, hunk, place));
	return APPLY_DONE;
}

enum apply_status patch_apply(const struct file_patch *patch, unsigned how, const char *text,
			      size_t length, struct buf *out, const struct hunk **hunk)
{
	struct application application = {
		.backward = how & APPLY_BACKWARD, .exactly = how & APPLY_EXACTLY, .out = out,
	};
	enum apply_status status = APPLY_DONE;
	size_t start = out->length;
	size_t moved = 0;		/* modulo its range: backward as well */

	split(&application, text, length);
	for (size_t h = 0; h < patch->hunks.n && status == APPLY_DONE; h++) {
		*hunk = &patch->hunks.items[h];
		status = apply_hunk(&application, *hunk, &moved);
	}
	if (status == APPLY_DONE)
		copy_until(&application, application.lines.n);
	else
		out->length = start;
	free(application.lines.items);
	return status;
}
