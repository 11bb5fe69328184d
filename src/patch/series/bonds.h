/* SPDX-License-Identifier: GPL-2.0-only */
/* Which files must change in one patch, as the tree would not build, or not work, between two of them. */
#ifndef GUPTIDY_SERIES_BONDS_H
#define GUPTIDY_SERIES_BONDS_H

#include "patch/series/touched.h"

/* What a patch says that brings bridges. */
#define BRIDGES_WHY "Until the last patch of this series a macro takes both kinds of calls, so that callers can " \
		    "follow one area after the other."

struct bonds {
	size_t *leader;			/* of each file of the rewrite: the first one of its group */
	char **why;			/* of each leader of a group: what holds it, for people; or NULL */
	size_t n;
	size_t bridge;			/* a file of the group that brings bridges, or SIZE_MAX */
};

/*
 * Finds them: a function whose declaration changes with those who call it; files that the conversion ties. Of
 * functions that are bridged, who declares them is held, and nobody else.
 */
void bonds_find(const struct series_input *input, const struct touched *touched,
		const struct path_list *bridged, struct bonds *bonds);

/* True if another file must change with this one. */
bool bonds_hold(const struct bonds *bonds, size_t file);

/* Frees it. */
void bonds_free(struct bonds *bonds);

#endif
