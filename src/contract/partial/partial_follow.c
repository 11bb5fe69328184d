// SPDX-License-Identifier: GPL-2.0-only
/* Whether the function goes on by the number of pages that came, so that it need not be all of them. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/meaning.h"
#include "contract/hold/release.h"
#include "contract/partial/partial_private.h"
#include "contract/path/code.h"

bool partial_is_loop_head(const struct step *step)
{
	return (step->statement->kind == STATEMENT_FOR && step->condition) ||
	       step->statement->kind == STATEMENT_WHILE || step->statement->kind == STATEMENT_MACRO;
}

static bool is_log_argument(const struct outline *outline, size_t i)
{
	size_t open = outline_enclosing_parenthesis(outline, i);

	return open != NO_TOKEN && is_log_word(&outline->tokens, token_previous(&outline->tokens, open));
}

/* A release of pages gets it: that tells nobody else how many there are. */
static bool is_released_count(const struct outline *outline, size_t i)
{
	size_t open = outline_enclosing_parenthesis(outline, i);

	return open != NO_TOKEN &&
	       release_kind(&outline->tokens, token_previous(&outline->tokens, open)) != HOLD_KIND_NONE;
}

/* The head of a loop that releases pages of the array. */
static bool is_release_loop(const struct page_array *array, const struct step *step)
{
	return partial_is_loop_head(step) && page_array_has(array, step->statement, ARRAY_DROPPED);
}

/* `copy = ret;` of a variable that nobody else sees. */
static bool is_copied(const struct relations *relations, size_t i)
{
	const struct token_list *tokens = &relations->source->outline.tokens;
	const struct variables *variables = &relations->variables;
	size_t equals = token_previous(tokens, i), taker = token_previous(tokens, equals);
	unsigned variable;

	if (!token_is(tokens, equals, "=") || !token_is(tokens, token_next(tokens, i), ";"))
		return false;
	variable = variable_at(variables, taker);
	return variable != NO_VARIABLE && !variables->items[variable].is_loose;
}

/* The other side of `ret > 4`, if it is a number of pages: not the one asked for, nor 0, nor 1 for more than 0. */
static bool is_number_of_pages(const struct relations *relations, size_t op, size_t i)
{
	static const char *const signs[] = { "<", ">=" }, *const mirrored[] = { ">", "<=" };
	const struct token_list *tokens = &relations->source->outline.tokens;
	bool is_left = token_next(tokens, i) == op;
	unsigned long number;

	if (number_value(tokens, i, &number) || !number ||
	    (relations->count && token_is(tokens, i, relations->count)))
		return false;
	return number > 1 || !token_is_any(tokens, op, is_left ? mirrored : signs, ARRAY_SIZE(signs));
}

/* `ret > 4`, `1 == ret`: what follows depends on how many came. */
static bool is_measured(const struct relations *relations, size_t i)
{
	static const char *const orders[] = { "<", "<=", ">", ">=", "==", "!=" };
	const struct token_list *tokens = &relations->source->outline.tokens;
	size_t next = token_next(tokens, i);
	size_t before = token_previous(tokens, code_object(&relations->source->outline, i));

	return (token_is_any(tokens, next, orders, ARRAY_SIZE(orders)) &&
		is_number_of_pages(relations, next, token_next(tokens, next))) ||
	       (token_is_any(tokens, before, orders, ARRAY_SIZE(orders)) &&
		is_number_of_pages(relations, before, token_previous(tokens, before)));
}

bool partial_is_tested_only(const struct relations *relations, const struct page_array *array,
			    const struct step *step, size_t i)
{
	const struct outline *outline = &relations->source->outline;

	if (token_is(&outline->tokens, token_next(&outline->tokens, i), "=") || is_log_argument(outline, i) ||
	    is_released_count(outline, i))
		return true;
	if (partial_is_loop_head(step))
		return is_release_loop(array, step);
	if (step->condition)
		return !is_measured(relations, i);
	return step->statement->kind == STATEMENT_RETURN || is_copied(relations, i);
}

bool partial_is_result_at(const struct relations *relations, const struct relation *relation, size_t i)
{
	unsigned variable = variable_at(&relations->variables, i);

	return variable != NO_VARIABLE && relation->linked >> variable & 1;
}

/* Does a release in the step, or a loop that it heads, go by how many came? */
static bool releases_what_came(const struct walk *walk, const struct way *way, const struct step *step)
{
	for (size_t i = step->first; i < step->last; i++)
		if (partial_is_result_at(&walk->relations, &way->relation, i) &&
		    (is_released_count(&walk->source->outline, i) || is_release_loop(&walk->array, step)))
			return true;
	return false;
}

/* Does the step show the number of pages to somebody? */
static bool shows_number(const struct walk *walk, const struct way *way, const struct step *step)
{
	const struct variables *variables = &walk->relations.variables;

	for (size_t i = step->first; i < step->last; i++)
		if (partial_is_result_at(&walk->relations, &way->relation, i) &&
		    (variables->items[variable_at(variables, i)].is_member ||
		     !partial_is_tested_only(&walk->relations, &walk->array, step, i)))
			return true;
	return false;
}

/* All may have come on this way. */
static bool may_be_all(const struct way *way)
{
	return partial_is_known(way) && way->relation.result & RELATION_FULL;
}

void partial_note_follower(struct walk *walk, const struct way *before, struct way *way, const struct step *step)
{
	way->follows |= may_be_all(before) && releases_what_came(walk, before, step);
	if (walk->is_judging && may_be_all(way))
		walk->is_seen |= shows_number(walk, way, step);
}
