// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/folder.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <string.h>

/* Cuts the folder down until the path is below it. */
static void widen(char *folder, const char *path)
{
	while (!path_is_below(path, folder)) {
		char *slash = strrchr(folder, '/');

		*(slash ? slash : folder) = '\0';
	}
}

/* The deepest folder that holds all; the caller frees it. */
static char *common_folder(const char *const *paths, size_t n)
{
	char *folder = n ? path_folder(paths[0]) : mem_strdup("");

	for (size_t i = 1; i < n; i++)
		widen(folder, paths[i]);
	return folder;
}

/* Without folder and ending; the caller frees it. */
static char *stem(const char *path)
{
	const char *name = path_name(path);

	return mem_strndup(name, strcspn(name, "."));
}

/* "powerpc" of "arch/powerpc/mm"; 0 bytes for what is not below arch/. */
static size_t arch_length(const char *folder, const char **arch)
{
	*arch = folder + strlen("arch/");
	return begins_with(folder, "arch/") ? strcspn(*arch, "/") : 0;
}

char *folder_prefix(const char *const *paths, size_t n)
{
	char *folder = common_folder(paths, n), *file = stem(n ? paths[0] : ""), *prefix;
	const char *last = path_name(folder), *arch;
	size_t length = arch_length(folder, &arch);

	if (!*folder)
		prefix = mem_strdup(n == 1 ? "" : "treewide: ");
	else if (length && last != arch)
		prefix = mem_printf("%.*s/%s: ", (int)length, arch, last);
	else if (n == 1 && path_is_below(folder, "include") && *file)
		prefix = mem_printf("%s: ", file);
	else if (n == 1 && last == folder && *file)
		prefix = mem_printf("%s/%s: ", folder, file);
	else
		prefix = mem_printf("%s: ", last);
	free(folder);
	free(file);
	return prefix;
}
