/* SPDX-License-Identifier: GPL-2.0-only */
/* What stable kernels have and mainline never had: the rows of backports.def. */
#ifndef GUPTIDY_API_BACKPORTS_H
#define GUPTIDY_API_BACKPORTS_H

#include "kernel/api/api.h"

struct gup_backport {
	const char *function;		/* NULL ends the list */
	unsigned version, level;	/* KERNEL(), and the first stable level that has it */
	enum gup_role roles[GUP_MAX_PARAMETERS];	/* ended by ROLE_NONE */
};

/* All of them. */
extern const struct gup_backport gup_backports[];

/* Its signature: for all else, mainline's of that version. */
struct gup_signature gup_backport_signature(const struct gup_backport *backport);

#endif
