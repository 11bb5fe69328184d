/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * libclang as a table of functions: clang->getCursor() is clang_getCursor(). The program is not
 * linked with it, as loading it takes longer than most runs, which never ask it.
 */
#ifndef GUPTIDY_CLANG_LIBCLANG_H
#define GUPTIDY_CLANG_LIBCLANG_H

#include <clang-c/Index.h>
#include <limits.h>

/* Filled by libclang_load(), which parse.h declares for the other rooms. */
struct libclang {
#define FUNCTION(name) __typeof__(clang_##name) *name;
#include "c/clang/libclang.def"
	char own_headers[PATH_MAX];	/* clang's "resource folder", absolute; may not be there */
};

#endif
