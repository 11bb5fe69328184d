/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Functions of the touched files that take or drop a lock, or release pages, for whoever calls them: the
 * file need not name the family for that.
 */
#ifndef GUPTIDY_LINT_HELPERS_H
#define GUPTIDY_LINT_HELPERS_H

#include "treewide/across/callers.h"
#include "treewide/lint/near.h"

struct touched_helpers {
	struct source **items;		/* owned: the touched files, in both states */
	size_t n, capacity;
};

/* Reads them; adds the names of those functions that other files see, which live as long as helpers. */
void touched_helpers_read(const struct near_states *states, struct touched_helpers *helpers,
			  struct name_list *names);

/* Closes the files. */
void touched_helpers_free(struct touched_helpers *helpers);

#endif
