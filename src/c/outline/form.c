// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/form.h"

#include "c/outline/words.h"

static bool is_word(const struct token_list *tokens, size_t i)
{
	return i < tokens->n && tokens->items[i].kind == TOKEN_IDENTIFIER;
}

/* `int NAME`, `struct page *NAME`: a type in front makes it a declared name. */
static bool has_type_in_front(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, i);

	while (before != NO_TOKEN && token_is(tokens, before, "*"))
		before = token_previous(tokens, before);
	if (!is_word(tokens, before) || is_statement_word(tokens, before))
		return false;
	/* `a * NAME` multiplies, `int *NAME` and `struct page *NAME` declare. */
	if (token_previous(tokens, i) != before) {
		size_t further = token_previous(tokens, before);

		return further == NO_TOKEN || is_word(tokens, further) ||
		       token_is(tokens, further, "{") || token_is(tokens, further, ";") ||
		       token_is(tokens, further, "}") || token_is(tokens, further, "(") ||
		       (token_is(tokens, further, ",") &&
			outline->context[i] == CONTEXT_FILE);
	}
	return true;
}

/*
 * `return CAST NAME(...)`, `n = CAST NAME(...)`, `if (a * NAME(...) > b)`: within an expression of a body
 * nothing is declared, whatever the word in front expands to.
 */
static bool is_in_expression(const struct outline *outline, size_t i)
{
	static const char *const operators[] = {
		"=", "+=", "-=", "|=", "&=", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "!", "+", "-",
		"/", "%", "|", "&", "?",
	};
	const struct token_list *tokens = &outline->tokens;

	if (outline->context[i] != CONTEXT_BODY)
		return false;
	if (outline_enclosing_parenthesis(outline, i) != NO_TOKEN)
		return true;
	do
		i = token_previous(tokens, i);
	while (token_is(tokens, i, "*") || (is_word(tokens, i) && !is_statement_word(tokens, i)));
	for (size_t k = 0; k < sizeof(operators) / sizeof(*operators); k++)
		if (token_is(tokens, i, operators[k]))
			return true;
	return token_is(tokens, i, "return");
}

static enum form directive_form(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	const struct directive *directive =
		&tokens->directives.items[tokens->items[i].directive - 1];

	if (directive->kind == DIRECTIVE_DEFINE && i == directive->first + 2)
		return FORM_MACRO_DEFINITION;
	return FORM_MACRO_BODY;
}

/* The next parenthesis at file level opens parameters: of a prototype, or of a body that follows. */
static enum form file_level_form(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	const struct function *function = outline_function_at(outline, i);
	size_t close;

	if (function && function->name_token == i)
		return FORM_DEFINITION;
	if (outline_enclosing_parenthesis(outline, i) != NO_TOKEN)
		return FORM_CALL;
	for (size_t t = outline_item(outline, i); t < i; t = token_next(tokens, t))
		if (token_is(tokens, t, "="))
			return FORM_CALL;
	close = outline_closing(outline, token_next(tokens, i));
	if (close != NO_TOKEN && token_is(tokens, token_next(tokens, close), "{"))
		return FORM_DEFINITION;
	return FORM_DECLARATION;
}

/* `long (*NAME)(...)`: a function pointer of that name, with a type in front. */
static bool is_pointer_declarator(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t star = token_previous(tokens, i), close = token_next(tokens, i), open, type;

	if (star == NO_TOKEN || !token_is(tokens, star, "*"))
		return false;
	open = token_previous(tokens, star);
	if (open == NO_TOKEN || !token_is(tokens, open, "(") ||
	    !token_is(tokens, close, ")") || !token_is(tokens, token_next(tokens, close), "("))
		return false;
	type = token_previous(tokens, open);
	return token_is(tokens, type, "*") ||
	       (is_word(tokens, type) && !is_statement_word(tokens, type));
}

static enum form code_form(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, i);
	bool called = token_is(tokens, token_next(tokens, i), "(");

	if (token_is(tokens, before, ".") || token_is(tokens, before, "->") ||
	    token_is(tokens, before, "struct") || token_is(tokens, before, "union") ||
	    token_is(tokens, before, "enum") || token_is(tokens, before, "goto"))
		return FORM_MEMBER;
	if (is_pointer_declarator(outline, i))
		return FORM_OBJECT;
	if (is_export(&outline->tokens, i))
		return FORM_EXPORT;
	if (called && outline->context[i] == CONTEXT_FILE)
		return file_level_form(outline, i);
	if (outline->context[i] == CONTEXT_RECORD)
		return FORM_OBJECT;
	if (called && is_in_expression(outline, i))
		return FORM_CALL;
	if (has_type_in_front(outline, i))
		return called ? FORM_DECLARATION : FORM_OBJECT;
	return called ? FORM_CALL : FORM_ADDRESS;
}

enum form form_of(const struct outline *outline, size_t i)
{
	const struct token *token = &outline->tokens.items[i];

	switch (token->kind) {
	case TOKEN_COMMENT:
		return FORM_COMMENT;
	case TOKEN_KERNEL_DOC:
		return FORM_KERNEL_DOC;
	case TOKEN_STRING:
	case TOKEN_CHARACTER:
		return FORM_STRING;
	default:
		return token->directive ? directive_form(outline, i) : code_form(outline, i);
	}
}
