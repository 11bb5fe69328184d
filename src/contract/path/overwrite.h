/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's functions and macros that put something else into what they get: swap(), xchg(), memcpy(). */
#ifndef GUPTIDY_PATH_OVERWRITE_H
#define GUPTIDY_PATH_OVERWRITE_H

#include "c/outline/outline.h"

/*
 * True if one of them does so to the name that ends at token i, `pages` or `work->pages`, to an element of it, or to
 * what it points to: swap(x, name), xchg(&name, x), memcpy(name, x, n).
 */
bool is_overwritten_at(const struct outline *outline, size_t i);

/* True if the name at token i is that of a call that copies into what its first argument points to. */
bool is_copy_at(const struct token_list *tokens, size_t i);

#endif
