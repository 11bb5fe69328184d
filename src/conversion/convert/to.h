/* SPDX-License-Identifier: GPL-2.0-only */
/* Conversion to another kernel: what its own prototypes, or the tables, make of a call. */
#ifndef GUPTIDY_CONVERT_TO_H
#define GUPTIDY_CONVERT_TO_H

#include "calls/target/target.h"
#include "conversion/convert/convert.h"

/*
 * True if the byte stands in a branch of an #if that is not that kernel's, or that only the driver's own build
 * knows. That is said, and nothing there is touched.
 */
bool convert_leaves_out(struct converter *converter, size_t offset, const struct target *target);

/*
 * Converts one call. False: only types can tell what it was written for, and the site was read without a
 * compiler; nothing has been done then.
 */
bool convert_call_to(struct converter *converter, const struct call_site *site,
		     const struct target *target);

/* Names a mention that is no call and whose function that kernel declares in another way, or not at all. */
void convert_mention_to(struct converter *converter, size_t i, const struct target *target);

/* Names a function of the file's own, mention i, whose name that kernel has given away meanwhile. */
void convert_namesake_to(struct converter *converter, size_t i, const struct target *target);

#endif
