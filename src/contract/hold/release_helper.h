/* SPDX-License-Identifier: GPL-2.0-only */
/* Functions of the file that release the first so many pages of an array, and nothing but that decides. */
#ifndef GUPTIDY_HOLD_RELEASE_HELPER_H
#define GUPTIDY_HOLD_RELEASE_HELPER_H

#include "c/source/source.h"

/*
 * True if the function called at token i goes once over its parameter `array`, from 0 up to its parameter
 * `count` (places, from 0), and drops each page there. *is_unsigned: a negative count is a large one.
 */
bool release_helper_at(struct source *source, size_t i, size_t array, size_t count, bool *is_unsigned);

#endif
