/* SPDX-License-Identifier: GPL-2.0-only */
/* Names that stood in what calls lost. */
#ifndef GUPTIDY_CONVERT_USELESS_H
#define GUPTIDY_CONVERT_USELESS_H

#include "conversion/convert/convert.h"

/* The planned call that the name at token i stands in, if the call will be without it; or NULL. */
const struct planned_call *useless_in(const struct converter *converter, size_t i);

/*
 * Names variables that have no use left once all calls of the source are what was planned for them: of those a
 * compiler would complain.
 */
void convert_leave_useless(struct converter *converter);

#endif
