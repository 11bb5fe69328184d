/* SPDX-License-Identifier: GPL-2.0-only */
/* What a conversion to another kernel changes beside the family: its neighbours, and the mmap lock. */
#ifndef GUPTIDY_CONVERT_BESIDE_H
#define GUPTIDY_CONVERT_BESIDE_H

#include "calls/target/target.h"
#include "conversion/convert/convert.h"

/* The names that files are looked through for, beside those of the family. */
extern const struct symbol beside_names[];
extern const size_t beside_name_count;

struct gup_neighbour;

/* True if the name at token i is called: in a body, or in that of a macro. */
bool beside_is_called(const struct source *source, size_t i);

/* The neighbour that is called at token i, or NULL: it is none, or the file has a function of that name itself. */
const struct gup_neighbour *beside_neighbour(const struct source *source, size_t i);

/* True if the name at token i is that of an mmap_sem, and not what declares one. */
bool beside_is_lock(const struct source *source, size_t i);

/* Adds the neighbours as the kernel has them to its family, for convert_beside(). */
void beside_add(struct target *target);

/*
 * Converts all calls of the source that are none of the family. version: of the code's own kernel, or 0.
 * False: only types can tell what a call was written for, and oracle is NULL.
 */
bool convert_beside(struct converter *converter, const struct target *target, unsigned version,
		    const struct oracle *oracle);

#endif
