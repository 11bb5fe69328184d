/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share. */
#ifndef GUPTIDY_DISK_PRIVATE_H
#define GUPTIDY_DISK_PRIVATE_H

#include "kernel/disk/snapshot.h"

#include <stdbool.h>
#include <sys/stat.h>

/* The stamp of a file as the system describes it. */
struct file_stamp stamp_of(const struct stat *st);

/* True if both are the same in all parts. */
bool stamp_equals(const struct file_stamp *a, const struct file_stamp *b);

/* True if a change after that second would leave another stamp. */
bool stamp_is_settled(const struct file_stamp *stamp, time_t begun);

/* True if the file system of an open folder is known to keep the times of files and folders. */
bool trust_times(int folder);

/*
 * Reads what snapshot_keep() wrote; what is missing, not whole, or written for another key, is empty.
 * The folders own nothing: all they point to is the snapshot's .kept, freed by kept_free().
 */
void kept_read(struct snapshot *snapshot, const char *path, const char *key);

/* Frees what the snapshots of kept_read() point to. */
void kept_free(struct snapshot_kept *kept);

/* Writes what kept_read() reads; what cannot be written is not kept. */
void kept_write(const struct snapshot *snapshot, const char *path, const char *key);

#endif
