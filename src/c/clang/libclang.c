// SPDX-License-Identifier: GPL-2.0-only
#include "c/clang/libclang.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/clang/parse.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIBCLANG_PACKAGE "libclang1-" LLVM_VERSION	/* as Debian calls it */

/* The name of the first function that the library lacks, or NULL. */
static const char *find_functions(void *library, struct libclang *clang)
{
#define FUNCTION(name)                                                         \
	clang->name = (__typeof__(clang->name))dlsym(library, "clang_" #name); \
	if (!clang->name)                                                      \
		return "clang_" #name;
#include "c/clang/libclang.def"
	return NULL;
}

/* clang would look for its headers from where the user stands, and take whatever lies there. */
static void find_own_headers(struct libclang *clang)
{
	/* From the library's folder: as LLVM installs them, and as Debian does. */
	static const char *const places[] = { "clang/" LLVM_VERSION, "../lib/clang/" LLVM_VERSION,
					      "../llvm-" LLVM_VERSION "/lib/clang/" LLVM_VERSION };
	Dl_info info = {0};
	char *library = dladdr((void *)clang->createIndex, &info) ? realpath(info.dli_fname, NULL) :
								    NULL;
	char *folder = path_folder(library ? library : "");
	bool found = false;

	for (size_t i = 0; i < ARRAY_SIZE(places) && !found; i++) {
		char *path = mem_printf("%s/%s/include/stddef.h", folder, places[i]);
		char *header = realpath(path, NULL);

		found = header && strlen(header) < sizeof(clang->own_headers);
		snprintf(clang->own_headers, sizeof(clang->own_headers), "%.*s",
			 found ? (int)(strlen(header) - strlen("/include/stddef.h")) : 0,
			 found ? header : "");
		free(header);
		free(path);
	}
	if (!found)
		snprintf(clang->own_headers, sizeof(clang->own_headers), "/guptidy-stand-ins/none");
	free(folder);
	free(library);
}

/*
 * The names of one library: Debian's, LLVM's own as Fedora has it, others'. The last ones say nothing
 * of the version; the functions that are asked for have been the same for years.
 */
static const char *const libraries[] = {
	("libclang-" LLVM_VERSION ".so." LLVM_VERSION), ("libclang-" LLVM_VERSION ".so.1"),
	("libclang.so." LLVM_VERSION ".1"), ("libclang.so." LLVM_VERSION), "libclang.so",
};

/* The first that is there. Without one, err says why the first, which has a package, is not. */
static void *open_library(const char **name, struct err *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(libraries); i++) {
		void *library = dlopen(libraries[i], RTLD_LAZY | RTLD_LOCAL);

		*name = libraries[i];
		if (library)
			return library;
		if (!i)
			err_set(err, "%s: cannot be loaded: %s; install " LIBCLANG_PACKAGE,
				*name, dlerror());
	}
	return NULL;
}

/*
 * The library is never closed: LLVM leaves things behind for the end of the process, and the leak
 * checker knows them by the library that they came from.
 */
struct libclang *libclang_load(struct err *err)
{
	const char *name, *missing;
	void *library = open_library(&name, err);
	struct libclang *clang;

	if (!library)
		return NULL;
	err_clear(err);
	clang = mem_calloc(1, sizeof(*clang));
	missing = find_functions(library, clang);
	if (!missing) {
		find_own_headers(clang);
		return clang;
	}
	err_set(err, "%s: has no %s; install " LIBCLANG_PACKAGE " anew", name, missing);
	free(clang);
	return NULL;
}
