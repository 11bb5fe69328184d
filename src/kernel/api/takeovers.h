/* SPDX-License-Identifier: GPL-2.0-only */
/* What takes over from a function of the family, and what becomes of flags that go. */
#ifndef GUPTIDY_API_TAKEOVERS_H
#define GUPTIDY_API_TAKEOVERS_H

#include "kernel/api/api.h"

enum takeover_when {
	TAKEOVER_GONE,
	TAKEOVER_OTHER_MM,
	TAKEOVER_LOCKED,
};

/* A row of takeovers.def. */
struct gup_takeover {
	const char *function;
	enum takeover_when when;
	const char *successor, *flag;	/* or NULL */
	unsigned last;			/* KERNEL(): up to which the successor does the same */
	const char *advice;
};

/* The row of a function for that case, or NULL. */
const struct gup_takeover *gup_takeover_of(const struct gup_function *function, enum takeover_when when);

/* What to do about a FOLL_* flag (length bytes) that a kernel does not have. */
const char *gup_flag_advice(const char *name, size_t length);

#endif
