/* SPDX-License-Identifier: GPL-2.0-only */
/* Files that come with the program: they are found from where it lies. */
#ifndef GUPTIDY_FILES_BESIDE_H
#define GUPTIDY_FILES_BESIDE_H

#include <stddef.h>

/* The path of the program itself, or its name where nobody knows that; the caller frees it. */
char *beside_program(void);

/*
 * The first readable file of that name in n folders, which are seen from the program's own: "../cocci". The
 * caller frees it; NULL: there is none.
 */
char *beside_file(const char *const *folders, size_t n, const char *name);

#endif
