/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's functions that hand out memory, or NULL if there is none. */
#ifndef GUPTIDY_PAGES_ALLOCATION_H
#define GUPTIDY_PAGES_ALLOCATION_H

#include "syntax/expr.h"

/* True if the expression, casts aside, calls one of them. */
bool is_allocation(const struct outline *outline, const struct expr *expr);

/* True if a pointer that gets the value points to memory that nobody else knows, or to none. */
bool is_own_memory(const struct outline *outline, const struct expr *value);

#endif
