/* SPDX-License-Identifier: GPL-2.0-only */
/* What the latest commits of a repository are called, and which files they touch. */
#ifndef GUPTIDY_GIT_SUBJECTS_H
#define GUPTIDY_GIT_SUBJECTS_H

#include "kernel/git/path_set.h"

struct err;

struct subject {
	char *text;			/* the first paragraph of the message, in one line */
	struct path_set paths;		/* of those asked for; relative to root, sorted */
};

struct subject_list {
	struct subject *items;		/* the newest first */
	size_t n, capacity;
};

/*
 * Reads the subjects of the commits, no merges, among the last SUBJECTS_WINDOW that touch what lies in or
 * below these folders of root ("" is root itself); of at most SUBJECTS_MOST of them. One without a parent is left
 * out: an import, or where a shallow clone ends, it has all files. -1 sets err: root is in no repository, or git
 * cannot tell. Freed with subject_list_free() either way.
 */
#define SUBJECTS_WINDOW 100000
#define SUBJECTS_MOST 20000
int subjects_read(struct subject_list *subjects, const char *root, const struct path_set *folders,
		  struct err *err);

/* Frees it. */
void subject_list_free(struct subject_list *subjects);

#endif
