/* SPDX-License-Identifier: GPL-2.0-only */
/* A series as commits on a new branch: nothing is checked out, and `b4 prep` takes it for one of its own. */
#ifndef GUPTIDY_SERIES_BRANCH_H
#define GUPTIDY_SERIES_BRANCH_H

#include "patch/mail/letter.h"
#include "patch/series/cover.h"
#include "patch/series/repository.h"

/* A change id that nobody else has, for b4; the caller frees it. */
char *branch_change_id(const struct letter_head *head, const char *branch);

/*
 * Makes the branch on the head: first an empty commit with the cover letter, as b4 keeps it, then one for each patch.
 * -1 sets err, and there is no branch.
 */
int branch_write(const struct repository *repository, const char *branch, const struct letter_head *head,
		 const struct cover *cover, const struct patches *patches, struct err *err);

/* Takes it back, as the rest of the series could not be written. */
void branch_remove(const struct repository *repository, const char *branch);

#endif
