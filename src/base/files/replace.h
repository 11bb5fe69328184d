/* SPDX-License-Identifier: GPL-2.0-only */
/* Puts a new file in the place of another one, or of none: the one way in which guptidy does it. */
#ifndef GUPTIDY_FILES_REPLACE_H
#define GUPTIDY_FILES_REPLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

struct replacement {
	int folder;			/* what name is relative to, or AT_FDCWD */
	const char *name;		/* a link of that name is replaced itself */
	mode_t mode;			/* st_mode of the old file; 0: none, the umask decides */
	const struct stat *before;	/* the one file that may be replaced, whose owner and set-id
					   bits are kept; NULL: any */
	const char *old_text;		/* with before: what that file must still hold */
	size_t old_length;
};

/*
 * Writes the data to a temporary file beside the name, syncs it, and renames it: whoever opens the
 * name finds the old content or all of the new one, and a hard link elsewhere keeps the old. The old
 * file's attributes (base/files/attributes.h) are kept. A signal waits until the temporary file is renamed
 * or gone; those that killed processes left in the folder are removed. Returns 1, with nothing done, if
 * the file is not the one, or not as it was, when the caller took before; -1 with errno, and in what
 * the step that failed.
 */
int replace_file(const struct replacement *replacement, const char *data, size_t length,
		 const char **what);

/*
 * True if the file is not to be written to: nobody has that right by its mode, or this user has not. A
 * rename would not ask.
 */
bool replace_is_refused(int folder, const char *name, mode_t mode);

/* 1: what is still to be read of fd are these bytes and no others; 0: it is not; -1 with errno: unreadable. */
int replace_holds(int fd, const char *text, size_t length);

#endif
