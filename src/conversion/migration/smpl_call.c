// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/smpl_call.h"

#include "base/data/mem.h"
#include "conversion/migration/place.h"

#include <string.h>

/* Words that mean something to spatch where a metavariable is declared. */
static bool is_word_of_spatch(const char *name)
{
	static const char *const words[] = {
		"any", "assignment", "attribute", "binary", "comments", "constant", "context",
		"declaration", "declarer", "depends", "disable", "error", "ever", "exists",
		"expression", "extends", "field", "finalize", "forall", "format", "fresh",
		"function", "generated", "global", "identifier", "idexpression", "initialiser",
		"initialize", "initializer", "iterator", "left", "list", "local", "merge",
		"metavariable", "middle", "name", "never", "on", "operator", "p", "parameter",
		"position", "pragma", "pure", "rest", "right", "script", "statement", "strict",
		"symbol", "type", "using", "virtual", "when", "words",
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(words[i], name))
			return true;
	return false;
}

const struct condition *rule_given(const struct migration_rule *rule, size_t p)
{
	for (size_t i = 0; i < rule->conditions.n; i++)
		if (rule->conditions.items[i].parameter == p && !rule->conditions.items[i].is_not)
			return &rule->conditions.items[i];
	return NULL;
}

void smpl_put_name(const struct writing *writing, size_t parameter)
{
	const char *name = rule_parameter_name(writing->rule, parameter);

	buf_printf(writing->out, is_word_of_spatch(name) ? "%s_" : "%s", name);
}

/* One blank, if there are any in front of token i, or a comment: comments are no part of what is printed. */
static void put_gap(const struct writing *writing, size_t i)
{
	const struct token *token = &writing->migration->outline.tokens.items[i], *before = token - 1;

	if (token_is_comment(before) || before->offset + before->length < token->offset)
		buf_puts(writing->out, " ");
}

static void put_token(const struct writing *writing, size_t i)
{
	const struct token_list *tokens = &writing->migration->outline.tokens;

	buf_add(writing->out, tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

/* Tokens of the file with single blanks, without parameters. */
static void put_literal(const struct writing *writing, size_t first, size_t last)
{
	for (size_t i = first; i < last; i = token_next(&writing->migration->outline.tokens, i)) {
		if (i > first)
			put_gap(writing, i);
		put_token(writing, i);
	}
}

/* An expression of the left side, with metavariables in it. */
static void put_form(const struct writing *writing, const struct expr *expr)
{
	for (size_t i = expr->first; i < expr->last; i = token_next(&writing->migration->outline.tokens, i)) {
		size_t parameter = rule_parameter(writing->migration, writing->rule, i);

		if (i > expr->first)
			put_gap(writing, i);
		if (parameter == NO_TOKEN)
			put_token(writing, i);
		else
			smpl_put_name(writing, parameter);
	}
}

/* A parameter in an argument of the new call: its metavariable, or the literal that it is known to be. */
static void put_parameter(const struct writing *writing, size_t parameter, bool is_wrapped)
{
	const struct condition *literal = rule_given(writing->rule, parameter);

	buf_puts(writing->out, is_wrapped ? "(" : "");
	if (literal)
		put_literal(writing, literal->first, literal->last);
	else
		smpl_put_name(writing, parameter);
	buf_puts(writing->out, is_wrapped ? ")" : "");
}

static bool is_wrapped(const struct writing *writing, size_t parameter)
{
	return parameter < MOST_WRAPPED && writing->wrapped & 1u << parameter;
}

/* An argument of the new call. */
static void put_argument(const struct writing *writing, const struct expr *argument)
{
	const struct token_list *tokens = &writing->migration->outline.tokens;

	for (size_t i = argument->first; i < argument->last; i = token_next(tokens, i)) {
		size_t parameter = rule_parameter(writing->migration, writing->rule, i);

		if (i > argument->first)
			put_gap(writing, i);
		if (parameter == NO_TOKEN)
			put_token(writing, i);
		else
			put_parameter(writing, parameter, is_wrapped(writing, parameter) &&
				      operands_in_place(&writing->migration->outline, argument, i, 0, NULL));
	}
}

/* Appends \\|-parted forms of expressions that need parentheses somewhere on the right side; how many. */
static size_t put_operands(const struct writing *writing, size_t parameter, struct buf *out)
{
	const struct migration_rule *rule = writing->rule;
	size_t n = 0;

	for (size_t a = 0; a < rule->n_arguments; a++) {
		const struct expr *argument = rule->arguments[a];

		for (size_t i = argument ? argument->first : 0; argument && i < argument->last; i++)
			if (rule_parameter(writing->migration, rule, i) == parameter)
				n += operands_in_place(&writing->migration->outline, argument, i,
						       parameter, out);
	}
	return n;
}

/* The metavariable; where only what needs parentheses is meant, with the forms of that. */
static void put_pattern(const struct writing *writing, size_t parameter)
{
	struct buf forms = {0};

	if (!writing->always && is_wrapped(writing, parameter) && put_operands(writing, parameter, &forms))
		buf_printf(writing->out, "\\(\\(%s\\) \\& ", forms.data);
	smpl_put_name(writing, parameter);
	buf_puts(writing->out, forms.data ? "\\)" : "");
	buf_free(&forms);
}

unsigned smpl_loose_parameters(const struct writing *writing)
{
	const struct migration_rule *rule = writing->rule;
	unsigned loose = 0;

	for (size_t p = 0; p < rule->n && p < MOST_WRAPPED; p++)
		if (rule->patterns[p].kind == PATTERN_ANY && !rule_given(rule, p) && put_operands(writing, p, NULL))
			loose |= 1u << p;
	return loose;
}

void smpl_put_patterns(const struct writing *writing, const struct condition *exception)
{
	const struct migration_rule *rule = writing->rule;

	buf_puts(writing->out, "(");
	for (size_t p = 0; p < rule->n; p++) {
		const struct pattern *pattern = &rule->patterns[p];
		const struct condition *literal =
			exception && exception->parameter == p ? exception : rule_given(rule, p);

		buf_puts(writing->out, p ? ", " : "");
		if (pattern->kind == PATTERN_REST)
			buf_puts(writing->out, "rest");
		else if (literal)
			put_literal(writing, literal->first, literal->last);
		else if (pattern->kind == PATTERN_ANY)
			put_pattern(writing, p);
		else if (pattern->kind == PATTERN_EXPR)
			put_form(writing, pattern->expr);
		else
			put_literal(writing, pattern->first, pattern->last);
	}
	buf_puts(writing->out, ")");
}

void smpl_put_arguments(const struct writing *writing)
{
	const struct migration_rule *rule = writing->rule;

	buf_puts(writing->out, "(");
	for (size_t a = 0; a < rule->n_arguments; a++) {
		buf_puts(writing->out, a ? ", " : "");
		if (rule->arguments[a])
			put_argument(writing, rule->arguments[a]);
		else
			buf_puts(writing->out, "rest");
	}
	buf_puts(writing->out, ")");
}
