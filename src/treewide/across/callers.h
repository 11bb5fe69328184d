/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The files that call what others make of the family: they need not name it themselves. They are looked
 * for where such a function is defined, in its folder.
 */
#ifndef GUPTIDY_ACROSS_CALLERS_H
#define GUPTIDY_ACROSS_CALLERS_H

#include "treewide/across/known_files.h"

/*
 * Scans the folders of the known files, from that one on, for callers that are not among the files; freed
 * with scan_free(). True if there are any, in callers->others. Where that was goes to files->looked_at, and
 * whose functions may help those that are known, to files->helping.
 */
bool callers_find(const struct run *run, const struct run_options *options,
		  struct known_files *files, size_t first, struct scan *callers);

/* True if the run has the file already: it names the family, or calls who does. */
bool callers_are_known(const struct run *run, const char *path);

struct name_list {
	struct symbol *items;		/* owned; the names are the sources' */
	size_t n, capacity;
};

/* Adds the names of those functions of a source, alone, that others see and that come to the family. */
void callers_names(struct source *source, struct name_list *names);

/* Adds the C files that lie in a folder itself; none if it cannot be read. */
void folder_list(const char *root, const char *folder, struct path_list *paths);

#endif
