/* SPDX-License-Identifier: GPL-2.0-only */
/* What a call that passes less leaves behind: names that nobody uses any more. */
#ifndef GUPTIDY_CONVERT_USELESS_H
#define GUPTIDY_CONVERT_USELESS_H

#include "conversion/convert/convert.h"

/*
 * Leaves to a person each variable that held nothing but an argument which the plan drops, and each parameter of a
 * static function that was only handed on there.
 */
void convert_leave_useless(struct converter *converter, const struct call_site *site, const struct call_plan *plan);

#endif
