/* SPDX-License-Identifier: GPL-2.0-only */
/* The names that text calls the family by: those of its functions, of its relatives, and of wrappers. */
#ifndef GUPTIDY_API_SYMBOL_H
#define GUPTIDY_API_SYMBOL_H

#include "kernel/api/api.h"

struct symbol {
	const char *name;		/* as the text has it */
	const struct gup_function *function;	/* what a call of it calls; NULL: no function of the family */
};

/* What a tree is searched for: the names of the family, and behind them those of its relatives. */
extern const struct symbol symbols[];

/* How many they are. */
extern const size_t symbol_count;

/* The symbol of that name (length bytes, need not end in NUL), or NULL. */
const struct symbol *symbol_find(const char *name, size_t length);

/* The symbol that is the function itself. */
const struct symbol *symbol_of(const struct gup_function *function);

#endif
