/* SPDX-License-Identifier: GPL-2.0-only */
/* From the text of a call to the plan that makes another call that. */
#ifndef GUPTIDY_FIX_REWORD_H
#define GUPTIDY_FIX_REWORD_H

#include "outcome/plan/call_plan.h"

#include <stdbool.h>

struct call;
struct source;

/*
 * Plans the source's call to become the text, in the source's arena. Arguments that stay what they are keep
 * their bytes, and with them their layout. False: the text is not a call and nothing else.
 */
bool reword_call(struct source *source, const struct call *call, const char *text, struct call_plan *plan);

#endif
