/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The git program, asked where a repository's form is none that the own readers know. It runs nothing that the
 * repository names: no hook, filter, monitor, pager, external diff or helper, and it takes no lock.
 */
#ifndef GUPTIDY_GIT_PROGRAM_H
#define GUPTIDY_GIT_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

struct git_program {
	const char *folder;		/* somewhere in the repository; borrowed */
	const char *index;		/* another index than the repository's own, or NULL; borrowed */
	struct { char **items; size_t n, capacity; } filters;	/* "filter.NAME.clean", ...; owned */
	const struct buf *input;	/* what git reads, or NULL; borrowed */
	bool may_fetch;			/* missing objects, from where the clone came from */
};

/* -1 sets err: there is no git program, or it does not take the folder. Freed with git_program_free(). */
int git_program_open(struct git_program *git, const char *folder, struct err *err);

/* Runs git with these arguments, ended by NULL, and appends what it prints. -1 sets err to what git said. */
int git_program_run(const struct git_program *git, const char *const *arguments, struct buf *out,
		    struct err *err);

/*
 * Appends the text of a blob. One that a partial clone left out is fetched, unless the repository's own
 * configuration names a command to do so: that is not run. -1 sets err, which begins with path.
 */
int git_program_blob(struct git_program *git, const char *id, const char *path, struct buf *text,
		     struct err *err);

/* Frees it. */
void git_program_free(struct git_program *git);

#endif
