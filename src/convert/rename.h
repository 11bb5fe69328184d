/* SPDX-License-Identifier: GPL-2.0-only */
/* A call that gets another name: what was aligned to its parenthesis moves with it. */
#ifndef GUPTIDY_CONVERT_RENAME_H
#define GUPTIDY_CONVERT_RENAME_H

#include "convert/convert.h"

/* Makes call a call of name with argument i replaced by text. */
void convert_rename(struct converter *converter, const struct call *call, const char *name, size_t i,
		    const char *text);

#endif
