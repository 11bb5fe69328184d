/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The one printer of calls. What a plan leaves alone keeps its bytes: comments, line breaks, blanks. What
 * grows is wrapped as a kernel developer would, see edit_wrap(); what was aligned to the parenthesis
 * moves with it; a comment that names an argument goes with it.
 */
#ifndef GUPTIDY_PLAN_PRINT_H
#define GUPTIDY_PLAN_PRINT_H

#include "outcome/edit/edit.h"
#include "outcome/plan/call_plan.h"

struct source;

#define KERNEL_LINE 80		/* columns */

/*
 * Appends the edits that make the call what the plan says: of no more than changes, or of the whole call if its name
 * does. -1: what came out is no call with so many arguments, and nothing is appended. What the edits so far make
 * of the call's lines in front of it counts. A line that gets too long is broken at an operator in front of the
 * call, or behind it, sooner than in the call; that in front is an edit of its own.
 */
int call_print(const struct source *source, const struct call *call, const struct call_plan *plan,
	       struct edit_list *edits);

/*
 * The whole call as planned, from its name to its parenthesis, for a message: no line is broken that
 * the author did not break. NULL as above; the caller frees it.
 */
char *call_print_whole(const struct source *source, const struct call *call, const struct call_plan *plan);

/* The call as planned without any layout: "callee(argument, argument)". In the plan's arena. */
const char *call_plan_text(const struct source *source, const struct call *call,
			   const struct call_plan *plan);

#endif
