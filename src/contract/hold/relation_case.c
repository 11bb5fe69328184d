// SPDX-License-Identifier: GPL-2.0-only
/* `switch (ret)`: what its labels tell of the result, as `ret == x` would. */
#include "contract/hold/relation_private.h"

/* What the switch asks about; NULL: nothing that is followed. */
static const struct expr *subject_of(const struct relations *relations, const struct relation *relation,
				     const struct statement *statement)
{
	const struct outline *outline = &relations->source->outline;
	const struct expr *expr;

	if (statement->kind != STATEMENT_SWITCH || statement->open == NO_TOKEN)
		return NULL;
	expr = expr_read(outline, token_next(&outline->tokens, statement->open), statement->close, relations->arena);
	return relation_is_followed(relations, relation, expr) ? expr : NULL;
}

bool relation_is_sorted(const struct relations *relations, const struct relation *relation,
			const struct statement *statement)
{
	return subject_of(relations, relation, statement);
}

/* The x of `case x:`; NULL: of `default:`, or a range. */
static const struct expr *label_value(const struct relations *relations, size_t label)
{
	const struct outline *outline = &relations->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t first = token_next(tokens, label), last = first;

	if (!token_is(tokens, label, "case"))
		return NULL;
	while (last < tokens->n && !token_is(tokens, last, ":") && !token_is(tokens, last, "..."))
		last = token_next(tokens, last);
	return token_is(tokens, last, ":") ? expr_read(outline, first, last, relations->arena) : NULL;
}

/*
 * None of the labels fits; those of a switch in the switch are not meant, and of those in an #if nobody knows whether
 * they are there. False: one of them always does.
 */
static bool pass_default(const struct relations *relations, struct relation *relation, const struct expr *subject,
			 const struct statement *statement)
{
	for (const struct statement *s = statement->child; s; s = s->next) {
		const struct expr *value = s->kind == STATEMENT_CASE ? label_value(relations, s->first) : NULL;
		bool is_range = s->kind == STATEMENT_CASE && !value &&
				token_is(&relations->source->outline.tokens, s->first, "case");

		if (is_range || s->kind == STATEMENT_ARMS)
			relation_look_elsewhere(relations, relation, subject->first, subject->last);
		else if (value && !relation_compare(relations, relation, subject, value, ORDERS_UNEQUAL))
			return false;
		else if (s->kind != STATEMENT_SWITCH && !pass_default(relations, relation, subject, s))
			return false;
	}
	return true;
}

bool relation_case(const struct relations *relations, struct relation *relation, const struct edge *edge,
		   const struct statement *statement)
{
	const struct expr *subject = subject_of(relations, relation, statement), *value = NULL;

	if (!subject)
		return true;
	if (edge->branch == NO_TOKEN || token_is(&relations->source->outline.tokens, edge->branch, "default"))
		return pass_default(relations, relation, subject, statement);
	value = label_value(relations, edge->branch);
	if (value)
		return relation_compare(relations, relation, subject, value, ORDERS_EQUAL);
	relation_look_elsewhere(relations, relation, subject->first, subject->last);
	return true;
}
