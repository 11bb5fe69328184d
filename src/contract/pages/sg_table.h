/* SPDX-License-Identifier: GPL-2.0-only */
/* Tables of pages that a function makes, and frees again. */
#ifndef GUPTIDY_PAGES_SG_TABLE_H
#define GUPTIDY_PAGES_SG_TABLE_H

#include "contract/pages/pages_private.h"

/*
 * True if the function does nothing with the table but make it, map it and free it, so that nobody can have
 * taken a page out of it: `&table`, or the table of the object that has the array, too.
 */
bool sg_table_is_closed(const struct page_reader *reader, const struct expr *table);

#endif
