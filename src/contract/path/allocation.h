/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's functions that hand out memory, or NULL if there is none: there is nothing in it yet, and
 * nobody else has it.
 */
#ifndef GUPTIDY_PATH_ALLOCATION_H
#define GUPTIDY_PATH_ALLOCATION_H

#include "c/syntax/expr.h"

/* True if the value that begins at token i is a call of one of them, casts aside. */
bool is_allocation_at(const struct outline *outline, size_t i);

/* The same of an expression. */
bool is_allocation(const struct outline *outline, const struct expr *expr);

/* True if a pointer that gets the value points to memory that nobody else knows, or to none. */
bool is_own_memory(const struct outline *outline, const struct expr *value);

#endif
