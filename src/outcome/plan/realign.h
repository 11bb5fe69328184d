/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lines beside the calls that edits change: what was aligned to a parenthesis stays so, where an edit in front of that
 * has moved it.
 */
#ifndef GUPTIDY_PLAN_REALIGN_H
#define GUPTIDY_PLAN_REALIGN_H

#include "outcome/result/edits.h"

struct source;

/*
 * Appends edits of the blanks that such lines begin with: edit_is_layout() knows them. The n edits are all of the
 * source's file, sorted. Lines of directives stay as they are, and those that would get too long.
 */
void realign(const struct source *source, const struct edit *edits, size_t n, struct edit_list *out);

#endif
