// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/bonds.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <string.h>

static size_t leader_of(struct bonds *bonds, size_t file)
{
	while (bonds->leader[file] != file) {
		bonds->leader[file] = bonds->leader[bonds->leader[file]];
		file = bonds->leader[file];
	}
	return file;
}

/* The first file leads; the reason that was given first stays. */
static void hold(struct bonds *bonds, size_t a, size_t b, const char *why)
{
	size_t first = leader_of(bonds, a), second = leader_of(bonds, b);

	if (first > second) {
		size_t swapped = first;

		first = second;
		second = swapped;
	}
	if (!bonds->why[first] && first != second) {
		bonds->why[first] = bonds->why[second] ? bonds->why[second] : mem_strdup(why);
		bonds->why[second] = NULL;
	}
	bonds->leader[second] = first;
}

/* All files with a touched mention of that name. */
static void hold_users(struct bonds *bonds, const struct touched *touched, const char *name, const char *why)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < touched->n; i++) {
		if (strcmp(touched->items[i].name, name))
			continue;
		if (first == SIZE_MAX)
			first = touched->items[i].file;
		hold(bonds, first, touched->items[i].file, why);
	}
}

/* A declaration and its callers cannot be parted. */
static void hold_declared(struct bonds *bonds, const struct touched *touched, const struct path_list *bridged)
{
	for (size_t i = 0; i < touched->declared.n; i++) {
		const char *name = touched->declared.items[i];
		char *why = mem_printf("%s() changes under its callers: the tree builds with all of these files, "
				       "or none.", name);

		if (!path_list_has(bridged, name))
			hold_users(bonds, touched, name, why);
		free(why);
	}
}

/* All that declares bridged functions is one step, the first one. */
static void hold_bridges(struct bonds *bonds, const struct touched *touched, const struct path_list *bridged)
{
	for (size_t i = 0; i < touched->n; i++) {
		const struct touched_mention *item = &touched->items[i];

		if (!item->is_public || !path_list_has(bridged, item->name))
			continue;
		if (bonds->bridge == SIZE_MAX)
			bonds->bridge = item->file;
		hold(bonds, bonds->bridge, item->file, BRIDGES_WHY);
	}
}

/* A new list of arguments under the old name, whose declaration a person changes. */
static void hold_undeclared(struct bonds *bonds, const struct series_input *input,
			    const struct touched *touched, const struct path_list *bridged)
{
	for (size_t i = 0; i < input->undeclared.n; i++) {
		const char *name = input->undeclared.items[i];
		char *why = mem_printf("%s() is declared otherwise until a person changes that, in this same patch.",
				       name);

		if (!path_list_has(bridged, name))
			hold_users(bonds, touched, name, why);
		free(why);
	}
}

static size_t place_of(const struct rewrite *rewrite, const char *path)
{
	const struct rewritten *file = rewrite_find(rewrite, path);

	return file ? (size_t)(file - rewrite->items) : rewrite->n;
}

static void hold_tied(struct bonds *bonds, const struct series_input *input)
{
	const struct result *result = &input->run->result;

	for (size_t i = 0; i < result->ties.n; i++) {
		size_t a = place_of(input->rewrite, result->ties.items[i].path);
		size_t b = place_of(input->rewrite, result->ties.items[i].other);

		if (a < input->rewrite->n && b < input->rewrite->n)
			hold(bonds, a, b, "What one of these files hands out, another one gives back.");
	}
}

void bonds_find(const struct series_input *input, const struct touched *touched,
		const struct path_list *bridged, struct bonds *bonds)
{
	*bonds = (struct bonds){
		.n = input->rewrite->n, .bridge = SIZE_MAX,
		.leader = mem_calloc(input->rewrite->n, sizeof(*bonds->leader)),
		.why = mem_calloc(input->rewrite->n, sizeof(*bonds->why)),
	};
	for (size_t i = 0; i < bonds->n; i++)
		bonds->leader[i] = i;
	hold_bridges(bonds, touched, bridged);
	hold_declared(bonds, touched, bridged);
	hold_undeclared(bonds, input, touched, bridged);
	hold_tied(bonds, input);
	for (size_t i = 0; i < bonds->n; i++)
		bonds->leader[i] = leader_of(bonds, i);
}

bool bonds_hold(const struct bonds *bonds, size_t file)
{
	return bonds->why[bonds->leader[file]];
}

void bonds_free(struct bonds *bonds)
{
	for (size_t i = 0; i < bonds->n; i++)
		free(bonds->why[i]);
	free(bonds->why);
	free(bonds->leader);
	*bonds = (struct bonds){0};
}
