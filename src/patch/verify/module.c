// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/module.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One that calls another make for the kernel's build names no objects. */
static bool names_objects(const char *folder, const char *file, bool *exists)
{
	static const char *const words[] = { "obj-m", "obj-y", "obj-$" };
	char *path = path_join(folder, file);
	struct buf text = {0};
	struct err ignored = {0};
	bool found = false;

	*exists = !load_file(&text, path, &ignored);
	for (size_t i = 0; text.length && i < ARRAY_SIZE(words); i++)
		found |= strstr(text.data, words[i]) != NULL;
	err_clear(&ignored);
	buf_free(&text);
	free(path);
	return found;
}

/* kbuild reads a Kbuild, and a Makefile where there is none. */
static bool builds(const char *folder)
{
	bool exists, found = names_objects(folder, "Kbuild", &exists);

	return exists ? found : names_objects(folder, "Makefile", &exists);
}

char *module_folder(const char *path, const char *place)
{
	char *folder = path_folder(path), *found = NULL;

	while (*folder && path_is_below(folder, place)) {
		char *around = path_folder(folder);

		if (builds(folder)) {
			free(found);
			found = mem_strdup(folder);
		}
		free(folder);
		folder = around;
	}
	free(folder);
	return found;
}

const char *module_whole(const char *module, const char *place)
{
	char *git = path_join(place, ".git");
	bool is_repository = !access(git, F_OK);

	free(git);
	return is_repository ? place : module;
}
