/* SPDX-License-Identifier: GPL-2.0-only */
/* One source's result as text: how it comes back from a worker, and how it is kept in the cache. */
#ifndef GUPTIDY_WORK_WIRE_H
#define GUPTIDY_WORK_WIRE_H

#include "result/result.h"

struct buf;

/* The paths that an answer hangs on, apart from the source itself. */
struct wire_files {
	char **items;			/* owned */
	size_t n, capacity;
};

/* Appends the result of one source, and the files that it was made from. */
void wire_write(const struct result *result, const struct wire_files *files, struct buf *out);

/*
 * Adds what wire_write() wrote to a result; mentions are those of file. files may be NULL. -1 when
 * the text is none of ours: then nothing was added.
 */
int wire_read(const char *text, size_t length, const struct scanned_file *file,
	      struct result *result, struct wire_files *files);

/* Frees the list. */
void wire_files_free(struct wire_files *files);

#endif
