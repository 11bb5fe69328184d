// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/beside.h"

static bool holds(const struct statement *statement, size_t token)
{
	return token >= statement->first && token < statement->last;
}

/* Are both tokens, which the switch holds, behind the same of its labels? */
static bool is_same_case(const struct statement *choice, size_t a, size_t b)
{
	const struct statement *of_a = NULL, *of_b = NULL, *child = choice->child;

	for (child = child ? child->child : NULL; child; child = child->next) {
		if (child->kind != STATEMENT_CASE)
			continue;
		if (child->first < a)
			of_a = child;
		if (child->first < b)
			of_b = child;
	}
	return of_a == of_b;
}

/* Whoever gets to the statement gets to the token: it stands in its head, or is all there is. */
static bool is_always_in(const struct statement *statement, size_t token)
{
	switch (statement->kind) {
	case STATEMENT_IF:
	case STATEMENT_SWITCH:
	case STATEMENT_WHILE:
		return token > statement->open && token < statement->close;
	case STATEMENT_BLOCK:
	case STATEMENT_LABEL:
	case STATEMENT_EXPRESSION:
	case STATEMENT_DECLARATION:
	case STATEMENT_RETURN:
		return true;
	default:
		return false;
	}
}

/* The statement holds the token, and the other one not. */
static bool is_bare(const struct statement *statement, size_t token)
{
	const struct statement *parent = statement->parent;

	return is_always_in(statement, token) && (!parent || parent->kind == STATEMENT_BLOCK);
}

static bool is_beside_in(const struct variant *reading, size_t token, size_t other)
{
	const struct statement *statement = variant_at(reading, token);

	for (; statement; statement = statement->parent) {
		if (!holds(statement, other)) {
			if (!is_bare(statement, token))
				return false;
		} else if (statement->kind == STATEMENT_SWITCH && !is_same_case(statement, token, other)) {
			return false;
		}
	}
	return true;
}

bool is_beside(struct source *source, const struct function *function, size_t token, size_t other)
{
	const struct variants *readings = source_variants(source, function);

	for (size_t v = 0; v < readings->n; v++)
		if (!variant_hides(&readings->items[v], token) &&
		    !variant_hides(&readings->items[v], other) &&
		    !is_beside_in(&readings->items[v], token, other))
			return false;
	return readings->n;
}
