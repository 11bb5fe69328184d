// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/api/symbol.h"

#include "base/data/mem.h"

#include <string.h>

#define SIGNATURE(first, last, lock, result, returns, ...)
#define INTERNAL SIGNATURE

/* Each function's place in gup_functions. */
#define FUNCTION(name, kind, successor, signatures) PLACE_##name,
enum place {
#include "kernel/api/functions.def"
};

#define SIGNATURE(first, last, lock, result, returns, ...)
#define INTERNAL SIGNATURE
#define FUNCTION(name, kind, successor, signatures) { #name, &gup_functions[PLACE_##name] },
#define RELATIVE(name, kind, result, length, pages, count) { #name, NULL },

/* A relative with several rows is there several times: the first one is found. */
const struct symbol symbols[] = {
#include "kernel/api/functions.def"
#include "kernel/api/relatives.def"
};

const size_t symbol_count = ARRAY_SIZE(symbols);

/* Every word that is called is asked about: how long it is, and how it begins, answers most of it. */
#define SHORTEST 9
#define BEGINS "_fgimpu"

const struct symbol *symbol_find(const char *name, size_t length)
{
	if (length < SHORTEST || !memchr(BEGINS, name[0], strlen(BEGINS)))
		return NULL;
	for (size_t i = 0; i < symbol_count; i++)
		if (symbols[i].name[0] == name[0] && strlen(symbols[i].name) == length &&
		    !memcmp(symbols[i].name, name, length))
			return &symbols[i];
	return NULL;
}

const struct symbol *symbol_of(const struct gup_function *function)
{
	return &symbols[function - gup_functions];
}
