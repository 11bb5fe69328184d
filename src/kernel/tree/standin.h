/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the stand-ins for generated headers seem to lie. */
#ifndef GUPTIDY_TREE_STANDIN_H
#define GUPTIDY_TREE_STANDIN_H

/* The include folder, which exists only in memory; the caller frees it. */
char *stand_in_folder(const char *arch);

#endif
