// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/scan/exclude.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

/* Does the pattern fit what begins here, up to the end or to a slash? */
static bool fits_from(const char *glob, const char *path)
{
	return !fnmatch(glob, path, FNM_PATHNAME | FNM_LEADING_DIR);
}

static bool fits(const char *glob, const char *path)
{
	char *pattern = mem_strdup(glob);
	size_t length = strlen(pattern);
	bool found, is_name;

	while (length > 1 && pattern[length - 1] == '/')
		pattern[--length] = '\0';
	is_name = !strchr(pattern, '/');
	found = fits_from(pattern, path);
	if (is_name || *path == '/')
		while (!found && (path = strchr(path, '/')))
			found = fits_from(pattern, ++path);
	free(pattern);
	return found;
}

bool globs_match(const struct globs *globs, const char *path)
{
	for (size_t i = 0; i < globs->n; i++)
		if (fits(globs->items[i], path))
			return true;
	return false;
}

static bool is_in_home(const char *path, const char *const *homes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (path_is_below(path, homes[i]))
			return true;
	return false;
}

/* Where nothing is declared that others need to know. */
static void exclude_others(const struct globs *globs, struct scan *scan)
{
	size_t kept = 0;

	for (size_t i = 0; i < scan->n_others; i++) {
		if (globs_match(globs, scan->others[i].path))
			scanned_file_free(&scan->others[i]);
		else
			scan->others[kept++] = scan->others[i];
	}
	scan->n_others = kept;
}

void exclude_files(const struct globs *globs, const char *const *home_paths, size_t n_homes,
		   struct scan *scan, struct scan *homes)
{
	struct scan moved = {0};
	size_t kept = 0;

	if (!globs->n)
		return;
	moved.files = mem_calloc(scan->n_files + 1, sizeof(*moved.files));
	for (size_t i = 0; i < scan->n_files; i++) {
		struct scanned_file *file = &scan->files[i];

		if (!globs_match(globs, file->path))
			scan->files[kept++] = *file;
		else if (is_in_home(file->path, home_paths, n_homes) && !scan_find(homes, file->path))
			moved.files[moved.n_files++] = *file;
		else
			scanned_file_free(file);
	}
	scan->n_files = kept;
	exclude_others(globs, scan);
	kept = 0;
	for (size_t i = 0; i < scan->n_problems; i++) {
		if (!globs_match(globs, scan->problems[i].path)) {
			scan->problems[kept++] = scan->problems[i];
			continue;
		}
		free(scan->problems[i].path);
		free(scan->problems[i].reason);
	}
	scan->n_problems = kept;
	scan_merge(homes, &moved);
}
