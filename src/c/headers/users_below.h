/* SPDX-License-Identifier: GPL-2.0-only */
/* The same for a folder outside of the tree: see treewide/run/users.h. */
#ifndef GUPTIDY_HEADERS_USERS_BELOW_H
#define GUPTIDY_HEADERS_USERS_BELOW_H

#include "kernel/scan/exclude.h"
#include "kernel/scan/scan.h"
#include "kernel/tree/overlay.h"

struct file_list {
	struct scanned_file *items;	/* owned */
	size_t n, capacity;
};

/* Adds a C file without mentions; path is copied. */
void file_list_add(struct file_list *list, const char *path);

/*
 * Adds the C files below the folder that are not in the scan, nor excluded, and may include a header with
 * a macro that names the family. Headers are told by their names alone, so that none has to be read that
 * the scan found silent; where there is no such header, no file is read.
 */
void users_below(const char *folder, const struct scan *scan, const struct overlay *overlay,
		 const struct globs *exclude, struct file_list *list);

#endif
