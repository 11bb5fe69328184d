/* SPDX-License-Identifier: GPL-2.0-only */
/* Which arrays and scatterlists of a file have pages in them that the file takes itself. */
#ifndef GUPTIDY_RULES_TAKEN_H
#define GUPTIDY_RULES_TAKEN_H

#include "c/source/source.h"
#include "kernel/api/relatives.h"

/*
 * True if the file takes pages in that way into an array of the name at the token: under that name, under one that it
 * keeps so, or in all callers of a function that gets it as a parameter.
 */
bool taken_into(struct source *source, size_t name, enum hold_kind kind);

/* True if all that the file puts into scatterlists comes out of such arrays. */
bool taken_into_lists(struct source *source, enum hold_kind kind);

#endif
