// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/place.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool place_is_repository(const char *folder)
{
	char *git = path_join(folder, ".git");
	bool found = !access(git, F_OK);

	free(git);
	return found;
}

/* Cuts the last component off; false at the top. */
static bool go_up(char *folder)
{
	char *slash = strrchr(folder, '/');

	if (!slash || !slash[1])
		return false;
	*(slash == folder ? slash + 1 : slash) = '\0';
	return true;
}

static char *repository_of(const char *folder)
{
	char *up = mem_strdup(folder);

	do {
		if (place_is_repository(up))
			return up;
	} while (go_up(up));
	free(up);
	return NULL;
}

char *place_of(const char *path)
{
	char *folder = mem_strdup(path), *repository, *here;
	struct stat st;

	if (stat(folder, &st) || !S_ISDIR(st.st_mode))
		go_up(folder);
	repository = repository_of(folder);
	here = repository ? NULL : realpath(".", NULL);
	if (!repository && !(here && path_is_below(folder, here))) {
		free(here);
		return folder;
	}
	free(folder);
	return repository ? repository : here;
}

char *place_common(const char *a, const char *b)
{
	char *common = mem_strdup(a);

	while (!path_is_below(b, common) && go_up(common))
		;
	return common;
}
