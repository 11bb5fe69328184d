// SPDX-License-Identifier: GPL-2.0-only
/* What a rule says. */
#include "conversion/migration/migration.h"

#include <string.h>

size_t rule_parameter(const struct migration *migration, const struct migration_rule *rule, size_t i)
{
	const struct token_list *tokens = &migration->outline.tokens;
	size_t before = token_previous(tokens, i);

	if (i >= tokens->n || tokens->items[i].kind != TOKEN_IDENTIFIER ||
	    token_is(tokens, before, "->") || token_is(tokens, before, ".") ||
	    migration_is_verbatim(migration, i))
		return NO_TOKEN;
	for (size_t p = 0; p < rule->n; p++)
		if (rule->patterns[p].kind == PATTERN_ANY && token_is(tokens, i, rule->patterns[p].name))
			return p;
	for (size_t p = 0; p < rule->parts.n; p++)
		if (token_is(tokens, i, rule->parts.items[p].name))
			return FIRST_PART + p;
	return NO_TOKEN;
}

size_t rule_place(const struct migration_rule *rule, size_t parameter)
{
	return parameter < FIRST_PART ? parameter : rule->parts.items[parameter - FIRST_PART].pattern;
}

const char *rule_parameter_name(const struct migration_rule *rule, size_t parameter)
{
	return parameter < FIRST_PART ? rule->patterns[parameter].name :
					rule->parts.items[parameter - FIRST_PART].name;
}

bool migration_makes(const struct migration *migration, const char *name, size_t n)
{
	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *rule = &migration->rules.items[i];
		bool has_rest = rule->has_rest;

		if (rule->successor && !strcmp(rule->successor, name) &&
		    (rule->n_arguments == n || (has_rest && n + 1 >= rule->n_arguments)))
			return true;
	}
	return false;
}

bool rule_takes_all(const struct migration_rule *rule)
{
	for (size_t i = 0; i < rule->n; i++)
		if (rule->patterns[i].kind == PATTERN_LITERAL || rule->patterns[i].kind == PATTERN_EXPR)
			return false;
	return !rule->conditions.n && rule->result == RESULT_ANY;
}

enum fate migration_fate(const struct migration *migration, const char *name)
{
	enum fate fate = FATE_STAYS;

	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *rule = &migration->rules.items[i];

		if (rule->successor && !strcmp(rule->successor, name))
			return FATE_CHANGES;
		if (!strcmp(rule->callee, name) && rule_takes_all(rule))
			fate = FATE_GOES;
	}
	return fate;
}
