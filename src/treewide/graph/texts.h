/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The files of a work folder. Small ones are texts, each ended by a NUL, the first of which names the form:
 * paths stand in them as they are, whatever bytes they have.
 */
#ifndef GUPTIDY_GRAPH_TEXTS_H
#define GUPTIDY_GRAPH_TEXTS_H

#include "base/data/buf.h"
#include "base/files/path.h"

#include <time.h>

struct err;

/* Appends one. */
void texts_add(struct buf *buf, const char *text);

/* Appends a letter and a text as one. */
void texts_add_marked(struct buf *buf, char mark, const char *text);

/* Reads those of a file of that form, which is not among them. -1 sets err: unreadable, or of another form. */
int texts_read(const char *path, const char *form, struct path_list *texts, struct err *err);

/*
 * Makes it the file's content, whole or not at all, also if machines share the folder; nobody waits for the
 * disk. -1 sets err.
 */
int work_write(const char *path, const struct buf *content, struct err *err);

/* The same; a file that holds just that stays as old as it is: what is made of it is made of it still. */
int work_write_news(const char *path, const struct buf *content, struct err *err);

/* What time it is for the disk that a folder is on. -1 sets err. */
int work_clock(const char *folder, struct timespec *now, struct err *err);

/* Makes the file at path that old. -1 sets err. */
int work_set_age(const char *path, const struct timespec *age, struct err *err);

/* Removes from a folder what killed writers left there; nobody may write to it. */
void work_sweep(const char *folder);

#endif
