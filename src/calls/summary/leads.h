/* SPDX-License-Identifier: GPL-2.0-only */
/* Which functions of a source come to the family, by whatever they call. */
#ifndef GUPTIDY_SUMMARY_LEADS_H
#define GUPTIDY_SUMMARY_LEADS_H

#include "c/source/source.h"

/* Begins to find it out for the source: none of its functions does so far. */
void leads_begin(struct source *source);

/* Notes one that does. False: that was known. */
bool leads_add(struct source *source, const struct function *function);

/* False if it is known that the function does not; before anybody began, any may. */
bool leads_to_family(struct source *source, const struct function *function);

#endif
