/* SPDX-License-Identifier: GPL-2.0-only */
/* Areas: the parts of a tree that reports count by. */
#ifndef GUPTIDY_RESULT_AREA_H
#define GUPTIDY_RESULT_AREA_H

/*
 * The area of a file: its folder, but no more than two folders deep, as "drivers/vfio", "mm"; "." for a
 * file at the top. The caller frees it.
 */
char *area_of(const char *path);

#endif
