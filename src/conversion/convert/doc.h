/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel-doc of a converted parameter. */
#ifndef GUPTIDY_CONVERT_DOC_H
#define GUPTIDY_CONVERT_DOC_H

#include "conversion/convert/convert.h"

/* Rewrites the line `@name: ...` in the kernel-doc right above the item that begins at token item. */
void convert_doc(struct converter *converter, size_t item, const char *name);

#endif
