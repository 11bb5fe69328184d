// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/spelling.h"

#include "base/data/mem.h"

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

size_t spelling_digraph(const struct token_list *list)
{
	for (size_t i = 0; i + 1 < list->n; i++)
		if (list->items[i].kind == TOKEN_PUNCTUATION && list->items[i + 1].kind == TOKEN_PUNCTUATION &&
		    list->items[i].length == 1 && end_of(&list->items[i]) == list->items[i + 1].offset &&
		    is_digraph(list->text + list->items[i].offset))
			return i;
	return list->n;
}

/* True if no more than a backslash, maybe blanks, and the end of the line stand between two tokens. */
static bool is_cut(const struct token_list *list, size_t i)
{
	size_t at = end_of(&list->items[i]), next = list->items[i + 1].offset;

	if (list->text[at] != '\\')
		return false;
	at += 1 + strspn(list->text + at + 1, " \t\r");
	return list->text[at] == '\n' && at + 1 == next;
}

size_t spelling_cut(const struct token_list *list, size_t i)
{
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
