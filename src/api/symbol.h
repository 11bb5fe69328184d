/* SPDX-License-Identifier: GPL-2.0-only */
/* The names that text calls the family by: those of its functions, and those of wrappers around them. */
#ifndef GUPTIDY_API_SYMBOL_H
#define GUPTIDY_API_SYMBOL_H

#include "api/api.h"

struct symbol {
	const char *name;		/* as the text has it */
	const struct gup_function *function;	/* what a call of it calls */
};

/* The symbol that is the function itself. */
const struct symbol *symbol_of(const struct gup_function *function);

#endif
