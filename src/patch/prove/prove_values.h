/* SPDX-License-Identifier: GPL-2.0-only */
/* What a call passes as its flags, before and after: no value may get lost on any way to it. */
#ifndef GUPTIDY_PROVE_PROVE_VALUES_H
#define GUPTIDY_PROVE_PROVE_VALUES_H

#include "calls/site/site.h"

/*
 * Compares the values that may reach what the call asks for in both texts, each read with its own
 * types. NULL: the new ones are the old ones as flags. Else why not; the caller frees it.
 */
char *prove_values(const struct call_site *before, const struct call_site *now);

/*
 * The same for sites that were read without a compiler: true if the new values are the old ones as flags,
 * whatever types the names have that the text does not tell.
 */
bool prove_values_by_text(const struct call_site *before, const struct call_site *now);

#endif
