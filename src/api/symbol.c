// SPDX-License-Identifier: GPL-2.0-only
#include "api/symbol.h"

#include "base/mem.h"

#include <string.h>

#define SIGNATURE(first, last, lock, result, returns, ...)

/* Each function's place in gup_functions. */
#define FUNCTION(name, kind, successor, signatures) PLACE_##name,
enum place {
#include "api/functions.def"
};

#define SIGNATURE(first, last, lock, result, returns, ...)
#define FUNCTION(name, kind, successor, signatures) { #name, &gup_functions[PLACE_##name] },
#define RELATIVE(name, kind, result, length, pages, count) { #name, NULL },

/* A relative with several rows is there several times: the first one is found. */
const struct symbol symbols[] = {
#include "api/functions.def"
#include "api/relatives.def"
};

const size_t symbol_count = ARRAY_SIZE(symbols);

/* It is asked about every word that is called: the first letter answers most of it. */
const struct symbol *symbol_find(const char *name, size_t length)
{
	for (size_t i = 0; length && i < symbol_count; i++)
		if (symbols[i].name[0] == name[0] && strlen(symbols[i].name) == length &&
		    !memcmp(symbols[i].name, name, length))
			return &symbols[i];
	return NULL;
}

const struct symbol *symbol_of(const struct gup_function *function)
{
	return &symbols[function - gup_functions];
}
