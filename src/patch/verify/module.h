/* SPDX-License-Identifier: GPL-2.0-only */
/* Drivers outside of the kernel tree: which folder kbuild is called for (M=). */
#ifndef GUPTIDY_VERIFY_MODULE_H
#define GUPTIDY_VERIFY_MODULE_H

/*
 * The outermost folder around a file (absolute), up to the place, whose Kbuild or Makefile says what is built; NULL:
 * there is none. The caller frees it.
 */
char *module_folder(const char *path, const char *place);

/* What is copied to build it: the repository that the place is, as a Makefile may lead there; else the folder alone. */
const char *module_whole(const char *module, const char *place);

#endif
