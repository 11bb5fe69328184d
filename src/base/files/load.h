/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads a whole file. */
#ifndef GUPTIDY_FILES_LOAD_H
#define GUPTIDY_FILES_LOAD_H

struct buf;
struct err;

/* Appends the whole file at path; -1 sets err: unreadable, not a regular file, larger than 1 GiB. */
int load_file(struct buf *buf, const char *path, struct err *err);

/* The same for a path below root that a stranger may have named: no link is followed, see base/files/open.h. */
int load_below(struct buf *buf, const char *root, const char *path, struct err *err);

#endif
