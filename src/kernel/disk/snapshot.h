/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What lies in the folders of a tree: all names, and the stamps of the files that somebody wants.
 *
 * A snapshot that is kept makes the next one quick: a folder whose stamp is the same has the same
 * names, and a file whose stamp is the same has the same bytes. That is believed only of a file
 * system that is known to keep its times (trust.c), and only of stamps that were two seconds old when
 * they were taken: a later change leaves another one. Links are not followed, .git is not entered.
 */
#ifndef GUPTIDY_DISK_SNAPSHOT_H
#define GUPTIDY_DISK_SNAPSHOT_H

#include "base/files/map.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

struct err;

struct file_stamp {
	struct timespec modified, changed;
	off_t size;
	ino_t inode;
};

struct snapshot_entry {
	const char *name;
	unsigned char type;		/* DT_REG, DT_DIR, ...; DT_UNKNOWN: it cannot be asked */
	bool is_stamped;
	bool is_marked;			/* for whoever took the snapshot; not kept */
	bool is_silent;			/* a reader's word that nothing in it matters; forgotten when
					   the stamp changes */
	struct file_stamp stamp;
};

struct snapshot_folder {
	char *path;			/* relative to the root; "" is the root itself */
	int error;			/* errno: not all of its entries are here */
	bool is_settled;		/* its stamp is one to be believed next time */
	struct file_stamp stamp;
	struct snapshot_entry *entries;	/* by name, without . and .. */
	size_t n;
	char *names;			/* NULL: entries and their names are the kept ones; else the
					   folder owns both, and all names are in this */
};

/* Names and entries that were not read again. */
struct snapshot_kept {
	struct map file;
	struct snapshot_entry *entries;
};

struct snapshot {
	struct snapshot_folder *folders;	/* by path */
	size_t n;
	time_t begun;			/* a stamp from near this second or later is not settled */
	struct snapshot_kept kept;
	bool keeps;			/* it may be kept at all */
	size_t n_news;			/* folders and files that the last kept one did not know */
};

struct snapshot_options {
	const char *root;		/* absolute */
	const char *const *paths;	/* folders relative to root */
	size_t n_paths;
	unsigned threads;		/* at least 1, which is the caller's own */
	bool (*wants)(const char *path);	/* regular files that get a stamp; NULL: none */
	const char *kept;		/* the file of the last snapshot, there or not; NULL: none */
	const char *key;		/* what the word of a reader hangs on, one line; NULL: nothing */
};

/* Takes one. -1 sets err: the root cannot be read. Freed with snapshot_free() either way. */
int snapshot_take(struct snapshot *snapshot, const struct snapshot_options *options,
		  struct err *err);

/* The folder of that path, or NULL. */
struct snapshot_folder *snapshot_folder(const struct snapshot *snapshot, const char *path);

/* The entry of that name, or NULL. */
struct snapshot_entry *snapshot_entry(const struct snapshot_folder *folder, const char *name);

/* Keeps it for the next one, if it has news that are worth a write. One that cannot be kept is no error. */
void snapshot_keep(const struct snapshot *snapshot, const struct snapshot_options *options);

/* Frees all. */
void snapshot_free(struct snapshot *snapshot);

#endif
