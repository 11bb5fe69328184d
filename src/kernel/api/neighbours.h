/* SPDX-License-Identifier: GPL-2.0-only */
/* Functions beside the family that change as it does: the rows of neighbours.def. */
#ifndef GUPTIDY_API_NEIGHBOURS_H
#define GUPTIDY_API_NEIGHBOURS_H

#include "kernel/api/api.h"

struct gup_neighbour {
	struct gup_function function;
	const char *implied;		/* what its `int write` asked for besides, or NULL */
	const char *advice;		/* where it is gone */
};

/* All of them, ended by .function.name == NULL. */
extern const struct gup_neighbour gup_neighbours[];

/* The neighbour of that name (length bytes, need not end in NUL), or NULL. */
const struct gup_neighbour *gup_neighbour_find(const char *name, size_t length);

/* True if its parameters are told: else nothing is known but whether it is there. */
bool gup_neighbour_has_roles(const struct gup_neighbour *neighbour);

/* The flag that a write of that function, of the family or beside it, asks for besides, or NULL. */
const char *gup_implied_flag(const struct gup_function *function);

#endif
