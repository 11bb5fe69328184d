// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/useless.h"

#include "c/outline/words.h"
#include "calls/value/local.h"

#include <string.h>

/* True if the text holds the word of token i. */
static bool has_word(const char *text, const struct token_list *tokens, size_t i)
{
	struct token_list own;
	bool found = false;

	tokenize(text, strlen(text), &own);
	for (size_t w = 0; w < own.n && !found; w++)
		found = same_code(&own, w, w + 1, tokens, i, i + 1);
	token_list_free(&own);
	return found;
}

/* The parentheses of a planned call of this source, as tokens; false: it is another file's. */
static bool span_of(const struct converter *converter, const struct planned_call *planned, size_t *open, size_t *close)
{
	const struct outline *outline = &converter->source->outline;

	if (strcmp(planned->path, converter->source->path))
		return false;
	*open = token_next(&outline->tokens, token_at(&outline->tokens, planned->offset));
	*close = outline_closing(outline, *open);
	return *close != NO_TOKEN;
}

const struct planned_call *useless_in(const struct converter *converter, size_t i)
{
	for (size_t p = 0; p < converter->planned->n; p++) {
		const struct planned_call *planned = &converter->planned->items[p];
		size_t open, close;

		if (span_of(converter, planned, &open, &close) && i > open && i < close &&
		    !has_word(planned->call, &converter->source->outline.tokens, i))
			return planned;
	}
	return NULL;
}

/* True if the variable has no use left in the function around token i, and that one was the first. */
static bool is_first_of_useless(const struct converter *converter, size_t i, const struct local *local)
{
	struct source *source = converter->source;
	const struct token_list *tokens = &source->outline.tokens;
	const struct function *function = outline_function_at(&source->outline, i);

	for (size_t use = function->body; use < function->end; use++) {
		if (use == local->declaration || !same_token_text(tokens, use, i) || !is_object_at(tokens, use) ||
		    local_find(source, use).declaration != local->declaration)
			continue;
		if (use < i || !useless_in(converter, use))
			return false;
	}
	return true;
}

static void leave_in(struct converter *converter, size_t open, size_t close, size_t offset)
{
	const struct token_list *tokens = &converter->source->outline.tokens;

	for (size_t i = open; i < close; i++) {
		struct local local;

		if (tokens->items[i].kind != TOKEN_IDENTIFIER || tokens->items[i].directive ||
		    !is_object_at(tokens, i) || !useless_in(converter, i))
			continue;
		local = local_find(converter->source, i);
		if (local.found && local.parameter < 0 && is_first_of_useless(converter, i, &local))
			convert_leave(converter, offset, "`%.*s` has no use left in this function: remove it",
				      (int)tokens->items[i].length, tokens->text + tokens->items[i].offset);
	}
}

void convert_leave_useless(struct converter *converter)
{
	for (size_t p = 0; p < converter->planned->n; p++) {
		size_t open, close, offset = converter->planned->items[p].offset;

		if (span_of(converter, &converter->planned->items[p], &open, &close) &&
		    outline_function_at(&converter->source->outline, open))
			leave_in(converter, open, close, offset);
	}
}
