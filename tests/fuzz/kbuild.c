// SPDX-License-Identifier: GPL-2.0-only
/* Makefiles: a driver's include folders, and the version at a tree's root. */
#include "fuzz.h"
#include "kernel/tree/kbuild.h"
#include "kernel/tree/version.h"

static void visit(const char *path, void *data)
{
	size_t *n = data;

	FUZZ_CHECK(*path == '/');
	++*n;
}

void fuzz_one(const char *text, size_t length)
{
	struct tree_makefile makefile;
	size_t n = 0;

	fuzz_file("Makefile", text, length);
	kbuild_include_folders("/usr", fuzz_folder(), visit, &n);
	tree_makefile_read(&makefile, fuzz_folder());
	FUZZ_CHECK(makefile.is_kernel == (makefile.version_text != NULL));
	FUZZ_CHECK(makefile.is_kernel || !makefile.version);
	tree_makefile_free(&makefile);
}
