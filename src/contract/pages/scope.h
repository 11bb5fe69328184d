/* SPDX-License-Identifier: GPL-2.0-only */
/* Variables that clean up after themselves: `struct page *page __free(put_page) = NULL`. */
#ifndef GUPTIDY_PAGES_SCOPE_H
#define GUPTIDY_PAGES_SCOPE_H

#include "contract/hold/acquire.h"

/*
 * True if the variable that the pages go to, or to a member of whose object they go, is handed to some
 * function at the end of its scope that may release them. One that only frees memory does not.
 */
bool scope_may_release(struct source *source, const struct acquire *acquire);

/* True if the memory of the local variable at the token is freed at the end of its scope, and that is all. */
bool scope_frees(struct source *source, size_t variable);

#endif
