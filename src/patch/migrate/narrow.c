// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/narrow.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

static bool has_mention(const struct source *source, const struct function *function)
{
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (source->tokens[i] >= function->item && source->tokens[i] < function->end)
			return true;
	return false;
}

/* A macro of a body, or half of an #if, is there for what follows it as well. */
static bool has_directive(const struct token_list *tokens, const struct function *function)
{
	for (size_t i = function->body; i < function->end; i++)
		if (tokens->items[i].directive)
			return true;
	return false;
}

static void blank(char *begin, const char *end)
{
	for (; begin < end; begin++)
		if (*begin != '\n')
			*begin = ' ';
}

char *text_narrowed(const struct source *source)
{
	const struct token_list *tokens = &source->outline.tokens;
	char *text = mem_strndup(source->text.data, source->text.length);

	for (size_t f = 0; f < source->outline.functions.n; f++) {
		const struct function *function = &source->outline.functions.items[f];

		if (function->end < tokens->n && !has_mention(source, function) && !has_directive(tokens, function))
			blank(text + tokens->items[function->body].offset + 1,
			      text + tokens->items[function->end].offset);
	}
	return text;
}
