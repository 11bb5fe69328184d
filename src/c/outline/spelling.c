// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/spelling.h"

#include "base/data/mem.h"

#include <ctype.h>
#include <string.h>

static size_t end_of(const struct token *token)
{
	return (size_t)token->offset + token->length;
}

static bool is_digraph(const char *bytes)
{
	static const char digraphs[][3] = { "<%", "%>", "<:", ":>", "%:" };

	for (size_t i = 0; i < ARRAY_SIZE(digraphs); i++)
		if (!memcmp(bytes, digraphs[i], 2))
			return true;
	return false;
}

/* True if such bytes stand anywhere: in most files none do, and their tokens need not be gone through. */
static bool has_digraph_bytes(const char *text, const char *end)
{
	static const char seconds[] = { '%', ':' };

	for (size_t k = 0; k < sizeof(seconds); k++)
		for (const char *at = text; (at = memchr(at, seconds[k], (size_t)(end - at))); at++)
			if ((at > text && is_digraph(at - 1)) || (at + 1 < end && is_digraph(at)))
				return true;
	return false;
}

size_t spelling_digraph(const struct token_list *list)
{
	if (!has_digraph_bytes(list->text, list->text + list->length))
		return list->n;
	for (size_t i = 0; i + 1 < list->n; i++)
		if (list->items[i].kind == TOKEN_PUNCTUATION && list->items[i + 1].kind == TOKEN_PUNCTUATION &&
		    list->items[i].length == 1 && end_of(&list->items[i]) == list->items[i + 1].offset &&
		    is_digraph(list->text + list->items[i].offset))
			return i;
	return list->n;
}

/* True if the backslash there, maybe blanks, and the end of the line lead right to what stands at next. */
static bool leads_to(const char *backslash, const char *next)
{
	backslash += 1 + strspn(backslash + 1, " \t\r");
	return *backslash == '\n' && backslash + 1 == next;
}

/* True if no more than that stands between two tokens. */
static bool is_cut(const struct token_list *list, size_t i)
{
	const char *at = list->text + end_of(&list->items[i]);

	return *at == '\\' && leads_to(at, list->text + list->items[i + 1].offset);
}

static bool is_blank(char byte)
{
	return isspace((unsigned char)byte);
}

/* True if no blanks stand in front of a backslash, nor in the line behind it: in most files there is no such place. */
static bool has_cut_bytes(const char *text, const char *end)
{
	for (const char *at = text; (at = memchr(at, '\\', (size_t)(end - at))); at++) {
		const char *line = at > text && !is_blank(at[-1]) ? memchr(at, '\n', (size_t)(end - at)) : NULL;

		if (line && line + 1 < end && !is_blank(line[1]) && leads_to(at, line + 1))
			return true;
	}
	return false;
}

size_t spelling_cut(const struct token_list *list, size_t i)
{
	if (i >= list->n || !has_cut_bytes(list->text + list->items[i].offset, list->text + list->length))
		return list->n;
	for (; i + 1 < list->n; i++)
		if (list->items[i].kind == TOKEN_IDENTIFIER && list->items[i + 1].kind == TOKEN_IDENTIFIER &&
		    is_cut(list, i))
			return i;
	return list->n;
}

bool spelling_cut_is(const struct token_list *list, size_t i, const char *word)
{
	const struct token *first = &list->items[i], *second = first + 1;

	return strlen(word) == (size_t)first->length + second->length &&
	       !memcmp(word, list->text + first->offset, first->length) &&
	       !memcmp(word + first->length, list->text + second->offset, second->length);
}
