/* SPDX-License-Identifier: GPL-2.0-only */
/* The git repository that a tree lies in, as far as a series needs one. */
#ifndef GUPTIDY_SERIES_REPOSITORY_H
#define GUPTIDY_SERIES_REPOSITORY_H

#include "kernel/git/program.h"
#include "patch/mail/patch.h"

struct err;

struct repository {
	struct git_program git;
	char *head;			/* the id of the commit that is checked out */
	char *prefix;			/* of the tree in it: "", or "linux/" */
};

/* Opens it. -1 sets err: there is none, or it has no commit yet. Freed with repository_close(). */
int repository_open_around(struct repository *repository, const char *folder, struct err *err);

/* Whether the head has what the patches begin with. -1 sets err: it has another text, or git failed. */
int repository_is_base(const struct repository *repository, const struct patches *patches, struct err *err);

/*
 * Where the disk has a text of the head with carriage returns that git adds when it checks out, the changes become
 * those of the text that git keeps. -1 sets err: git failed.
 */
int repository_take_line_ends(const struct repository *repository, struct patches *patches, struct err *err);

/* Whether a branch of that name can be made. -1 sets err. */
int repository_check_branch(const struct repository *repository, const char *branch, struct err *err);

/* Frees it. */
void repository_close(struct repository *repository);

#endif
