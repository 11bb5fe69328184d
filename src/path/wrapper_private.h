/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of path/wrapper.h share. */
#ifndef GUPTIDY_PATH_WRAPPER_PRIVATE_H
#define GUPTIDY_PATH_WRAPPER_PRIVATE_H

#include "path/acquire.h"

/*
 * True if tokens [first, last), which are not those of the call itself, do something with the pages under
 * the name at token target: release them, give them away, or what nobody can tell.
 */
bool wrapper_loses(struct source *source, const struct acquire *acquire, size_t target, size_t first,
		   size_t last);

/* True if the function gives the parameter at that token another value, or its address away. */
bool wrapper_changes(struct source *source, size_t use);

#endif
