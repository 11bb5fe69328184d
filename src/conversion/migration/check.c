// SPDX-License-Identifier: GPL-2.0-only
/* Rules that contradict each other: the second of two that match the same, and rules in a circle. */
#include "base/data/err.h"
#include "conversion/migration/literal.h"
#include "conversion/migration/private.h"

#include <string.h>

static uint32_t line_of(const struct migration *migration, const struct migration_rule *rule)
{
	uint32_t offset = migration->outline.tokens.items[rule->name].offset, line = 1;

	for (uint32_t i = 0; i < offset; i++)
		line += migration->text.data[i] == '\n';
	return line;
}

static bool same_literal(const struct migration *migration, size_t a, size_t a_end, size_t b, size_t b_end)
{
	return literal_equals(migration, a, a_end, &migration->outline, b, b_end);
}

/* How many arguments the rule names, without ... */
static size_t named(const struct migration_rule *rule)
{
	return rule->n - rule->has_rest;
}

/* --- two rules that match the same --- */

static bool asks_the_same(const struct migration *migration, const struct condition *a,
			  const struct condition *b)
{
	return a->parameter == b->parameter && a->is_not == b->is_not &&
	       same_literal(migration, a->first, a->last, b->first, b->last);
}

/* True if a call under the rule surely meets the condition. */
static bool implies(const struct migration *migration, const struct migration_rule *rule,
		    const struct condition *condition)
{
	const struct pattern *pattern = condition->parameter < rule->n ?
		&rule->patterns[condition->parameter] : NULL;

	if (pattern && pattern->kind == PATTERN_LITERAL)
		return same_literal(migration, pattern->first, pattern->last, condition->first,
				    condition->last) != condition->is_not;
	for (size_t i = 0; i < rule->conditions.n; i++)
		if (asks_the_same(migration, &rule->conditions.items[i], condition))
			return true;
	return false;
}

/* True if a call under the rule surely has what the pattern i of the first one asks for. */
static bool implies_pattern(const struct migration *migration, const struct migration_rule *first,
			    const struct migration_rule *rule, size_t i)
{
	struct condition condition = {
		.parameter = i, .first = first->patterns[i].first, .last = first->patterns[i].last,
	};

	return first->patterns[i].kind == PATTERN_ANY || implies(migration, rule, &condition);
}

/* True if each call that the rule matches is one that the first one matches. */
static bool covers(const struct migration *migration, const struct migration_rule *first,
		   const struct migration_rule *rule)
{
	if (strcmp(first->callee, rule->callee) || named(first) > named(rule) ||
	    (!first->has_rest && (rule->has_rest || rule->n != first->n)))
		return false;
	for (size_t i = 0; i < named(first); i++)
		if (!implies_pattern(migration, first, rule, i))
			return false;
	for (size_t i = 0; i < first->conditions.n; i++)
		if (!implies(migration, rule, &first->conditions.items[i]))
			return false;
	return first->result == RESULT_ANY || first->result == rule->result;
}

static int check_reach(const struct migration *migration, size_t which, struct err *err)
{
	const struct migration_rule *rule = &migration->rules.items[which];

	for (size_t i = 0; i < which; i++)
		if (covers(migration, &migration->rules.items[i], rule))
			return migration_fail(migration, rule->name, err, "no call comes to this rule: "
					      "the one in line %u takes all of them; put the narrower "
					      "one first, or take one out",
					      line_of(migration, &migration->rules.items[i]));
	return 0;
}

/* A function has one number of parameters; two say that one of the rules is for another kernel. */
static int check_number(const struct migration *migration, size_t which, struct err *err)
{
	const struct migration_rule *rule = &migration->rules.items[which];

	for (size_t i = 0; i < which; i++) {
		const struct migration_rule *first = &migration->rules.items[i];

		if (strcmp(first->callee, rule->callee))
			continue;
		if (first->has_rest ? first->n - 1 > named(rule) && !rule->has_rest :
		    rule->has_rest ? named(rule) > first->n : first->n != rule->n)
			return migration_fail(migration, rule->name, err, "%s() has %zu parameters here, "
					      "and %zu in line %u; which is the function's own?",
					      rule->callee, named(rule), named(first),
					      line_of(migration, first));
	}
	return 0;
}

/* --- rules in a circle --- */

/* True if argument i of what the rule makes may be, in some call, what the literal says. */
static bool may_be(const struct migration *migration, const struct migration_rule *rule, size_t i,
		   size_t first, size_t last)
{
	const struct expr *argument = rule->arguments[i];
	size_t parameter;

	if (!argument)
		return true;
	parameter = argument->last == argument->first + 1 ?
		rule_parameter(migration, rule, argument->first) : NO_TOKEN;
	if (parameter == NO_TOKEN)
		return same_literal(migration, first, last, argument->first, argument->last);
	for (size_t c = 0; c < rule->conditions.n; c++) {
		const struct condition *condition = &rule->conditions.items[c];

		if (condition->parameter == parameter &&
		    same_literal(migration, first, last, condition->first, condition->last) ==
		    condition->is_not)
			return false;
	}
	return true;
}

/* True if argument i of what the rule makes is that literal in each call. */
static bool is_surely(const struct migration *migration, const struct migration_rule *rule, size_t i,
		      size_t first, size_t last)
{
	const struct expr *argument = rule->arguments[i];

	return argument && same_literal(migration, first, last, argument->first, argument->last);
}

static bool may_meet(const struct migration *migration, const struct migration_rule *rule,
		     const struct migration_rule *second)
{
	for (size_t i = 0; i < rule->n_arguments && i < named(second); i++)
		if (second->patterns[i].kind == PATTERN_LITERAL &&
		    !may_be(migration, rule, i, second->patterns[i].first, second->patterns[i].last))
			return false;
	for (size_t c = 0; c < second->conditions.n; c++) {
		const struct condition *condition = &second->conditions.items[c];
		size_t i = condition->parameter;

		if (i < rule->n_arguments &&
		    (condition->is_not ?
		     is_surely(migration, rule, i, condition->first, condition->last) :
		     !may_be(migration, rule, i, condition->first, condition->last)))
			return false;
	}
	return true;
}

static bool makes_rest(const struct migration_rule *rule)
{
	return rule->n_arguments && !rule->arguments[rule->n_arguments - 1];
}

static bool may_have_number(const struct migration_rule *rule, const struct migration_rule *second)
{
	if (makes_rest(rule))
		return second->has_rest || named(second) + 1 >= rule->n_arguments;
	return second->has_rest ? rule->n_arguments >= named(second) : rule->n_arguments == second->n;
}

/* What a rule makes must not be for a rule again, or the next run would not leave it alone. */
static int check_circle(const struct migration *migration, size_t which, struct err *err)
{
	const struct migration_rule *rule = &migration->rules.items[which];

	for (size_t i = 0; i < migration->rules.n && rule->successor; i++) {
		const struct migration_rule *second = &migration->rules.items[i];

		if (!second->successor || strcmp(rule->successor, second->callee) ||
		    !may_have_number(rule, second) || !may_meet(migration, rule, second))
			continue;
		return migration_fail(migration, rule->name, err, "what this makes is converted again by "
				      "the rule in line %u, so that no run is the last; write here what "
				      "becomes of it in the end, or use two files",
				      line_of(migration, second));
	}
	return 0;
}

/* The rule that takes calls of the name at token i, if one is called there; else NULL. */
static const struct migration_rule *taker_of(const struct migration *migration, size_t i)
{
	const struct token_list *tokens = &migration->outline.tokens;

	for (size_t r = 0; r < migration->rules.n && token_is(tokens, token_next(tokens, i), "("); r++)
		if (migration->rules.items[r].successor &&
		    token_is(tokens, i, migration->rules.items[r].callee))
			return &migration->rules.items[r];
	return NULL;
}

/* The same of calls in arguments that a rule makes. */
static int check_arguments(const struct migration *migration, size_t which, struct err *err)
{
	const struct migration_rule *rule = &migration->rules.items[which];

	for (size_t a = 0; a < rule->n_arguments; a++) {
		const struct expr *argument = rule->arguments[a];

		for (size_t i = argument ? argument->first : 0; argument && i < argument->last; i++) {
			const struct migration_rule *taker = taker_of(migration, i);

			if (taker)
				return migration_fail(migration, i, err, "this call is converted again by the "
						      "rule in line %u, so that no run is the last; write "
						      "here what becomes of it in the end",
						      line_of(migration, taker));
		}
	}
	return 0;
}

int migration_check(const struct migration *migration, struct err *err)
{
	for (size_t i = 0; i < migration->rules.n; i++)
		if (check_number(migration, i, err) || check_reach(migration, i, err) ||
		    check_circle(migration, i, err) || check_arguments(migration, i, err))
			return -1;
	return 0;
}
