/* SPDX-License-Identifier: GPL-2.0-only */
/* A new folder with files in it, which is there with all of them or not at all. */
#ifndef GUPTIDY_MAIL_FOLDER_H
#define GUPTIDY_MAIL_FOLDER_H

#include "base/data/buf.h"

#include <stddef.h>

struct err;

struct new_file {
	char *name;			/* a file of the folder, or of a folder in it: owned */
	struct buf text;
};

struct new_files {
	struct new_file *items;
	size_t n, capacity;
};

/* Whether a folder of that path can be made: nothing is there, or an empty one. -1 sets err. */
int folder_check(const char *path, struct err *err);

/*
 * Makes the folder, beside the path first, and gives it its name when all is on the disk. Killed, it leaves a
 * .guptidy-PID-N there, which the next one removes. -1 sets err: no folder was made.
 */
int folder_write(const char *path, const struct new_files *files, struct err *err);

/* Frees the list. */
void new_files_free(struct new_files *files);

#endif
