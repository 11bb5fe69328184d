/* SPDX-License-Identifier: GPL-2.0-only */
/* What mm/ refuses of callers, by version: the rows of restrictions.def. */
#ifndef GUPTIDY_API_RESTRICTIONS_H
#define GUPTIDY_API_RESTRICTIONS_H

#include "kernel/api/api.h"

struct gup_restriction {
	unsigned first, last;		/* KERNEL() numbers */
	const char *functions, *flags;	/* lists, as in restrictions.def */
	const char *with, *needs;	/* "" for none */
	const char *why;		/* NULL ends the list */
};

/* All of them. */
extern const struct gup_restriction gup_restrictions[];

/* True if the row is about that version, function and flag (FOLL_X, length bytes). */
bool gup_restriction_is_about(const struct gup_restriction *restriction, unsigned version,
			      const struct gup_function *function, const char *flag, size_t length);

/* True if the function, where it refuses in that version, returns 0, which is no errno. */
bool gup_refuses_by_zero(const struct gup_function *function, unsigned version);

/* True if the row is about all functions: then it does not matter which way leads to which one. */
bool gup_restriction_is_general(const struct gup_restriction *restriction);

#endif
