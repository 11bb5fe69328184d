// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/prove.h"

#include "base/data/mem.h"
#include "patch/migrate/compiled.h"
#include "patch/migrate/typed.h"

#include <stdlib.h>
#include <string.h>

static const struct declared_name *any_declaration(const struct declared_names *declared, const char *name)
{
	for (size_t i = 0; i < declared->n; i++)
		if (!strcmp(declared->items[i].symbol->name, name) && is_public_path(declared->items[i].path))
			return &declared->items[i];
	return NULL;
}

/* Says once what the tree does not have yet: beside the old function, or where the migration stands. */
static void leave_missing(const struct migrated *migrated, const struct migration_rule *rule, const char *missing)
{
	const struct declared_name *beside = any_declaration(&migrated->declared, rule->callee);
	char *reason = !strcmp(missing, rule->successor) && !rule->has_rest ?
		mem_printf("no header in include/ declares %s() with %zu argument%s: add it; until then its "
			   "calls are proved by their text alone", missing, rule->n_arguments,
			   rule->n_arguments == 1 ? "" : "s") :
		mem_printf("no header in include/ has %s: add it; until then the calls of %s() are proved by "
			   "their text alone", missing, rule->successor);

	result_add_left(&migrated->run->result, beside ? beside->path : migrated->migration->path,
			beside ? beside->line : 0, beside ? beside->column : 0, "", reason);
	free(reason);
}

static bool is_used(const struct migrated *migrated, size_t rule)
{
	for (size_t i = 0; i < migrated->n; i++)
		if (migrated->files[i].new_text.data && migrated->files[i].used[rule])
			return true;
	return false;
}

/* The function takes from each new call what it took from the old one: that is proved where it is defined. */
static bool follows(const struct following *following, const char *callee)
{
	for (size_t i = 0; i < following->n; i++)
		if (!strcmp(following->items[i].symbol->name, callee))
			return !following->items[i].why_not;
	return false;
}

/*
 * Whoever may include that header: of one in include/ all files, of others those below the folder that it lies in, or
 * that its include/ lies in.
 */
static void mark_includers(struct migrated *migrated, size_t rule, const char *header)
{
	const char *include = strstr(header, "include/"), *end = include ? include : path_name(header);

	for (size_t i = 0; i < migrated->n; i++)
		if (migrated->files[i].used[rule] && !strncmp(migrated->files[i].path, header, (size_t)(end - header)))
			migrated->files[i].needs_own_includes = true;
}

/* Sets asks[i] for each file with a call that the declarations alone do not prove; says what is missing once. */
static void ask_of_rule(struct migrated *migrated, size_t which, struct sight *sight, bool is_first, bool *asks)
{
	const struct migration_rule *rule = &migrated->migration->rules.items[which];
	const char *missing = NULL;
	const struct declared_names *after = migrated->after.n ? &migrated->after : &migrated->declared;
	struct path_list blind = {0};
	enum rule_types types;

	if (!rule->successor || !is_used(migrated, which) || follows(&migrated->following, rule->callee))
		return;
	types = rule_types(&migrated->declared, after, sight, migrated->migration, rule, &missing);
	if (types == TYPES_UNKNOWN && migrated->run->tree.version && is_first)
		leave_missing(migrated, rule, missing);
	if (types != TYPES_ASK)
		return;
	for (size_t i = 0; i < migrated->n; i++)
		asks[i] |= migrated->files[i].used[which];
	rule_blind_headers(sight, &migrated->declared, after, rule, &blind);
	for (size_t i = 0; i < blind.n; i++)
		mark_includers(migrated, which, blind.items[i]);
	path_list_free(&blind);
}

int prove_migrated(struct migrated *migrated, const bool *only, char **reasons, struct err *err)
{
	bool *asks = mem_calloc(migrated->n + 1, sizeof(*asks));
	struct sight sight;
	int status;

	sight_open(&sight, migrated->run->tree.root);
	for (size_t i = 0; i < migrated->migration->rules.n; i++)
		ask_of_rule(migrated, i, &sight, !only, asks);
	sight_close(&sight);
	for (size_t i = 0; i < migrated->n; i++) {
		asks[i] |= migrated->files[i].needs_compiler;
		asks[i] &= !only || only[i];
	}
	status = compile_files(migrated, asks, reasons, err);
	free(asks);
	return status;
}
