// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/parameters.h"

#include <string.h>

/* --- one rule --- */

/* The parameter that argument a of the rule is, or NO_TOKEN. */
static size_t parameter_of(const struct migration *migration, const struct migration_rule *rule, size_t a)
{
	const struct expr *argument = rule->arguments[a];

	return argument->last == argument->first + 1 ?
		rule_parameter(migration, rule, argument->first) : NO_TOKEN;
}

static bool has(const struct parameters *parameters, size_t i)
{
	for (size_t k = 0; k < parameters->n_kept; k++)
		if (parameters->kept[k] == i)
			return true;
	return false;
}

static bool keeps_places(const struct parameters *parameters)
{
	for (size_t k = 0; k < parameters->n_kept; k++)
		if (parameters->kept[k] != k)
			return false;
	return parameters->n_kept == parameters->n_named;
}

/* What the rule makes of them; NULL, or why that is no list of the same parameters. */
static const char *read_rule(const struct migration *migration, const struct migration_rule *rule,
			     struct parameters *parameters)
{
	*parameters = (struct parameters){
		.callee = rule->callee, .successor = rule->successor, .n_named = rule->n - rule->has_rest,
	};
	if (rule->n_arguments > MAX_PARAMETERS)
		return "it has more parameters than are read";
	for (size_t a = 0; a < rule->n_arguments; a++) {
		size_t parameter;

		if (!rule->arguments[a] && a + 1 < rule->n_arguments)
			return "what stands for ... would come in front of others";
		if (!rule->arguments[a]) {
			parameters->has_rest = true;
			continue;
		}
		parameter = parameter_of(migration, rule, a);
		if (parameter == NO_TOKEN || parameter >= FIRST_PART || has(parameters, parameter))
			return "no rule says how the parameters that come in are declared";
		parameters->kept[parameters->n_kept++] = parameter;
	}
	if (rule->has_rest && !parameters->has_rest)
		return "what stands for ... would go";
	parameters->is_rename = keeps_places(parameters);
	return NULL;
}

/* --- all rules of a function --- */

static bool agree(const struct parameters *a, const struct parameters *b)
{
	return !strcmp(a->successor, b->successor) && a->n_named == b->n_named && a->has_rest == b->has_rest &&
	       a->n_kept == b->n_kept && !memcmp(a->kept, b->kept, a->n_kept * sizeof(*a->kept));
}

/* True if what the rule asks for is asked of parameters that go: those that stay may be anything. */
static bool asks_what_goes(const struct migration_rule *rule, const struct parameters *parameters)
{
	for (size_t i = 0; i < rule->n; i++)
		if (rule->patterns[i].kind != PATTERN_ANY && rule->patterns[i].kind != PATTERN_REST &&
		    has(parameters, i))
			return false;
	for (size_t i = 0; i < rule->conditions.n; i++)
		if (has(parameters, rule->conditions.items[i].parameter))
			return false;
	return rule->result == RESULT_ANY;
}

const char *migration_parameters(const struct migration *migration, const char *callee,
				 struct parameters *parameters)
{
	bool is_complete = false, is_found = false;

	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *rule = &migration->rules.items[i];
		struct parameters other;
		const char *why_not;

		if (strcmp(rule->callee, callee))
			continue;
		is_complete |= rule_takes_all(rule);
		if (!rule->successor)
			continue;
		why_not = read_rule(migration, rule, &other);
		if (why_not)
			return why_not;
		if (!asks_what_goes(rule, &other) || (is_found && !agree(parameters, &other)))
			return "its calls become several things";
		*parameters = other;
		is_found = true;
	}
	if (!is_found)
		return "its calls are left to you";
	return is_complete ? NULL : "some of its calls stay as they are";
}

/* --- a list --- */

bool parameters_fit(const struct parameters *parameters, size_t n)
{
	return parameters->has_rest ? n >= parameters->n_named : n == parameters->n_named;
}

bool parameters_are_done(const struct parameters *parameters, size_t n)
{
	return !strcmp(parameters->callee, parameters->successor) && !parameters_fit(parameters, n) &&
	       n == parameters->n_kept;
}

bool parameters_keep(const struct parameters *parameters, size_t i)
{
	return i >= parameters->n_named || has(parameters, i);
}

void parameters_plan(const struct parameters *parameters, const struct call *list, struct arena *arena,
		     struct call_plan *plan)
{
	call_plan_clear(plan, list, arena);
	if (strcmp(parameters->callee, parameters->successor))
		plan->callee = parameters->successor;
	for (size_t k = 0; k < parameters->n_kept; k++)
		call_plan_add(plan, parameters->kept[k], NULL);
	for (size_t i = parameters->n_named; i < list->n; i++)
		call_plan_add(plan, i, NULL);
}
