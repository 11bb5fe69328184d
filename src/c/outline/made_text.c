// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/made_text.h"

#include "c/outline/words.h"

/* A macro of a macro of a macro: each round finds one more. */
#define MAX_ROUNDS 4

/* Parentheses in parentheses. */
#define MAX_DEPTH 32

/* The kernel's own takes whatever it gets. */
static bool is_kernels(const struct token_list *tokens, size_t name)
{
	return token_is(tokens, name, "__stringify");
}

/* True if `#define NAME(`: the name, which is token i, takes arguments. */
static bool takes_arguments(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i + 1, "(") &&
	       tokens->items[i].offset + tokens->items[i].length == tokens->items[i + 1].offset;
}

static bool is_listed(const struct text_parameters *parameters, size_t macro, size_t number)
{
	for (size_t p = 0; p < parameters->n; p++)
		if (parameters->items[p].macro == macro && parameters->items[p].number == number)
			return true;
	return false;
}

/* Which argument of the parenthesis token i stands in, from 0. */
static size_t argument_number(const struct outline *outline, size_t open, size_t i)
{
	size_t number = 0;

	for (size_t t = open + 1; t < i; t++)
		number += token_is(&outline->tokens, t, ",") && outline_encloser(outline, t) == open;
	return number;
}

/* Does what is called with that parenthesis make text of the argument that token i stands in? */
static bool makes_text(const struct text_parameters *parameters, const struct outline *outline, size_t open, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t name = token_previous(tokens, open);

	if (name >= tokens->n || tokens->items[name].kind != TOKEN_IDENTIFIER)
		return false;
	if (is_kernels(tokens, name))
		return true;
	for (size_t p = 0; p < parameters->n; p++)
		if (same_token_text(tokens, parameters->items[p].macro, name) &&
		    parameters->items[p].number == argument_number(outline, open, i))
			return true;
	return false;
}

bool is_made_text(const struct text_parameters *parameters, const struct outline *outline, size_t i)
{
	size_t open = i;

	if (!parameters->n && !parameters->has_kernels)
		return false;
	for (unsigned depth = 0; depth < MAX_DEPTH; depth++) {
		open = outline_enclosing_parenthesis(outline, open);
		if (open == NO_TOKEN)
			return false;
		if (makes_text(parameters, outline, open, i))
			return true;
	}
	return false;
}

/* --- reading them --- */

/* Is the parameter, which is token p, used in the body in front of last, and only where it becomes text? */
static bool is_text_parameter(const struct text_parameters *parameters, const struct outline *outline, size_t p,
			      size_t body, size_t last)
{
	const struct token_list *tokens = &outline->tokens;
	bool is_used = false;

	for (size_t i = body; i < last; i++) {
		if (!same_token_text(tokens, i, p))
			continue;
		if (!token_is(tokens, i - 1, "#") && !is_made_text(parameters, outline, i))
			return false;
		is_used = true;
	}
	return is_used;
}

/* The name of the macro with arguments that a directive defines, or NO_TOKEN. */
static size_t macro_of(const struct token_list *tokens, const struct directive *directive)
{
	size_t name = directive->first + 2;

	return directive->kind == DIRECTIVE_DEFINE && name < directive->last && takes_arguments(tokens, name) ?
	       name : NO_TOKEN;
}

static bool is_defined_once(const struct token_list *tokens, size_t macro)
{
	size_t n = 0;

	for (size_t d = 0; d < tokens->directives.n && n < 2; d++) {
		size_t name = tokens->directives.items[d].first + 2;

		n += tokens->directives.items[d].kind == DIRECTIVE_DEFINE && same_token_text(tokens, name, macro);
	}
	return n == 1;
}

static void add(struct text_parameters *parameters, size_t macro, size_t number)
{
	if (parameters->n == MAX_TEXT_PARAMETERS)
		return;
	parameters->items[parameters->n].macro = macro;
	parameters->items[parameters->n++].number = number;
}

/* Adds what is found in the parameters of a macro whose definition ends in front of last. */
static void read_macro(struct text_parameters *parameters, const struct outline *outline, size_t macro, size_t last)
{
	const struct token_list *tokens = &outline->tokens;
	size_t close = outline_closing(outline, macro + 1), number = 0;

	for (size_t i = macro + 2; close != NO_TOKEN && i < close; i++) {
		if (token_is(tokens, i, ","))
			number++;
		else if (tokens->items[i].kind == TOKEN_IDENTIFIER && !is_listed(parameters, macro, number) &&
			 is_text_parameter(parameters, outline, i, close + 1, last) && is_defined_once(tokens, macro))
			add(parameters, macro, number);
	}
}

/* Does the file use # as an operator, or the kernel's own macro? Most do not. */
static bool has_text(const struct outline *outline, struct text_parameters *parameters)
{
	const struct token_list *tokens = &outline->tokens;
	bool has_operator = false;

	for (size_t i = 0; i < tokens->n; i++) {
		size_t directive = tokens->items[i].directive;

		parameters->has_kernels |= is_kernels(tokens, i);
		has_operator |= directive && token_is(tokens, i, "#") &&
				tokens->directives.items[directive - 1].first != i;
	}
	return has_operator || parameters->has_kernels;
}

void text_parameters_read(struct text_parameters *parameters, const struct outline *outline)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = SIZE_MAX;

	*parameters = (struct text_parameters){0};
	if (!has_text(outline, parameters))
		return;
	for (unsigned round = 0; round < MAX_ROUNDS && parameters->n != before; round++) {
		before = parameters->n;
		for (size_t d = 0; d < tokens->directives.n; d++) {
			size_t macro = macro_of(tokens, &tokens->directives.items[d]);

			if (macro != NO_TOKEN)
				read_macro(parameters, outline, macro, tokens->directives.items[d].last);
		}
	}
}
