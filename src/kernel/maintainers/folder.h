/* SPDX-License-Identifier: GPL-2.0-only */
/* What a patch's subject begins with when no history tells: the name of the folder, as kernel people shorten it. */
#ifndef GUPTIDY_MAINTAINERS_FOLDER_H
#define GUPTIDY_MAINTAINERS_FOLDER_H

#include <stddef.h>

/* "mm/gup: ", "vfio: ", "powerpc/mm: ", "treewide: "; the caller frees it. */
char *folder_prefix(const char *const *paths, size_t n);

#endif
