// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/farm.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/dir.h"
#include "base/files/path.h"
#include "base/files/save.h"

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

/* Makes it a link with that target, unless it is one already. */
static int link_to(const char *target, const char *copy)
{
	char there[PATH_MAX];
	ssize_t length = readlink(copy, there, sizeof(there) - 1);

	if (length >= 0) {
		there[length] = '\0';
		if (!strcmp(there, target))
			return 0;
	}
	if (unlink(copy) && errno != ENOENT)
		return -1;
	return symlink(target, copy);
}

/* A link of the tree's own leads to the same place of the copy. */
static int copy_link(const char *from, const char *copy)
{
	char target[PATH_MAX];
	ssize_t length = readlink(from, target, sizeof(target) - 1);

	if (length < 0)
		return -1;
	target[length] = '\0';
	return link_to(target, copy);
}

static int plant_one(const FTSENT *entry, const char *copy)
{
	switch (entry->fts_info) {
	case FTS_D:
		return mkdir(copy, 0777) && errno != EEXIST ? -1 : 0;
	case FTS_SL:
	case FTS_SLNONE:
		return copy_link(entry->fts_accpath, copy);
	case FTS_F:
		return link_to(entry->fts_path, copy);
	default:
		return 0;
	}
}

/* An entry of a folder, its path there, and what the other folder would call it. -1 with errno. */
typedef int visit_entry(FTS *fts, FTSENT *entry, const char *path, const char *there);

/* Which folder a path lies in; without one, none that a walk comes to. */
static struct stat stat_around(const char *path)
{
	char *folder = path_folder(path);
	struct stat st = {0};

	if (stat(folder, &st))
		st.st_ino = 0;
	free(folder);
	return st;
}

static bool is_folder(const FTSENT *entry, const struct stat *st)
{
	return entry->fts_info == FTS_D && entry->fts_statp->st_ino == st->st_ino &&
	       entry->fts_statp->st_dev == st->st_dev;
}

/*
 * Visits each entry of a folder until one fails, but not where the other folder lies among its own: a copy that is
 * made in what it is a copy of would have no end. -1 sets err.
 */
static int walk(const char *folder, visit_entry *visit, const char *other, struct err *err)
{
	char *const roots[] = { (char *)folder, NULL };
	FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	int status = fts ? 0 : err_set(err, "%s: cannot be read: %s", folder, strerror(errno));
	struct stat around = stat_around(other);
	FTSENT *entry;

	while (!status && (entry = fts_read(fts))) {
		const char *path = entry->fts_path + strlen(folder);
		char *there;

		if (is_folder(entry, &around)) {
			fts_set(fts, entry, FTS_SKIP);
			continue;
		}
		path += *path == '/';
		there = *path ? path_join(other, path) : mem_strdup(other);
		if (visit(fts, entry, path, there))
			status = err_set(err, "%s: cannot be made: %s", there, strerror(errno));
		free(there);
	}
	if (fts)
		fts_close(fts);
	return status;
}

static int plant(FTS *fts, FTSENT *entry, const char *path, const char *copy)
{
	if (!is_product(path))
		return plant_one(entry, copy);
	return fts_set(fts, entry, FTS_SKIP);
}

/* What an earlier state of the tree had goes. */
static int weed(FTS *fts, FTSENT *entry, const char *path, const char *real)
{
	struct stat st;

	(void)path;
	if (entry->fts_info == FTS_DP || !lstat(real, &st))
		return 0;
	dir_remove(entry->fts_path);
	return fts_set(fts, entry, FTS_SKIP);
}

int farm_plant(const char *root, const char *folder, struct err *err)
{
	return walk(root, plant, folder, err) || walk(folder, weed, root, err) ? -1 : 0;
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
