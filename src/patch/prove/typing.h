/* SPDX-License-Identifier: GPL-2.0-only */
/* The type of an expression by the declarations that the text shows. */
#ifndef GUPTIDY_PROVE_TYPING_H
#define GUPTIDY_PROVE_TYPING_H

#include "c/syntax/expr.h"
#include "patch/prove/records.h"

/*
 * As c/outline/type.h has types: "unsigned long", "struct page **"; of an integer perhaps another one. In the
 * source's arena. NULL: only a compiler can tell.
 */
const char *typing_of(struct records *records, struct source *source, const struct expr *expr);

#endif
