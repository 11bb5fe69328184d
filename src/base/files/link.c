// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/link.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_link(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && S_ISLNK(st.st_mode);
}

/* True if the folder that the last name of path stands in is folder, or below it. */
static bool lies_in(const char *path, const char *folder)
{
	char *above = path_folder(path);
	char *real = realpath(*above ? above : *path == '/' ? "/" : ".", NULL);
	bool lies = real && path_is_below(real, folder);

	free(real);
	free(above);
	return lies;
}

char *link_in_folder(const char *path, const char *folder)
{
	for (const char *end = path; *end;) {
		char *way;

		end += strspn(end, "/");
		end += strcspn(end, "/");
		way = mem_strndup(path, (size_t)(end - path));
		if (is_link(way) && lies_in(way, folder))
			return way;
		free(way);
	}
	return NULL;
}
