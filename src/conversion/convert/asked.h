/* SPDX-License-Identifier: GPL-2.0-only */
/* What a ported call asks for, and whether the other kernel grants it. */
#ifndef GUPTIDY_CONVERT_ASKED_H
#define GUPTIDY_CONVERT_ASKED_H

#include "calls/site/port.h"
#include "calls/target/target.h"

/*
 * Why that kernel does not take the flags of the call as it becomes, as the rest of a sentence: one that is
 * gone, one that it refuses, a number. NULL: nothing speaks against it. In the source's arena.
 */
const char *asked_of(const struct call_site *site, const struct ported *ported,
		     const struct target *target);

#endif
