// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/typed.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/type.h"
#include "c/outline/words.h"
#include "patch/migrate/expansion.h"

#include <string.h>

/* The parameter that argument a of the rule is, or NO_TOKEN: it is made of something. */
static size_t parameter_of(const struct migration *migration, const struct migration_rule *rule, size_t a)
{
	const struct expr *argument = rule->arguments[a];

	return argument && argument->last == argument->first + 1 ?
		rule_parameter(migration, rule, argument->first) : NO_TOKEN;
}

/* A number for an integer, NULL for a pointer: what no compiler minds. */
static bool is_plain(const struct migration *migration, const struct expr *argument, const char *type)
{
	const struct token_list *tokens = &migration->outline.tokens;

	if (argument->kind == EXPR_NUMBER || (argument->kind == EXPR_IDENTIFIER &&
					      (token_is(tokens, argument->op, "true") ||
					       token_is(tokens, argument->op, "false"))))
		return type_is_integer(type);
	return argument->kind == EXPR_IDENTIFIER && token_is(tokens, argument->op, "NULL") && type_depth(type);
}

static bool takes_argument(const struct migration *migration, const struct migration_rule *rule, size_t a,
			   const struct declared_name *was, const struct declared_name *is)
{
	size_t p = parameter_of(migration, rule, a);

	if (p == NO_TOKEN)
		return is_plain(migration, rule->arguments[a], is->types[a]);
	return p < was->n && !strcmp(was->types[p], is->types[a]);
}

/* `f(...) -> g(...)`: all parameters must be the same. */
static bool takes_rest(const struct declared_name *was, const struct declared_name *is)
{
	for (size_t i = 0; i < was->n && was->n == is->n; i++)
		if (strcmp(was->types[i], is->types[i]))
			return false;
	return was->n == is->n;
}

static bool takes_all(const struct migration *migration, const struct migration_rule *rule,
		      const struct declared_name *was, const struct declared_name *is)
{
	if (was->is_macro || is->is_macro || was->is_variadic || is->is_variadic ||
	    (rule->result != RESULT_UNUSED && strcmp(was->returns, is->returns)))
		return false;
	if (rule->has_rest)
		return rule->n == 1 && rule->n_arguments == 1 && !rule->arguments[0] && takes_rest(was, is);
	for (size_t a = 0; a < rule->n_arguments; a++)
		if (!takes_argument(migration, rule, a, was, is))
			return false;
	return true;
}

/* The declaration that calls of the rule's new function are held against, or NULL. */
static const struct declared_name *successor_of(const struct declared_names *names,
						const struct migration_rule *rule)
{
	for (size_t n = 0; rule->has_rest && n <= MAX_PARAMETERS; n++)
		if (n + 1 >= rule->n_arguments && declared_publicly(names, rule->successor, n))
			return declared_publicly(names, rule->successor, n);
	return rule->has_rest ? NULL : declared_publicly(names, rule->successor, rule->n_arguments);
}

static const struct declared_name *callee_of(const struct declared_names *names,
					     const struct migration_rule *rule)
{
	for (size_t n = 0; rule->has_rest && n <= MAX_PARAMETERS; n++)
		if (declared_publicly(names, rule->callee, n))
			return declared_publicly(names, rule->callee, n);
	return rule->has_rest ? NULL : declared_publicly(names, rule->callee, rule->n);
}

/* The first constant or function in the rule's arguments that no header has, or NULL. */
static const char *missing_constant(const struct declared_names *names, const struct migration *migration,
				    const struct migration_rule *rule)
{
	for (size_t i = migration->n_calls; i < migration->names.n; i++)
		if (migration_uses(migration, rule, migration->names.items[i].name) &&
		    !declared_names_know(names, migration->names.items[i].name))
			return migration->names.items[i].name;
	return NULL;
}

static bool sees_any(struct sight *sight, const char *path, const struct declared_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->items[i].symbol->name, name) && is_public_path(names->items[i].path) &&
		    sight_leads(sight, path, names->items[i].path))
			return true;
	return false;
}

/* True if whoever sees the old function, in whatever public header it is declared, sees the new one. */
static bool is_in_sight(struct sight *sight, const struct declared_names *before, const struct declared_names *after,
			const struct migration_rule *rule)
{
	for (size_t i = 0; i < before->n; i++)
		if (!strcmp(before->items[i].symbol->name, rule->callee) && is_public_path(before->items[i].path) &&
		    !sees_any(sight, before->items[i].path, after, rule->successor))
			return false;
	return true;
}

void rule_blind_headers(struct sight *sight, const struct declared_names *before, const struct declared_names *after,
			const struct migration_rule *rule, struct path_list *headers)
{
	for (size_t i = 0; i < before->n; i++)
		if (!strcmp(before->items[i].symbol->name, rule->callee) && ends_with(before->items[i].path, ".h") &&
		    !sees_any(sight, before->items[i].path, after, rule->successor))
			VEC_PUSH(headers, mem_strdup(before->items[i].path));
}

enum rule_types rule_types(const struct declared_names *before, const struct declared_names *after,
			   struct sight *sight, const struct migration *migration,
			   const struct migration_rule *rule, const char **missing)
{
	const struct declared_name *was = callee_of(before, rule), *is = successor_of(after, rule);
	enum expansion expansion = rule_expansion(before, migration, rule);

	*missing = is ? missing_constant(after, migration, rule) : rule->successor;
	if (expansion == EXPANSION_IS_CALL)
		return TYPES_PROVE;
	if (*missing)
		return TYPES_UNKNOWN;
	if (expansion == EXPANSION_OTHER && (!was || !takes_all(migration, rule, was, is)))
		return TYPES_ASK;
	return is_in_sight(sight, before, after, rule) ? TYPES_PROVE : TYPES_ASK;
}
