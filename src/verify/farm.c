// SPDX-License-Identifier: GPL-2.0-only
#include "verify/farm.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/save.h"

#include <errno.h>
#include <fts.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A build leaves these, and another one with O= refuses a tree that has them, or takes them for its own. */
static bool is_product(const char *path)
{
	static const char *const folders[] = { ".git", "include/config", "include/generated" };
	static const char *const endings[] = {
		".o", ".a", ".ko", ".cmd", ".mod", ".mod.c", ".order", ".symvers", ".d", ".lex.c", ".tab.c",
		".tab.h",
	};
	const char *name = path_name(path);

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
		if (!strcmp(path, folders[i]))
			return true;
	if (begins_with(path, "arch/") && ends_with(path, "/include/generated"))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (ends_with(name, endings[i]))
			return true;
	return !strcmp(name, ".config");
}

/* A link of the tree's own leads to the same place of the copy. */
static int copy_link(const char *from, const char *to)
{
	char target[PATH_MAX];
	ssize_t length = readlink(from, target, sizeof(target) - 1);

	if (length < 0)
		return -1;
	target[length] = '\0';
	return symlink(target, to);
}

static int plant_one(const FTSENT *entry, const char *copy)
{
	switch (entry->fts_info) {
	case FTS_D:
		return mkdir(copy, 0777);
	case FTS_SL:
	case FTS_SLNONE:
		return copy_link(entry->fts_accpath, copy);
	case FTS_F:
		return symlink(entry->fts_path, copy);
	default:
		return 0;
	}
}

int farm_plant(const char *root, const char *folder, struct err *err)
{
	char *const roots[] = { (char *)root, NULL };
	FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	size_t length = strlen(root);
	int status = walk ? 0 : err_set(err, "%s: cannot be read: %s", root, strerror(errno));
	FTSENT *entry;

	while (!status && (entry = fts_read(walk))) {
		const char *path = entry->fts_path + length;
		char *copy;

		path += *path == '/';
		if (is_product(path)) {
			fts_set(walk, entry, FTS_SKIP);
			continue;
		}
		copy = *path ? path_join(folder, path) : mem_strdup(folder);
		if (plant_one(entry, copy))
			status = err_set(err, "%s: cannot be made: %s", copy, strerror(errno));
		free(copy);
	}
	if (walk)
		fts_close(walk);
	return status;
}

int farm_replace(const char *folder, const char *path, const char *text, size_t length, struct err *err)
{
	char *copy = path_join(folder, path);
	int status = unlink(copy) && errno != ENOENT ?
		     err_set(err, "%s: cannot be replaced: %s", copy, strerror(errno)) :
		     save_file(copy, text, length, err);

	free(copy);
	return status;
}

int farm_restore(const char *root, const char *folder, const char *path, struct err *err)
{
	char *copy = path_join(folder, path), *real = path_join(root, path);
	int status = 0;

	unlink(copy);
	if (!access(real, F_OK) && symlink(real, copy))
		status = err_set(err, "%s: cannot be made: %s", copy, strerror(errno));
	free(copy);
	free(real);
	return status;
}
