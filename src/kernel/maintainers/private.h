/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share. */
#ifndef GUPTIDY_MAINTAINERS_PRIVATE_H
#define GUPTIDY_MAINTAINERS_PRIVATE_H

#include "kernel/maintainers/maintainers.h"
#include "kernel/maintainers/pattern.h"

/* Appends the areas that F: and N: lines give a path, the deepest first. -1 sets err. */
int areas_by_path(const struct maintainers *maintainers, const char *path, struct budget *budget,
		  struct area_list *areas, struct err *err);

/* A piece of text that K: lines are looked for in. */
struct words {
	const char *text;
	size_t length;
	bool in_diff;			/* a line of a diff: only what is added or removed counts */
};

/* Marks the areas (a mark for each, in their order) whose K: is in the words. -1 sets err. */
int keywords_mark(const struct maintainers *maintainers, const struct words *words,
		  struct budget *budget, bool *marks, struct err *err);

/* Appends the marked areas that are not in the list yet, from that place on. */
void keywords_add(const struct maintainers *maintainers, const bool *marks, size_t from,
		  struct area_list *areas);

#endif
