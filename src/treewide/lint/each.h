/* SPDX-License-Identifier: GPL-2.0-only */
/* The patches of a series, linted one by one: commits of a range, or mails. */
#ifndef GUPTIDY_LINT_EACH_H
#define GUPTIDY_LINT_EACH_H

#include "base/data/err.h"
#include "kernel/change/patches.h"
#include "kernel/git/commits.h"
#include "outcome/result/judged.h"
#include "treewide/lint/lint.h"

struct each {
	struct lint_options options;	/* of the patch that is linted */
	struct commit_list commits;	/* of a range, or */
	struct patches patches;		/* of a diff */
	bool is_diff;
	size_t n, next;
	struct scratch bare;		/* of a bare repository: what the first lint wrote, for all others */
	char *bare_has;			/* the commit that it is of, or NULL */
	size_t failed;			/* the number of the mail that does not apply, or 0 */
};

/* Finds the patches: those of options->diff, or of the range options->base. -1 sets err. */
int each_open(struct each *each, const struct lint_options *options, struct err *err);

/*
 * Lints the next of the n patches, and says which one that is: commit and subject, owned by the caller. -1
 * sets err: it cannot be judged; those behind it may be. Freed with lint_close() either way.
 */
int each_lint(struct each *each, struct lint *lint, struct judged *judged, struct err *err);

/* Opens the tree, and finds nothing in it: for a report on no patch. -1 sets err. */
int each_lint_nothing(struct each *each, struct lint *lint, struct err *err);

/* Frees it. */
void each_close(struct each *each);

#endif
