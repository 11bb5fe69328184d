/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether one place of a function hangs on conditions that another does not hang on. */
#ifndef GUPTIDY_PATH_BESIDE_H
#define GUPTIDY_PATH_BESIDE_H

#include "c/source/source.h"

/*
 * True if all that the token hangs on (if, case, loop, #if), the other token hangs on too, in all readings
 * of the function that have both. False as well where it has none.
 */
bool is_beside(struct source *source, const struct function *function, size_t token, size_t other);

#endif
