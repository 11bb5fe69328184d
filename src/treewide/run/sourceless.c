// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/sourceless.h"

#include "base/files/path.h"
#include "treewide/run/run.h"

#include <fts.h>
#include <stdlib.h>
#include <string.h>

/* The scan knows files that name the family: where it has one, nobody needs to look. */
static bool scan_has_source(const struct scan *scan, const char *path, bool any)
{
	for (size_t i = 0; i < scan->n_files; i++)
		if ((any || scan->files[i].language == LANGUAGE_C) &&
		    path_is_below(scan->files[i].path, path))
			return true;
	return false;
}

/* Stops at the first; as the scan, it follows no links and enters no .git. */
static bool disk_has_source(char *path, bool any)
{
	char *const paths[] = { path, NULL };
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR | FTS_NOSTAT, NULL);
	bool found = false;
	FTSENT *entry;

	while (walk && !found && (entry = fts_read(walk))) {
		if (entry->fts_info == FTS_D && !strcmp(entry->fts_name, ".git"))
			fts_set(walk, entry, FTS_SKIP);
		else if (entry->fts_info == FTS_F || entry->fts_info == FTS_NSOK)
			found = any || language_of(entry->fts_path) == LANGUAGE_C;
	}
	if (walk)
		fts_close(walk);
	return found;
}

bool run_has_source(const struct run *run, const char *path, bool any)
{
	char *full;
	bool found;

	if (scan_has_source(&run->scan, path, any))
		return true;
	full = *path == '/' ? path_join("", path) : path_join(run->tree.root, path);
	found = disk_has_source(full, any);
	free(full);
	return found;
}

bool run_is_nowhere(const struct run *run)
{
	return !run->tree.version && !run->scan.n_files;
}
