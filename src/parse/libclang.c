// SPDX-License-Identifier: GPL-2.0-only
#include "parse/libclang.h"

#include <dlfcn.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "parse/parse.h"

/* The name of the first function that the library lacks, or NULL. */
static const char *find_functions(void *library, struct libclang *clang)
{
#define FUNCTION(name)                                                         \
	clang->name = (__typeof__(clang->name))dlsym(library, "clang_" #name); \
	if (!clang->name)                                                      \
		return "clang_" #name;
#include "parse/libclang.def"
	return NULL;
}

/*
 * The library is never closed: LLVM leaves things behind for the end of the process, and the leak
 * checker knows them by the library that they came from.
 */
struct libclang *libclang_load(struct err *err)
{
	void *library = dlopen(LIBCLANG, RTLD_LAZY | RTLD_LOCAL);
	struct libclang *clang;
	const char *missing;

	if (!library) {
		err_set(err, LIBCLANG ": cannot be loaded: %s; install " LIBCLANG_PACKAGE,
			dlerror());
		return NULL;
	}
	clang = mem_calloc(1, sizeof(*clang));
	missing = find_functions(library, clang);
	if (!missing)
		return clang;
	err_set(err, LIBCLANG ": has no %s; install " LIBCLANG_PACKAGE " anew", missing);
	free(clang);
	return NULL;
}
