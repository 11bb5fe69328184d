/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A bare repository has no working tree, and lint reads what a change does not touch from the disk: so the
 * newer commit's files are written to a folder elsewhere.
 */
#ifndef GUPTIDY_GIT_BARE_H
#define GUPTIDY_GIT_BARE_H

#include <stdbool.h>

struct err;
struct git_program;

/* True if the folder is one of a bare repository, or in one, by what lies there; git is not asked. */
bool bare_is(const char *folder);

/*
 * Writes the regular files of a commit that needs() names below an empty folder; names that are refused
 * (base/files/name.h)
 * and links are left out. -1 sets err: the disk is full, the commit is not all there, a signal waits.
 */
int bare_write(const struct git_program *git, const char *commit, const char *folder,
	       bool (*needs)(const char *path), struct err *err);

#endif
