// SPDX-License-Identifier: GPL-2.0-only
#include "contract/hold/relation.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/hold/relation_private.h"
#include "contract/path/code.h"

#include <string.h>

/* Behind && and ? of an expression that is not split the call may not be made. */
static bool is_certain(const struct relations *relations, const struct step *step)
{
	static const char *const ways[] = { "?", "&&", "||" };

	for (size_t i = step->first; i < relations->call.name; i++)
		if (token_is_any(&relations->source->outline.tokens, i, ways, ARRAY_SIZE(ways)))
			return false;
	return !step->statement->is_split;
}

/* Does the name at token i get another value there, or may it? */
static bool is_written(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), before = token_previous(tokens, code_object(outline, i));

	return is_assignment(tokens, next) || is_increment(tokens, next) ||
	       (!token_is(tokens, next, "->") && (is_increment(tokens, before) || token_is(tokens, before, "&")));
}

/* Is the object handed to some function in the step, or is it another one behind it? */
static bool changes_object(const struct relations *relations, const struct step *step, size_t object)
{
	static const char *const behind[] = { ",", ")" };
	const struct token_list *tokens = &relations->source->outline.tokens;

	for (size_t i = step->first; i < step->last; i++) {
		size_t open;

		if (!same_token_text(tokens, i, object))
			continue;
		if (is_written(&relations->source->outline, i))
			return true;
		if (!token_is_any(tokens, token_next(tokens, i), behind, ARRAY_SIZE(behind)))
			continue;
		open = outline_enclosing_parenthesis(&relations->source->outline, i);
		if (open != NO_TOKEN && tokens->items[token_previous(tokens, open)].kind == TOKEN_IDENTIFIER &&
		    !is_statement_word(tokens, token_previous(tokens, open)))
			return true;
	}
	return false;
}

static void set_variable(const struct relations *relations, struct relation *relation,
			 unsigned variable, unsigned value, bool is_result)
{
	unsigned bit = 1u << variable;

	relation->linked &= (unsigned char)~bit;
	relation->values[variable] = 0;
	memset(relation->told[variable], 0, sizeof(relation->told[variable]));
	if (is_result && relations->variables.items[variable].is_loose)
		relation->result |= RELATION_UNKNOWN;
	else if (is_result)
		relation->linked |= (unsigned char)bit;
	if (!is_result)
		relation->values[variable] = (unsigned char)value;
}

/* Something else is made of a variable that tells the result: what that tells, nobody knows. */
static unsigned made_of_told(const struct relations *relations, const struct relation *relation,
			     const struct store *store)
{
	bool is_set = token_is(&relations->source->outline.tokens, store->op, "=");

	return (store->value && relation_is_told_in(relations, relation, store->value)) ||
	       (!is_set && relation_is_told_by(relation, store->variable)) ? RELATION_UNKNOWN : 0;
}

/* += and ++ are sums; of all other operators nobody knows what comes out. */
static unsigned value_of_store(const struct relations *relations, const struct relation *relation,
			       const struct store *store, bool *is_result)
{
	const struct token_list *tokens = &relations->source->outline.tokens;
	bool old_is_result = false, added_is_result = false;
	unsigned old, added = RELATION_POSITIVE;

	if (token_is(tokens, store->op, "="))
		return relation_of(relations, relation, store->value, is_result) |
		       (relation_is_chosen(relations, relation, store->value) ? RELATION_UNKNOWN : 0u);
	old = relation_of_variable(relations, relation, store->variable, &old_is_result);
	if (store->value)
		added = relation_of(relations, relation, store->value, &added_is_result);
	if (token_is(tokens, store->op, "+=") || token_is(tokens, store->op, "++"))
		return relation_sum(old, added, old_is_result, added_is_result, is_result);
	if (old_is_result || added_is_result)
		return RELATION_ANY | RELATION_UNKNOWN;
	return RELATION_ANY | ((old | added) & RELATION_UNKNOWN);
}

/* Either of two values may tell which way the result came out, even where they have the same sign. */
static bool may_tell(const struct relations *relations, const struct store *store, unsigned value)
{
	return token_is(&relations->source->outline.tokens, store->op, "=") &&
	       (value & RELATION_UNKNOWN || expr_uncast(store->value)->kind == EXPR_TERNARY);
}

static void pass_store(const struct relations *relations, struct relation *relation,
		       const struct store *store)
{
	bool is_result = false;
	unsigned value = value_of_store(relations, relation, store, &is_result) |
			 made_of_told(relations, relation, store);

	if (is_result || !may_tell(relations, store, value) || !relation_tell(relations, relation, store))
		set_variable(relations, relation, store->variable, value, is_result);
}

/*
 * The stores from the first on whose names stand in front of token end, in their order; one in the value of another
 * comes before that. Returns the one behind.
 */
static size_t pass_stores(const struct relations *relations, struct relation *relation, size_t first, size_t end)
{
	const struct variables *variables = &relations->variables;

	while (first < variables->n_stores && variables->stores[first].name < end) {
		const struct store *store = &variables->stores[first++];

		if (store->value)
			first = pass_stores(relations, relation, first, store->value->last);
		pass_store(relations, relation, store);
	}
	return first;
}

/* The call: whatever held its last result holds an old number. */
static void pass_call(const struct relations *relations, struct relation *relation,
		      const struct step *step)
{
	for (unsigned i = 0; i < relations->variables.n; i++)
		if (relation->linked >> i & 1)
			relation->values[i] = relation->result;
	relation->linked = 0;
	memset(relation->told, 0, sizeof(relation->told));
	relation->is_count_lost = 0;
	relation->not_few = 0;
	relation->is_sign_doubted = 0;
	relation->result = (unsigned char)relations->first;
	if (!is_certain(relations, step))
		relation->result |= RELATION_UNKNOWN;
}

/* Another object has other members; and who gets the object may change them. */
static void pass_members(const struct relations *relations, struct relation *relation,
			 const struct step *step)
{
	const struct variables *variables = &relations->variables;

	for (unsigned v = 0; v < variables->n; v++)
		if (variables->items[v].is_member &&
		    changes_object(relations, step, variables->items[v].object))
			set_variable(relations, relation, v, RELATION_ANY | RELATION_UNKNOWN, false);
}

/* The count is another number once a name that it is made of gets a value, or somebody its object. */
static bool changes_count(const struct relations *relations, const struct step *step)
{
	const struct token_list *tokens = &relations->source->outline.tokens;
	const struct expr *count = relations->count_expr;

	for (size_t c = count->first; c < count->last; c++) {
		if (tokens->items[c].kind != TOKEN_IDENTIFIER)
			continue;
		if (token_is(tokens, token_next(tokens, c), "->") && changes_object(relations, step, c))
			return true;
		for (size_t i = step->first; i < step->last; i++)
			if (same_token_text(tokens, c, i) &&
			    is_object_at(tokens, c) == is_object_at(tokens, i) &&
			    is_written(&relations->source->outline, i))
				return true;
	}
	return false;
}

/*
 * `BUG_ON(ret != n);` lets only some ways pass, and `CHECK(ret == n);` of who knows where may do so, too:
 * a macro with the result in its first operand. WARN_ON() lets all pass.
 */
static void pass_assertion(const struct relations *relations, const struct step *step,
			   struct relation *relation)
{
	const struct outline *outline = &relations->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t open = token_next(tokens, step->first), first = token_next(tokens, open), last;

	if (!is_capitals(tokens, step->first) || !token_is(tokens, open, "(") ||
	    token_begins_with(tokens, step->first, "WARN"))
		return;
	last = expr_value_end(outline, first);
	if (!relation_is_in(relations, relation, first, last))
		return;
	if (!token_is(tokens, step->first, "BUG_ON") && !token_is(tokens, step->first, "VM_BUG_ON"))
		relation_look_elsewhere(relations, relation, first, last);
	else if (!relation_test(relations, relation, expr_read(outline, first, last, relations->arena),
				false))
		relation->result |= RELATION_UNKNOWN;
}

void relation_step(const struct relations *relations, const struct step *step,
		   struct relation *relation)
{
	const struct variables *variables = &relations->variables;
	bool has_call = step->first <= relations->call.name && relations->call.name < step->last;
	size_t first = 0;

	if (has_call)
		pass_call(relations, relation, step);
	if (relation->result && relations->count && !relation->is_count_lost)
		relation->is_count_lost = changes_count(relations, step);
	pass_members(relations, relation, step);
	while (first < variables->n_stores && variables->stores[first].name < step->first)
		first++;
	pass_stores(relations, relation, first, step->last);
	if (step->statement->kind == STATEMENT_EXPRESSION && relation->result)
		pass_assertion(relations, step, relation);
	if ((step->statement->kind == STATEMENT_SWITCH && !relation_is_sorted(relations, relation, step->statement)) ||
	    step->statement->is_split)
		relation_look_elsewhere(relations, relation, step->first, step->last);
}

bool relation_edge(const struct relations *relations, const struct edge *edge,
		   const struct step *last, struct relation *relation)
{
	if (last && edge->kind == EDGE_CASE)
		return relation_case(relations, relation, edge, last->statement);
	if (!last || (edge->kind != EDGE_TRUE && edge->kind != EDGE_FALSE))
		return true;
	if (last->condition)
		return relation_test(relations, relation, last->condition, edge->kind == EDGE_TRUE);
	relation_look_elsewhere(relations, relation, last->first, last->last);
	return true;
}

struct relation relation_begin(const struct relations *relations)
{
	struct relation relation = {0};

	for (size_t i = 0; i < relations->variables.n; i++)
		relation.values[i] = RELATION_ANY;
	return relation;
}

static void follow(struct relations *relations, const struct followed_call *followed)
{
	relations->call = *followed->call;
	relations->first = followed->first;
	if (followed->count) {
		relations->count_expr = expr_uncast(followed->count);
		relations->count = code_of_expr(&relations->source->outline, relations->count_expr,
						relations->arena);
	}
}

bool relations_read(struct relations *relations, struct source *source, const struct function *function,
		    const struct followed_call *followed, struct arena *arena)
{
	*relations = (struct relations){ .source = source, .call.name = NO_TOKEN, .arena = arena };
	if (followed)
		follow(relations, followed);
	return variables_read(&relations->variables, source, function, relations->call.name, arena);
}
