/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whose a work folder is, and who is at work in it. What lies there is believed, run by ninja and loaded by
 * clang: it must be what guptidy made, for this user, in this very folder.
 */
#ifndef GUPTIDY_GRAPH_CLAIM_H
#define GUPTIDY_GRAPH_CLAIM_H

#include <stdbool.h>

struct err;

/*
 * Claims the folder, and waits until nobody else is at work in it; *lock is to be closed, -1: not taken. One
 * that the user named must be empty or claimed here before: a copy of a claimed one, as a repository or an
 * archive may bring it, is none. One among all else that is kept may have moved with that. -1 sets err.
 */
int claim_take(const char *folder, bool is_named, int *lock, struct err *err);

#endif
