// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "c/clang/private.h"

#include <stdlib.h>

char *take_string(const struct libclang *clang, CXString string)
{
	const char *text = clang->getCString(string);
	char *copy = mem_strdup(text ? text : "");

	clang->disposeString(string);
	return copy;
}

char *file_path(const struct libclang *clang, CXFile file)
{
	char *name, *real;

	if (!file)
		return mem_strdup("");
	name = take_string(clang, clang->getFileName(file));
	real = realpath(name, NULL);
	if (!real)
		return name;
	free(name);
	return real;
}

char *absolute_path(const struct tree *tree, const char *path)
{
	char *full = path[0] == '/' ? mem_strdup(path) : mem_printf("%s/%s", tree->root, path);
	char *real = realpath(full, NULL);

	if (!real)
		return full;
	free(full);
	return real;
}
