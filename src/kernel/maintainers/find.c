// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/maintainers/maintainers.h"
#include "kernel/maintainers/private.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* 1 if an X: line of the area names the path, 0 if not; -1 sets err. */
static int is_excluded(const struct area *area, const char *root, const char *path,
		       struct budget *budget, struct err *err)
{
	int depth, found = 0;

	for (size_t i = 0; !found && i < area->lines.n; i++)
		if (area->lines.items[i].letter == 'X')
			found = pattern_names(&area->lines.items[i], root, path, budget, &depth, err);
	return found;
}

/*
 * Of several lines that name the path, the last one decides how far the area is down in the order. A
 * match without a letter: none does. -1 sets err.
 */
static int match_area(const struct area *area, const char *root, const char *path,
		      struct budget *budget, struct area_match *match, struct err *err)
{
	*match = (struct area_match){ .area = area };
	for (size_t i = 0; i < area->lines.n; i++) {
		const struct area_line *line = &area->lines.items[i];
		int found = 0, depth = 0;

		if (line->letter == 'F')
			found = pattern_names(line, root, path, budget, &depth, err);
		else if (line->letter == 'N')
			found = pattern_finds(line, line->pattern->code, path, strlen(path), budget, err);
		if (found < 0)
			return -1;
		if (found) {
			match->by = line->letter;
			match->line = line;
			match->depth = depth;
		}
	}
	return match->by ? is_excluded(area, root, path, budget, err) : 0;
}

/* Puts the match behind those that are as deep, or deeper; from is where those of this path begin. */
static void insert(struct area_list *areas, size_t from, struct area_match match)
{
	size_t at;

	VEC_PUSH(areas, match);
	for (at = areas->n - 1; at > from && areas->items[at - 1].depth < match.depth; at--)
		areas->items[at] = areas->items[at - 1];
	areas->items[at] = match;
}

int areas_by_path(const struct maintainers *maintainers, const char *path, struct budget *budget,
		  struct area_list *areas, struct err *err)
{
	size_t from = areas->n;

	for (size_t i = 0; i < maintainers->areas.n; i++) {
		struct area_match match;
		int excluded = match_area(&maintainers->areas.items[i], maintainers->root, path, budget,
					  &match, err);

		if (excluded < 0)
			return -1;
		if (match.by && !excluded)
			insert(areas, from, match);
	}
	return 0;
}

int maintainers_of(const struct maintainers *maintainers, const char *path, const char *text,
		   size_t length, struct area_list *areas, struct err *err)
{
	bool *marks = mem_calloc(maintainers->areas.n + 1, sizeof(*marks));
	const struct words words = { .text = text, .length = length };
	size_t from = areas->n;
	struct budget budget;
	int status;

	budget_begin(&budget, text ? length : 0);
	status = areas_by_path(maintainers, path, &budget, areas, err);
	if (!status && text)
		status = keywords_mark(maintainers, &words, &budget, marks, err);
	if (!status)
		keywords_add(maintainers, marks, from, areas);
	budget_end(&budget);
	free(marks);
	return status;
}

/* The area that all files are in, and so says nothing of one. */
#define THE_REST "THE REST"

char *maintainers_area(const struct maintainers *maintainers, const char *path, struct err *err)
{
	struct area_list found = {0};
	const char *name = "";
	char *own = NULL;

	if (!maintainers_of(maintainers, path, NULL, 0, &found, err)) {
		if (found.n && strcmp(found.items[0].area->name, THE_REST))
			name = found.items[0].area->name;
		own = mem_strdup(name);
	}
	area_list_free(&found);
	return own;
}

void area_list_free(struct area_list *areas)
{
	free(areas->items);
	*areas = (struct area_list){0};
}
