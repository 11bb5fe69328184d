/* SPDX-License-Identifier: GPL-2.0-only */
/* What older kernels have in a function's place: the rows of stand_ins.def. */
#ifndef GUPTIDY_COMPAT_STAND_INS_H
#define GUPTIDY_COMPAT_STAND_INS_H

#include "kernel/api/api.h"

struct stand_in_row {
	const char *function;		/* NULL ends the list */
	const char *other;		/* that is called; NULL: see text */
	const char *beside;		/* a function that must be there for the text, or "" */
	const char *text;
};

extern const struct stand_in_row stand_in_rows[];

/* The function of that name, which must be one. */
const struct gup_function *stand_in_function(const char *name);

#endif
