// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/words.h"

/* The first token of code from i on. */
static size_t code_at(const struct token_list *tokens, size_t i)
{
	while (i < tokens->n && token_is_comment(&tokens->items[i]))
		i++;
	return i;
}

static bool is_same(const struct token_list *a, size_t i, const struct token_list *b, size_t j)
{
	return j < b->n && a->items[i].length == b->items[j].length &&
	       !memcmp(a->text + a->items[i].offset, b->text + b->items[j].offset, a->items[i].length);
}

bool words_follow(const struct token_list *tokens, size_t *at, const char *text)
{
	struct token_list wanted;
	size_t i = *at, w;
	bool is_there;

	tokenize(text, strlen(text), &wanted);
	for (w = code_at(&wanted, 0); w < wanted.n; w = code_at(&wanted, w + 1)) {
		i = code_at(tokens, i);
		if (!is_same(&wanted, w, tokens, i))
			break;
		i++;
	}
	is_there = w >= wanted.n;
	if (is_there)
		*at = i;
	token_list_free(&wanted);
	return is_there;
}
