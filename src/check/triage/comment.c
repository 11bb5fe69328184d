// SPDX-License-Identifier: GPL-2.0-only
#include "check/triage/comment.h"

#include "base/data/buf.h"
#include "base/data/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r\v\f"

static bool is_blank(char c)
{
	return c && strchr(BLANKS, c);
}

/* What the author put around a line: blanks, stars, a continuation inside of a macro. */
static void strip_line(const char **begin, const char **end)
{
	while (*begin < *end && (is_blank(**begin) || **begin == '*'))
		(*begin)++;
	while (*begin < *end && (is_blank((*end)[-1]) || (*end)[-1] == '\\'))
		(*end)--;
}

/* The text between the delimiters. */
static void strip_comment(const char **begin, const char **end)
{
	bool is_block = (*begin)[1] == '*';

	*begin += 2;
	if (is_block && *end - *begin >= 2 && !memcmp(*end - 2, "*/", 2))
		--*end;
	while (is_block && *begin < *end && (*end)[-1] == '*')
		--*end;
	while (!is_block && *begin < *end && **begin == '/')
		++*begin;
}

/* A dash of its own parts the rules from the reason. */
static bool is_dash(const char *word, size_t length)
{
	return length && strspn(word, "-") >= length;
}

/* The names up to the dash; returns what stands behind it, "" without one. */
static const char *read_rules(const char *at, struct permit *permit)
{
	bool more = true;
	size_t length;

	for (; *(at += strspn(at, BLANKS)); at += length) {
		length = strcspn(at, BLANKS ",");
		if (is_dash(at, length))
			return at + length + strspn(at + length, BLANKS);
		if (!length) {				/* a comma: a name follows */
			more = true;
			length = 1;
		} else if (more) {
			VEC_PUSH(&permit->rules, mem_strndup(at, length));
			more = false;
		} else {				/* a word where the dash should be */
			return "";
		}
	}
	return at;
}

/* text: what follows the mark, on one line without blanks at its end. */
static void read_permit(const char *text, struct permit_list *permits)
{
	struct permit permit = {0};
	const char *word = text + strspn(text, BLANKS);
	size_t length = strcspn(word, BLANKS);

	if (length != strlen("allow") || memcmp(word, "allow", length))
		return;
	permit.reason = mem_strdup(read_rules(word + length, &permit));
	VEC_PUSH(permits, permit);
}

static bool has_mark(const char *first, const char *last)
{
	return last - first >= (ptrdiff_t)strlen(COMMENT_MARK) &&
	       !memcmp(first, COMMENT_MARK, strlen(COMMENT_MARK));
}

void comment_read(const char *text, size_t length, struct permit_list *permits)
{
	const char *at = text, *end = text + length, *next;
	struct buf permit = {0};		/* the open one's lines; no data: none is open */

	for (strip_comment(&at, &end); at <= end; at = next + 1) {
		const char *first = at, *last;

		next = memchr(at, '\n', (size_t)(end - at));
		last = next = next ? next : end;
		strip_line(&first, &last);
		if (permit.data && (first == last || has_mark(first, last))) {
			read_permit(permit.data, permits);
			buf_free(&permit);
		}
		if (has_mark(first, last)) {
			first += strlen(COMMENT_MARK);
			buf_add(&permit, first, (size_t)(last - first));
		} else if (permit.data) {
			buf_puts(&permit, " ");
			buf_add(&permit, first, (size_t)(last - first));
		}
	}
	if (permit.data)
		read_permit(permit.data, permits);
	buf_free(&permit);
}

void permit_list_free(struct permit_list *permits)
{
	for (size_t i = 0; i < permits->n; i++) {
		for (size_t rule = 0; rule < permits->items[i].rules.n; rule++)
			free(permits->items[i].rules.items[rule]);
		free(permits->items[i].rules.items);
		free(permits->items[i].reason);
	}
	free(permits->items);
	*permits = (struct permit_list){0};
}
