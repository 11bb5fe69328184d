/* SPDX-License-Identifier: GPL-2.0-only */
/* Comments in and beside the arguments of a call that changes: where one has no place any more, a person finds it. */
#ifndef GUPTIDY_CONVERT_COMMENT_H
#define GUPTIDY_CONVERT_COMMENT_H

#include "calls/site/site.h"
#include "outcome/plan/call_plan.h"

/* True if the argument holds more comments than the text that takes its place. */
bool comment_is_lost(const struct source *source, const struct expr *argument, const char *text);

/*
 * Why the call as planned would lose a comment, in the source's arena, or NULL. One that only names an argument
 * goes with it.
 */
const char *why_comment_lost(const struct call_site *site, const struct call_plan *plan);

#endif
