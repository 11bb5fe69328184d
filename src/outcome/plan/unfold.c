// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/plan/unfold.h"

#include "outcome/plan/private.h"

#include <string.h>

static bool is_one_line(const char *text, size_t begin, size_t end)
{
	return !memchr(text + begin, '\n', end - begin);
}

/* The blanks in front of a token. */
static struct edit_span blanks_before(const struct token_list *tokens, size_t i)
{
	const struct token *before = &tokens->items[i - 1];

	return (struct edit_span){ before->offset + before->length, tokens->items[i].offset };
}

/* One statement, whose semicolon is the only one. */
static bool is_one_statement(const struct token_list *tokens, size_t body, size_t end)
{
	for (size_t i = body + 1; i < end; i++)
		if (token_is(tokens, i, "{") || token_is_comment(&tokens->items[i]) ||
		    token_is(tokens, i, ";") != (i + 1 == end))
			return false;
	return true;
}

bool unfolding_read(const struct source *source, const struct edit_list *made, const struct call *call,
		    struct unfolding *unfolding)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct function *function = outline_function_at(&source->outline, call->name);
	size_t first, last, end;

	if (!function || function->end >= tokens->n || tokens->items[call->name].directive ||
	    !is_one_statement(tokens, function->body, function->end))
		return false;
	first = tokens->items[function->item].offset;
	last = tokens->items[function->end].offset;
	end = edit_line_end(source->text.data, source->text.length, last);
	if (!is_one_line(source->text.data, first, last) || edit_line_start(source->text.data, first) != first ||
	    last + 1 != end || made_between(source, made, first, end))
		return false;
	*unfolding = (struct unfolding){
		blanks_before(tokens, function->body), blanks_before(tokens, function->body + 1),
		blanks_before(tokens, function->end),
	};
	return true;
}
