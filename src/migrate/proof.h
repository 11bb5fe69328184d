/* SPDX-License-Identifier: GPL-2.0-only */
/* The proof of a migrated file by its text: each call is the one that was planned, and nothing else changed. */
#ifndef GUPTIDY_MIGRATE_PROOF_H
#define GUPTIDY_MIGRATE_PROOF_H

#include "plan/call_plan.h"
#include "syntax/call.h"
#include "syntax/source.h"

/* A call of the old text, and what it shall be. */
struct planned {
	struct call call;
	struct call_plan plan;
	const size_t *kept;		/* arguments that become statements in front of it */
	size_t n_kept;
};

/*
 * Reads both texts token by token: outside of the n calls, which are in order and none in another, they must
 * be the same, comments too; a call must be what is planned. NULL: they are. Else why not; the caller
 * frees it.
 */
char *proof_by_text(const struct source *old, const struct planned *calls, size_t n, const struct source *new);

#endif
