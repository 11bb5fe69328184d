// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/brackets.h"

#include "base/data/mem.h"

#include <stdlib.h>

#define NO_BRACKET UINT32_MAX

/* What closes the bracket that token i opens; 0: it opens none. */
static char closer_of(const struct token_list *tokens, size_t i)
{
	switch (tokens->text[tokens->items[i].offset]) {
	case '(':
		return ')';
	case '[':
		return ']';
	case '{':
		return '}';
	default:
		return '\0';
	}
}

static bool closes(const struct token_list *tokens, size_t i)
{
	char byte = tokens->text[tokens->items[i].offset];

	return byte == ')' || byte == ']' || byte == '}';
}

struct bracket_stack {
	size_t *items;
	size_t n, capacity;
};

/*
 * A piece of punctuation more, which is a bracket if it begins as one. A closer of the wrong kind leaves its
 * opener without a partner.
 */
static void match_bracket(struct outline *outline, struct bracket_stack *stack, size_t i)
{
	const struct token_list *tokens = &outline->tokens;

	if (closer_of(tokens, i)) {
		VEC_PUSH(stack, i);
	} else if (closes(tokens, i) && stack->n) {
		size_t open = stack->items[--stack->n];

		if (closer_of(tokens, open) == tokens->text[tokens->items[i].offset])
			outline->partner[open] = (uint32_t)i;
	}
}

void brackets_match(struct outline *outline)
{
	const struct token_list *tokens = &outline->tokens;
	struct bracket_stack code = {0}, directive = {0};
	uint32_t current = 0;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];
		struct bracket_stack *stack = token->directive ? &directive : &code;

		if (token->directive && token->directive != current) {
			current = token->directive;
			directive.n = 0;
		}
		outline->partner[i] = 0;
		outline->encloser[i] = stack->n ? (uint32_t)stack->items[stack->n - 1] : NO_BRACKET;
		if (token->kind == TOKEN_PUNCTUATION)
			match_bracket(outline, stack, i);
	}
	free(code.items);
	free(directive.items);
}

size_t outline_closing(const struct outline *outline, size_t open)
{
	/* Token 0 closes nothing, so that 0 can mean: no partner. */
	return open < outline->tokens.n && outline->partner[open] ? outline->partner[open] : NO_TOKEN;
}

size_t outline_encloser(const struct outline *outline, size_t token)
{
	uint32_t open = token < outline->tokens.n ? outline->encloser[token] : NO_BRACKET;

	return open == NO_BRACKET ? NO_TOKEN : open;
}

size_t outline_enclosing_parenthesis(const struct outline *outline, size_t token)
{
	size_t open = outline_encloser(outline, token);

	while (token_is(&outline->tokens, open, "["))
		open = outline_encloser(outline, open);
	return token_is(&outline->tokens, open, "(") ? open : NO_TOKEN;
}
