/* SPDX-License-Identifier: GPL-2.0-only */
/* Which bracket belongs to which: a part of the outline, which tells it (outline_closing() and its kin). */
#ifndef GUPTIDY_OUTLINE_BRACKETS_H
#define GUPTIDY_OUTLINE_BRACKETS_H

#include "c/outline/outline.h"

/*
 * Fills outline->partner and outline->encloser, which have room for all tokens, in one pass: brackets of
 * code together, those of each directive for themselves.
 */
void brackets_match(struct outline *outline);

#endif
