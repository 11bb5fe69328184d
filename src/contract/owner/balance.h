/* SPDX-License-Identifier: GPL-2.0-only */
/* Does a function give back itself all that it takes? */
#ifndef GUPTIDY_OWNER_BALANCE_H
#define GUPTIDY_OWNER_BALANCE_H

#include "c/source/source.h"

/*
 * True if the function releases the pages that the call whose name is the token hands out on every way on
 * which there are any. Then whoever else gets the pages only borrows them. False: it does not, or nobody
 * can tell.
 */
bool pages_are_given_back(struct source *source, size_t call);

#endif
