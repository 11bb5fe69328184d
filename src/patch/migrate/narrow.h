/* SPDX-License-Identifier: GPL-2.0-only */
/* A file for the compiler, of which only the functions matter that have a mention. */
#ifndef GUPTIDY_MIGRATE_NARROW_H
#define GUPTIDY_MIGRATE_NARROW_H

#include "c/source/source.h"

/*
 * A copy of the source's text in which the bodies of all other functions are blank, each byte in its place: what
 * they hold is nothing to any other function. The caller frees it.
 */
char *text_narrowed(const struct source *source);

#endif
