/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Arguments that certainly are the caller's own, or nothing: current, current->mm, NULL, also through local variables
 * and the parameters of static functions, if all of their callers pass that.
 */
#ifndef GUPTIDY_SITE_CURRENT_H
#define GUPTIDY_SITE_CURRENT_H

#include "calls/site/site.h"

/* True if it is `current` on all ways to the call. */
bool is_current(const struct call_site *site, const struct expr *expr);

/* The same of `current->mm`. */
bool is_current_mm(const struct call_site *site, const struct expr *expr);

/* The same of NULL. */
bool is_always_null(const struct call_site *site, const struct expr *expr);

#endif
