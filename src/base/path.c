// SPDX-License-Identifier: GPL-2.0-only
#include "base/path.h"

#include "base/mem.h"

#include <string.h>

char *path_join(const char *root, const char *path)
{
	if (*path == '/' || !*root)
		return mem_strdup(path);
	return *path ? mem_printf("%s/%s", root, path) : mem_strdup(root);
}

char *path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	return mem_strndup(path, slash ? (size_t)(slash - path) : 0);
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool path_is_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	return !length || (!strncmp(path, folder, length) &&
			   (path[length] == '/' || !path[length]));
}
