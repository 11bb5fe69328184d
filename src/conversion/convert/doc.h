/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel-doc of a converted parameter. */
#ifndef GUPTIDY_CONVERT_DOC_H
#define GUPTIDY_CONVERT_DOC_H

#include "conversion/convert/convert.h"

/* Rewrites the line `@name: ...` in the kernel-doc right above the item that begins at token item. */
void convert_doc(struct converter *converter, size_t item, const char *name);

/* NULL, or why the kernel-doc above the item would speak of a parameter that goes. */
const char *doc_why_not_drop(const struct source *source, size_t item, const char *name);

/* Removes what the kernel-doc above the item says of that parameter. */
void convert_doc_drop(struct converter *converter, size_t item, const char *name);

#endif
