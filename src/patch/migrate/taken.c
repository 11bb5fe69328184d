// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/taken.h"

#include "base/data/mem.h"
#include "conversion/migration/fill.h"
#include "outcome/edit/edit.h"
#include "patch/migrate/mention.h"

#include <string.h>

/* The function or macro around a token, or "". */
static const char *definition_around(struct source *source, size_t token)
{
	const struct token_list *tokens = &source->outline.tokens;
	uint32_t directive = tokens->items[token].directive, name;

	if (!directive)
		return source_function_name(source, token);
	name = tokens->directives.items[directive - 1].first + 2;
	return arena_printf(&source->arena, "%.*s", (int)tokens->items[name].length,
			    tokens->text + tokens->items[name].offset);
}

static bool is_renamed(const struct migration_rule *rule)
{
	return rule->successor && strcmp(rule->callee, rule->successor) != 0;
}

/* The function or macro around the call, if that has, or gets, the name of what is called then; or NULL. */
static const char *self_called(const struct taken *taken)
{
	const struct migration *migration = taken->migrating->migration;
	const struct migration_rule *rule = taken->rule;
	const char *around = definition_around(taken->source, taken->planned.call.name);

	if (!is_renamed(rule) || !strcmp(around, rule->callee))
		return NULL;
	if (!strcmp(around, rule->successor))
		return around;
	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *other = &migration->rules.items[i];

		if (!strcmp(other->callee, around) && other->successor && !strcmp(other->successor, rule->successor))
			return around;
	}
	return NULL;
}

/* The migration gives it to a person. */
static const char *why_given(struct taken *taken)
{
	return taken->rule->reason;
}

static const char *why_endless(struct taken *taken)
{
	const char *around = self_called(taken);

	return around ? arena_printf(&taken->source->arena, "stands in %s() itself, which would call itself: "
				     "turn the two around", around) : NULL;
}

static const char *why_another(struct taken *taken)
{
	return why_hidden(taken->migrating->declared, is_renamed(taken->rule) ? taken->nearby : NULL, taken->source,
			  taken->planned.call.name, taken->rule->successor);
}

/* Fills in the plan, if it can. */
static const char *why_not_filled(struct taken *taken)
{
	struct filling filling = {
		.migration = taken->migrating->migration, .rule = taken->rule,
		.source = taken->source, .call = &taken->planned.call,
		.keeps_effects = taken->migrating->keeps_effects,
	};
	const char *reason = migration_fill(&filling, &taken->planned.plan);

	taken->planned.kept = filling.kept;
	taken->planned.n_kept = filling.n_kept;
	return reason;
}

/* What the compiler said of the call when it was converted. */
static const char *why_refused(struct taken *taken)
{
	const struct token *name = &taken->source->outline.tokens.items[taken->planned.call.name];
	size_t offset = edit_origin(&taken->migrated->edits, name->offset);
	const char *why;

	return migrated_file_refuses(taken->migrated, offset, &why) ?
		arena_printf(&taken->source->arena, "converted, the compiler would say of it: %s", why) : NULL;
}

/* Only a compiler can tell that what is assigned to is that still: where none looks, it stays. */
static const char *why_written(struct taken *taken)
{
	const struct call *call = &taken->planned.call;
	bool is_seen = !taken->source->outline.tokens.items[call->name].directive &&
		       is_declared_publicly(taken->migrating->declared, taken->rule->successor);

	return is_seen || !mention_is_written(taken->source, call->name, call->close) ? NULL :
		"it is assigned to, or its address taken, and no compiler sees whether that can be done then; "
		"convert it by hand";
}

static const char *(*const whys[])(struct taken *taken) = {
	why_given, why_endless, why_another, why_not_filled, why_refused, why_written,
};

const char *why_not_taken(struct taken *taken)
{
	const char *why = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(whys) && !why; i++)
		why = whys[i](taken);
	return why;
}
