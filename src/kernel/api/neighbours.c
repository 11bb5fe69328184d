// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/api/neighbours.h"

#include "kernel/api/signature.h"

#include <string.h>

#define NEIGHBOUR(name, implied, advice, signatures)				\
	{ { #name, KIND_ACQUIRE, NULL,						\
	    (const struct gup_signature[]){ signatures { .returns = NULL } } },	\
	  implied, advice },

const struct gup_neighbour gup_neighbours[] = {
#include "kernel/api/neighbours.def"
	{ .function = { .name = NULL } },
};

const struct gup_neighbour *gup_neighbour_find(const char *name, size_t length)
{
	for (const struct gup_neighbour *n = gup_neighbours; n->function.name; n++)
		if (strlen(n->function.name) == length && !memcmp(n->function.name, name, length))
			return n;
	return NULL;
}

bool gup_neighbour_has_roles(const struct gup_neighbour *neighbour)
{
	return neighbour->function.signatures->roles[0] != ROLE_NONE;
}

const char *gup_implied_flag(const struct gup_function *function)
{
	for (const struct gup_neighbour *n = gup_neighbours; n->function.name; n++)
		if (&n->function == function)
			return n->implied;
	return NULL;
}
