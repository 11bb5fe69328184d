// SPDX-License-Identifier: GPL-2.0-only
#include "api/symbol.h"

#define SIGNATURE(first, last, lock, result, returns, ...)

/* Each function's place in gup_functions. */
#define FUNCTION(name, kind, successor, signatures) PLACE_##name,
enum place {
#include "api/functions.def"
};

#define SIGNATURE(first, last, lock, result, returns, ...)
#define FUNCTION(name, kind, successor, signatures) { #name, &gup_functions[PLACE_##name] },

static const struct symbol symbols[] = {
#include "api/functions.def"
};

const struct symbol *symbol_of(const struct gup_function *function)
{
	return &symbols[function - gup_functions];
}
