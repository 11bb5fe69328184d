/* SPDX-License-Identifier: GPL-2.0-only */
/* Who calls a function, as far as its own file tells. */
#ifndef GUPTIDY_VALUE_CALLERS_H
#define GUPTIDY_VALUE_CALLERS_H

#include "c/source/source.h"
#include "c/syntax/call.h"

/*
 * Calls visit with each call of the function in its own file. False if the file also uses its name
 * in another way (takes its address, hands it to a macro): then these are not all callers.
 */
bool callers_visit(struct source *source, const struct function *function,
		   void (*visit)(const struct call *call, void *data), void *data);

/* True if modules may call it: EXPORT_SYMBOL(f), and its kin, stands in its file. */
bool function_is_exported(struct source *source, const struct function *function);

#endif
