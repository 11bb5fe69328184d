/* SPDX-License-Identifier: GPL-2.0-only */
/* The proof of a migrated file by its text: each call is the one that was planned, and nothing else changed. */
#ifndef GUPTIDY_MIGRATE_PROOF_H
#define GUPTIDY_MIGRATE_PROOF_H

#include "c/source/source.h"
#include "c/syntax/call.h"
#include "outcome/plan/call_plan.h"

enum planned_kind {
	PLANNED_CALL,			/* also a list of parameters, read as if it were a call's */
	PLANNED_NAME,			/* one token becomes another name */
	PLANNED_COMMENT,		/* one comment becomes another one */
};

/* What stands in the old text, and what it shall be. */
struct planned {
	enum planned_kind kind;
	struct call call;		/* of a name or a comment: its token alone, as name and close */
	struct call_plan plan;
	const char *text;		/* what a name or a comment becomes */
	const size_t *kept;		/* arguments that become statements in front of it */
	size_t n_kept;
};

/*
 * Reads both texts token by token: outside of what is planned, which is in order and none in another, they must
 * be the same, comments too; what is planned must be as planned. NULL: they are. Else why not; the caller
 * frees it.
 */
char *proof_by_text(const struct source *old, const struct planned *planned, size_t n, const struct source *new);

#endif
