/* SPDX-License-Identifier: GPL-2.0-only */
/* Writes a whole file, or nothing. */
#ifndef GUPTIDY_FILES_SAVE_H
#define GUPTIDY_FILES_SAVE_H

#include <stddef.h>

struct err;

/*
 * Makes length bytes the content of the file at path, new or old, by replace_file(): whoever reads
 * the path finds the old content or all of the new one. An old file keeps its mode, a link to a file
 * stays one. What is no file (a device, a pipe) is written to as it is. -1 sets err; an old file is
 * as it was.
 */
int save_file(const char *path, const char *data, size_t length, struct err *err);

#endif
