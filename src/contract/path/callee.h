/* SPDX-License-Identifier: GPL-2.0-only */
/* Which function of its own file a call means. */
#ifndef GUPTIDY_PATH_CALLEE_H
#define GUPTIDY_PATH_CALLEE_H

#include "c/source/source.h"

/* The function of the file that has the name at token i, or NULL. */
const struct function *callee_in_file(struct source *source, size_t i);

/* True if the file defines the name at token i more than once: on the branches of an #if, say. */
bool callee_is_one_of_several(struct source *source, size_t i);

/* The token in the #define of a macro of the file, the one of the name at token i, or NO_TOKEN. */
size_t callee_macro(struct source *source, size_t i);

/* True if the file itself gives the name at token i a meaning: as a function, or as a macro. */
bool callee_is_own(struct source *source, size_t i);

#endif
