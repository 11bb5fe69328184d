/* SPDX-License-Identifier: GPL-2.0-only */
/* What two engines made of one file, call by call. */
#ifndef GUPTIDY_MIGRATE_BESIDE_H
#define GUPTIDY_MIGRATE_BESIDE_H

#include "c/source/source.h"
#include "outcome/result/comparison.h"

/*
 * Adds to the comparison each call of the old source's mentions, as the own text and the other engine's have
 * it; blanks and comments do not count. Where the other one has changed anything beside, that is a difference
 * in the body, and the rest of the file is not compared.
 */
void compare_texts(struct source *old, const struct buf *own, const struct buf *other,
		   struct comparison *comparison);

#endif
