/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The uses of a parameter that goes which go with it: they stand in arguments that calls of the same migration
 * lose. First as the rules have it, when nothing is planned yet; then as it was planned.
 */
#ifndef GUPTIDY_MIGRATE_LEAVING_H
#define GUPTIDY_MIGRATE_LEAVING_H

#include "patch/migrate/following.h"
#include "patch/migrate/list.h"
#include "patch/migrate/proof.h"

struct leaving_by_rules {
	const struct following *following;
	struct source *source;
};

/* The argument of which struct leaving is made: data is a struct leaving_by_rules. */
bool leaves_by_rules(const void *data, size_t token);

/*
 * Why what is planned of the source would leave a list without a parameter that is used behind it: a call that the
 * rules are about stays as it is. NULL: nothing does. In the source's arena.
 */
const char *why_not_left(struct source *source, const struct following *following, const struct planned *planned,
			 size_t n);

#endif
