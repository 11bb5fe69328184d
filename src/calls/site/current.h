/* SPDX-License-Identifier: GPL-2.0-only */
/* Arguments that certainly are the caller's own: current, current->mm, also through local variables. */
#ifndef GUPTIDY_SITE_CURRENT_H
#define GUPTIDY_SITE_CURRENT_H

#include "calls/site/site.h"

/* True if it is `current` on all ways to the call. */
bool is_current(const struct call_site *site, const struct expr *expr);

/* The same of `current->mm`. */
bool is_current_mm(const struct call_site *site, const struct expr *expr);

#endif
