/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A copy of a tree whose files are links to the real ones, so that some of them can be replaced. What a
 * build in the tree itself left there is not in it.
 */
#ifndef GUPTIDY_VERIFY_FARM_H
#define GUPTIDY_VERIFY_FARM_H

#include <stddef.h>

struct err;

/* Makes the copy of root in that folder; one that is there becomes what it should be. -1 sets err. */
int farm_plant(const char *root, const char *folder, struct err *err);

/* Replaces a file of the copy by one with that text. -1 sets err. */
int farm_replace(const char *folder, const char *path, const char *text, size_t length, struct err *err);

/* Makes it a link to the real one again; nothing, if the real one is not there. -1 sets err. */
int farm_restore(const char *root, const char *folder, const char *path, struct err *err);

#endif
