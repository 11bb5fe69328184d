/* SPDX-License-Identifier: GPL-2.0-only */
/* What a patch's subject begins with when no history tells, from where its files lie and whose they are. */
#ifndef GUPTIDY_MAINTAINERS_FOLDER_H
#define GUPTIDY_MAINTAINERS_FOLDER_H

#include <stddef.h>

struct maintainers;

/*
 * "mm/gup: ", "drm/msm: ", "powerpc/mm: ", "treewide: ", as habits.def has it, for the folder or file that
 * MAINTAINERS names, or the folder that holds all; maintainers may be NULL. The caller frees it.
 */
char *folder_prefix(const struct maintainers *maintainers, const char *const *paths, size_t n);

#endif
