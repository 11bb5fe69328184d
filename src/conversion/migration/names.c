// SPDX-License-Identifier: GPL-2.0-only
/* The names that a migration speaks of. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "conversion/migration/literal.h"
#include "conversion/migration/private.h"

#include <string.h>

static bool has_name(const struct migration *migration, const char *name)
{
	for (size_t i = 0; i < migration->names.n; i++)
		if (!strcmp(migration->names.items[i].name, name))
			return true;
	return false;
}

static void add_name(struct migration *migration, const char *name)
{
	struct symbol symbol = { .name = name };

	if (name && !has_name(migration, name))
		VEC_PUSH(&migration->names, symbol);
}

/* A name that somebody must declare: no member, parameter or word of C. */
static bool is_declared_elsewhere(const struct migration *migration, const struct migration_rule *rule, size_t i)
{
	static const char *const known[] = { "NULL", "true", "false", "struct", "union", "enum" };
	const struct token_list *tokens = &migration->outline.tokens;
	size_t before = token_previous(tokens, i);

	return tokens->items[i].kind == TOKEN_IDENTIFIER && !is_keyword_of_c(tokens, i) &&
	       !is_type_word(tokens, i) && rule_parameter(migration, rule, i) == NO_TOKEN &&
	       !token_is_any(tokens, i, known, ARRAY_SIZE(known)) &&
	       !token_is_any(tokens, before, known, ARRAY_SIZE(known)) && !token_is(tokens, before, "->") &&
	       !token_is(tokens, before, ".");
}

static void add_names_of(struct migration *migration, const struct migration_rule *rule,
			 const struct expr *argument)
{
	const struct token_list *tokens = &migration->outline.tokens;

	for (size_t i = argument->first; i < argument->last; i++)
		if (is_declared_elsewhere(migration, rule, i))
			add_name(migration, arena_printf(&migration->arena, "%.*s", (int)tokens->items[i].length,
							 tokens->text + tokens->items[i].offset));
}

void migration_list_names(struct migration *migration)
{
	for (size_t i = 0; i < migration->rules.n; i++)
		add_name(migration, migration->rules.items[i].callee);
	migration->n_callees = migration->names.n;
	for (size_t i = 0; i < migration->rules.n; i++)
		add_name(migration, migration->rules.items[i].successor);
	migration->n_calls = migration->names.n;
	for (size_t i = 0; i < migration->rules.n; i++)
		for (size_t a = 0; a < migration->rules.items[i].n_arguments; a++)
			if (migration->rules.items[i].arguments[a])
				add_names_of(migration, &migration->rules.items[i],
					     migration->rules.items[i].arguments[a]);
}

bool migration_uses(const struct migration *migration, const struct migration_rule *rule, const char *name)
{
	for (size_t a = 0; a < rule->n_arguments; a++)
		for (size_t i = rule->arguments[a] ? rule->arguments[a]->first : 0;
		     rule->arguments[a] && i < rule->arguments[a]->last; i++)
			if (token_is(&migration->outline.tokens, i, name) &&
			    is_declared_elsewhere(migration, rule, i))
				return true;
	return false;
}
