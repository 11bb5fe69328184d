/* SPDX-License-Identifier: GPL-2.0-only */
/* Where in a header something can stand that all who include it see. */
#ifndef GUPTIDY_SERIES_PLACE_H
#define GUPTIDY_SERIES_PLACE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * The beginning of the line behind the declaration, or definition, whose name is at that byte; one in an #if stands
 * in front of the #endif, which is then what the line is behind. The guard around a whole header is none.
 */
size_t place_behind(const struct buf *text, size_t name);

/* True if the macro whose name is at that byte makes names or strings of its arguments, by # or ##. */
bool macro_spells(const struct buf *text, size_t name);

#endif
