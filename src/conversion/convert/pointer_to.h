/* SPDX-License-Identifier: GPL-2.0-only */
/* A pointer that gets a function of the family: with it go its type, and all calls through it. */
#ifndef GUPTIDY_CONVERT_POINTER_TO_H
#define GUPTIDY_CONVERT_POINTER_TO_H

#include "calls/target/target.h"
#include "conversion/convert/convert.h"

/*
 * The address of mention i is taken. Makes the pointer that gets it, and all calls through it, what that kernel's
 * function takes, or nothing of it. NULL: they are that; or why not, in the source's arena.
 */
const char *convert_pointer(struct converter *converter, size_t i, const struct target *target);

#endif
