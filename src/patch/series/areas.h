/* SPDX-License-Identifier: GPL-2.0-only */
/* Whose a file is, as far as a series asks: the area it goes with, the people, the subject's prefix. */
#ifndef GUPTIDY_SERIES_AREAS_H
#define GUPTIDY_SERIES_AREAS_H

#include "patch/mail/patch.h"

#include <stdbool.h>

struct err;
struct areas;

/*
 * Reads who maintains what below root; a tree without MAINTAINERS has no areas. NULL sets err. Closed with
 * areas_close().
 */
struct areas *areas_open(const char *root, struct err *err);

/* True if the tree says who maintains it. */
bool areas_are_known(const struct areas *areas);

/*
 * The name of the area that a path goes with: the most specific one, or the folder where nobody but the whole
 * tree's maintainers care; "" without areas. The caller frees it. NULL sets err.
 */
char *areas_name(const struct areas *areas, const char *path, struct err *err);

/* Adds who is to get the patch, whose diff and body are there. -1 sets err. */
int areas_address(const struct areas *areas, struct patch *patch, struct err *err);

/* Reads the history of all these files, which areas_prefix() asks. */
void areas_learn(struct areas *areas, const char *root, const struct patches *patches);

/* What the subject begins with: "mm/gup: ". The caller frees it. */
char *areas_prefix(const struct areas *areas, const struct patch *patch);

/* Frees it; NULL is none. */
void areas_close(struct areas *areas);

#endif
