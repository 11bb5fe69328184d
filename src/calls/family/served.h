/* SPDX-License-Identifier: GPL-2.0-only */
/* What a driver's gup_compat.h gives it: the family as one kernel has it, on all of them. See compat/. */
#ifndef GUPTIDY_FAMILY_SERVED_H
#define GUPTIDY_FAMILY_SERVED_H

#include "c/outline/prototype.h"
#include "c/source/source.h"

/*
 * True if mention i is a macro that names the inline which takes the function's place; its prototype is read
 * then, and freed by prototype_free().
 */
bool served_read(const struct source *source, size_t i, struct prototype *prototype);

/*
 * True if the source is such a header: which kernels each of its inlines is for hangs on more than their
 * versions, and it was derived from what they declare. There is nothing in it to be judged or converted.
 */
bool served_is_header(const struct source *source);

/* True if the file of that path gets what the header gives: it lies beside it, or below. */
bool served_reaches(const char *header, const char *path);

#endif
