/* SPDX-License-Identifier: GPL-2.0-only */
/* Does whoever calls a function always come to a call in it, unless something fails before? */
#ifndef GUPTIDY_PATH_CERTAIN_H
#define GUPTIDY_PATH_CERTAIN_H

#include "c/source/source.h"

/*
 * True if the call at the token hangs on no condition but those of loops, and what leaves the function in
 * front of it returns an error, or goes to a label whose name says so.
 */
bool is_certain_call(struct source *source, const struct function *function, size_t call);

#endif
