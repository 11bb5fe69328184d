/* SPDX-License-Identifier: GPL-2.0-only */
/* Names that stood in what calls lost. */
#ifndef GUPTIDY_CONVERT_USELESS_H
#define GUPTIDY_CONVERT_USELESS_H

#include "conversion/convert/convert.h"

/* Which of the calls that are planned so far each token of a source stands in the parentheses of. */
struct planned_map {
	const struct converter *converter;
	uint32_t *calls;		/* of each token: the number of the call and one, or 0; NULL: there are none */
};

/* Reads it; freed with planned_map_close(). What is planned later is not in it. */
void planned_map_open(const struct converter *converter, struct planned_map *map);

/* Frees it. */
void planned_map_close(struct planned_map *map);

/* The planned call that the name at token i stands in, if the call will be without it; or NULL. */
const struct planned_call *useless_in(const struct planned_map *map, size_t i);

/*
 * Names variables that have no use left once all calls of the source are what was planned for them: of those a
 * compiler would complain.
 */
void convert_leave_useless(struct converter *converter);

#endif
