/* SPDX-License-Identifier: GPL-2.0-only */
/* The threads of a scan: what they share, and what each has for itself. */
#ifndef GUPTIDY_SCAN_READER_H
#define GUPTIDY_SCAN_READER_H

#include "kernel/disk/snapshot.h"
#include "kernel/scan/scan.h"

#include <stdatomic.h>

struct matcher;

/* What all threads share: a snapshot's folders, and files that somebody named. */
struct work {
	const struct scan_request *request;
	const struct matcher *matcher;
	bool takes_all;			/* see struct looking */
	const struct symbol *enough;	/* the same */
	struct snapshot snapshot;
	struct { const char **items; size_t n, capacity; } named;
	bool are_listed;		/* those came from a folder, and not from a user */
	atomic_size_t next;		/* folder of the snapshot, and behind them file */
};

/* One thread's own work; results are merged at the end. */
struct scan_reader {
	struct work *work;
	char *bytes;			/* a piece of the file */
	struct {			/* which the last named file lies in; those beside it come next */
		char *path;		/* as that file's path begins, or NULL */
		int fd;
	} folder;
	size_t n_read, n_silent;
	struct {
		struct scanned_file *items;
		size_t n, capacity;
	} files, others;
	struct {
		struct scan_problem *items;
		size_t n, capacity;
	} problems;
};

/* Reads for a struct scan_reader until no folder and no file is left; NULL. For pthread_create(). */
void *reader_read_all(void *data);

#endif
