/* SPDX-License-Identifier: GPL-2.0-only */
/* Puts a new file in the place of another one, or of none. */
#ifndef GUPTIDY_BASE_REPLACE_H
#define GUPTIDY_BASE_REPLACE_H

#include <stddef.h>
#include <sys/stat.h>

struct replacement {
	int folder;			/* what name is relative to, or AT_FDCWD */
	const char *name;		/* a link of that name is replaced itself */
	mode_t mode;			/* st_mode of the old file; 0: none, the umask decides */
	const struct stat *before;	/* the one file that may be replaced, whose owner and set-id
					   bits are kept; NULL: any */
};

/*
 * Writes the data to a temporary file beside the name, syncs it, and renames it: whoever opens the
 * name finds the old content or all of the new one, and a hard link elsewhere keeps the old. A
 * signal waits until the temporary file is renamed or gone. Returns 1, with nothing done, if the
 * file is not the one, or not as it was, when the caller took before; -1 with errno, and in what the
 * step that failed.
 */
int replace_file(const struct replacement *replacement, const char *data, size_t length,
		 const char **what);

#endif
