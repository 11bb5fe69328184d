/* SPDX-License-Identifier: GPL-2.0-only */
/* The parameters of a function of the family where they are written out: a prototype, a pointer's type. */
#ifndef GUPTIDY_CONVERT_PROTOTYPE_TO_H
#define GUPTIDY_CONVERT_PROTOTYPE_TO_H

#include "calls/family/family.h"
#include "conversion/convert/convert.h"
#include "outcome/plan/operation.h"

/* As another kernel wants them. */
struct prototype_port {
	struct call list;		/* as if it were a call's */
	const struct prototype *prototype;	/* the same, read */
	struct roles roles;		/* of its parameters */
	const struct declared *to;	/* what that kernel declares */
};

/*
 * Plans the list: what has the type that it needs keeps its text, all else gets that kernel's type, and its name if
 * any has one. NULL: it is planned; or why not, in the source's arena.
 */
const char *prototype_plan(struct source *source, const struct prototype_port *port, struct call_plan *plan);

/* Makes a prototype of the family, mention i, that kernel's. NULL: it is; or why not, in the source's arena. */
const char *convert_prototype(struct converter *converter, size_t i, const struct declared *to);

#endif
