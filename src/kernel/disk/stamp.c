// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/disk/private.h"

#define SETTLES_IN 2	/* seconds; no file system that is trusted counts in longer steps */

struct file_stamp stamp_of(const struct stat *st)
{
	return (struct file_stamp){
		.modified = st->st_mtim, .changed = st->st_ctim,
		.size = st->st_size, .inode = st->st_ino,
	};
}

static bool same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool stamp_equals(const struct file_stamp *a, const struct file_stamp *b)
{
	return same_time(&a->modified, &b->modified) && same_time(&a->changed, &b->changed) &&
	       a->size == b->size && a->inode == b->inode;
}

/* Nobody can set the time of change back, as touch sets that of modification. */
bool stamp_is_settled(const struct file_stamp *stamp, time_t begun)
{
	return stamp->changed.tv_sec + SETTLES_IN < begun;
}
