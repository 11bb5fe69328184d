/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share. */
#ifndef GUPTIDY_CHANGE_PRIVATE_H
#define GUPTIDY_CHANGE_PRIVATE_H

#include "change/change.h"

/* Adds to the lists; strings are copied. */
void change_touch(struct change *change, const char *path, bool in_old, bool in_new);
void change_add_problem(struct change *change, const char *path, const char *reason);

/* Sorts the lists. */
void change_sort(struct change *change);

#endif
