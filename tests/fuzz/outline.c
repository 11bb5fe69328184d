// SPDX-License-Identifier: GPL-2.0-only
/* C text: tokens, brackets, functions, branches, forms and uses. */
#include "c/outline/form.h"
#include "c/outline/outline.h"
#include "c/outline/uses.h"
#include "c/preprocess/force.h"
#include "c/source/source.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

/* What the tokenizer takes for nothing. */
static bool is_blank(const char *text, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		if (text[i] && !strchr(" \t\n\v\f\r\\", text[i]))
			return false;
	return true;
}

/* How many bytes of one stand in front of all. */
static size_t byte_order_mark(const struct token_list *tokens)
{
	return tokens->length >= 3 && !memcmp(tokens->text, "\357\273\277", 3) ? 3 : 0;
}

/* All bytes are in one token, or blank, in their order. */
static void check_tokens(const struct token_list *tokens)
{
	size_t end = byte_order_mark(tokens);

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];

		FUZZ_CHECK(token->length && token->offset >= end);
		FUZZ_CHECK(is_blank(tokens->text, end, token->offset));
		FUZZ_CHECK(token_at(tokens, token->offset) == i);
		FUZZ_CHECK(token->directive <= tokens->directives.n);
		end = (size_t)token->offset + token->length;
		FUZZ_CHECK(token_at(tokens, end - 1) == i);
	}
	FUZZ_CHECK(end <= tokens->length && is_blank(tokens->text, end, tokens->length));
}

static void check_directives(const struct token_list *tokens)
{
	for (size_t d = 0; d < tokens->directives.n; d++) {
		const struct directive *directive = &tokens->directives.items[d];

		FUZZ_CHECK(directive->first < directive->last && directive->last <= tokens->n);
		FUZZ_CHECK(directive->begin < directive->end && directive->end <= tokens->length);
		FUZZ_CHECK(token_is(tokens, directive->first, "#"));
		for (size_t i = directive->first; i < directive->last; i++)
			FUZZ_CHECK(tokens->items[i].directive == d + 1);
	}
}

static bool is_any_of(const struct token_list *tokens, size_t i, const char *bytes)
{
	return tokens->items[i].length == 1 && strchr(bytes, tokens->text[tokens->items[i].offset]);
}

/* What closes a bracket is of its kind and behind it; what is in between is in it. */
static void check_brackets(const struct outline *outline)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		size_t close = outline_closing(outline, i), around = outline_encloser(outline, i);

		FUZZ_CHECK(around == NO_TOKEN || around < i);
		FUZZ_CHECK(around == NO_TOKEN || is_any_of(tokens, around, "([{"));
		if (close == NO_TOKEN)
			continue;
		FUZZ_CHECK(close > i && close < tokens->n && is_any_of(tokens, i, "([{"));
		FUZZ_CHECK(is_any_of(tokens, close, token_is(tokens, i, "(") ? ")" :
				     token_is(tokens, i, "[") ? "]" : "}"));
		FUZZ_CHECK(outline_encloser(outline, close) == i);
		FUZZ_CHECK(around == NO_TOKEN || outline_closing(outline, around) == NO_TOKEN ||
			   outline_closing(outline, around) > close);
	}
}

static void check_functions(const struct outline *outline)
{
	for (size_t f = 0; f < outline->functions.n; f++) {
		const struct function *function = &outline->functions.items[f];

		FUZZ_CHECK(function->item <= function->name_token);
		FUZZ_CHECK(function->name_token < function->open && function->open < function->close);
		FUZZ_CHECK(function->close < function->body && function->body < function->end);
		FUZZ_CHECK(function->end <= outline->tokens.n);
		FUZZ_CHECK(outline_function_at(outline, function->body));
	}
}

/* Branches are nested or apart, and a byte is in the innermost of those around it. */
static void check_branches(const struct outline *outline)
{
	for (size_t b = 0; b < outline->branches.n; b++) {
		const struct branch *branch = &outline->branches.items[b];
		char *text;

		FUZZ_CHECK(branch->begin <= branch->end && branch->end <= outline->tokens.length);
		FUZZ_CHECK(branch->parent == NO_TOKEN || branch->parent < b);
		FUZZ_CHECK(branch->first <= branch->directive);
		if (branch->begin < branch->end)
			FUZZ_CHECK(outline_branch_at(outline, branch->begin) == b);
		if (b > 8)
			continue;
		text = force_branch(outline, b);
		FUZZ_CHECK(strlen(text) <= outline->tokens.length);
		free(text);
	}
}

/* The innermost branch around a byte is the last of those around it. */
static void check_branch_at(const struct outline *outline, size_t offset)
{
	size_t found = NO_TOKEN;

	for (size_t b = 0; b < outline->branches.n; b++)
		if (offset >= outline->branches.items[b].begin &&
		    offset < outline->branches.items[b].end)
			found = b;
	FUZZ_CHECK(outline_branch_at(outline, offset) == found);
}

static void check_uses(const struct outline *outline)
{
	struct uses uses;

	uses_read(&uses, outline);
	for (size_t i = 0; i < outline->tokens.n; i++) {
		uint32_t next = uses_next(&uses, i), previous = uses_previous(&uses, i);

		FUZZ_CHECK(uses_first(&uses, i) <= i);
		FUZZ_CHECK(next == NO_USE || (next > i && uses_previous(&uses, next) == i));
		FUZZ_CHECK(previous == NO_USE || (previous < i && uses_next(&uses, previous) == i));
	}
	uses_free(&uses);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text copy = fuzz_take(&at, text + length);
	struct outline outline;

	outline_read(&outline, copy.data, copy.length);
	check_tokens(&outline.tokens);
	check_directives(&outline.tokens);
	check_brackets(&outline);
	check_functions(&outline);
	check_branches(&outline);
	check_uses(&outline);
	for (size_t i = 0; i <= copy.length; i += 1 + copy.length / 50)
		check_branch_at(&outline, i);
	for (size_t i = 0; i < outline.tokens.n; i++)
		FUZZ_CHECK(form_of(&outline, i) <= FORM_OBJECT);
	outline_free(&outline);
	fuzz_text_free(&copy);
}
