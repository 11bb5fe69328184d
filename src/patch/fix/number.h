/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers that become names of flags: which flag a bit is, the tree alone knows. */
#ifndef GUPTIDY_FIX_NUMBER_H
#define GUPTIDY_FIX_NUMBER_H

#include "outcome/plan/call_plan.h"

#include <stdbool.h>

struct call;
struct source;

/*
 * True if an argument of the source's call loses a number but 0 and 1 to the plan's text for it. 1 has been
 * FOLL_WRITE in every kernel; what other bits mean is read from mainline's tables, and a vendor's kernel may
 * have others.
 */
bool number_is_named(const struct source *source, const struct call *call, const struct call_plan *plan);

#endif
