/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a patch's subject begins with: "mm/gup: ". That is in no file of the tree; the history of the files
 * has it, where the tree is a repository; else what MAINTAINERS and their folders say gives something like it.
 */
#ifndef GUPTIDY_MAINTAINERS_PREFIX_H
#define GUPTIDY_MAINTAINERS_PREFIX_H

#include "kernel/git/subjects.h"

struct maintainers;

/* The latest subjects of what lies near some files. */
struct prefixes {
	struct subject_list subjects;
};

/*
 * Reads the history of the files and of what lies in their folders, once for all questions; it takes a
 * second or so. Without a history there is nothing in it, and folders decide. Freed with prefixes_free().
 */
void prefixes_learn(struct prefixes *prefixes, const char *root, const char *const *paths, size_t n);

/*
 * The prefix of a patch to some of these files, with its blank: the one that most of the latest commits to
 * the files have; else to their folders; else that of folder_prefix(). The caller frees it.
 */
char *prefix_of(const struct prefixes *prefixes, const struct maintainers *maintainers, const char *const *paths,
		size_t n);

/* Frees it. */
void prefixes_free(struct prefixes *prefixes);

#endif
