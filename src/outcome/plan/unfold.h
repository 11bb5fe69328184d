/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A function in one line, of one statement: `static int f(int n) { return g(n); }`. A line that a call of it makes too
 * long is better written in four than torn in the call.
 */
#ifndef GUPTIDY_PLAN_UNFOLD_H
#define GUPTIDY_PLAN_UNFOLD_H

#include "outcome/edit/edit.h"

struct call;
struct source;

/* Blanks that become line breaks, maybe of no byte: in front of the braces, and behind the first one. */
struct unfolding {
	struct edit_span open, inside, close;
};

/* Reads the function around a call, which no edit has touched; false: it is none of these. */
bool unfolding_read(const struct source *source, const struct edit_list *made, const struct call *call,
		    struct unfolding *unfolding);

#endif
