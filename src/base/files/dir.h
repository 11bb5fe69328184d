/* SPDX-License-Identifier: GPL-2.0-only */
/* What stands in folders. */
#ifndef GUPTIDY_FILES_DIR_H
#define GUPTIDY_FILES_DIR_H

#include <dirent.h>

/*
 * The type of an entry (DT_DIR, ...), whose path is relative to an open folder or AT_FDCWD; links are
 * not followed. DT_UNKNOWN: it cannot be asked, and errno says why.
 */
unsigned char dir_entry_type(int folder, const char *path, const struct dirent *entry);

/* Removes a folder with all that it holds, or a file; a link goes, not what it leads to. */
void dir_remove(const char *path);

#endif
