/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between two signatures whose parameters have roles, as operations: one for each parameter
 * that the new one has, then one for each that is gone. What they ask of a call is for others to know.
 */
#ifndef GUPTIDY_PLAN_OPERATION_H
#define GUPTIDY_PLAN_OPERATION_H

#include "c/outline/prototype.h"
#include "kernel/api/api.h"

enum operation_kind {
	OPERATION_KEEP,			/* argument `from` goes there; its place may be another one */
	OPERATION_FLAGS,		/* flags, made of a write, a force, and of flags if there were any */
	OPERATION_TRUTH,		/* a write or a force, made of flags */
	OPERATION_ADD,			/* a new argument */
	OPERATION_DROP,			/* argument `from` goes */
};

struct operation {
	enum operation_kind kind;
	enum gup_role role;		/* of the new parameter; of the old one if it goes */
	size_t from;			/* the old argument: of FLAGS the one whose place they take */
};

struct operations {
	struct operation items[2 * MAX_PARAMETERS];
	size_t n;
};

/* The roles of a signature's n parameters. */
struct roles {
	const enum gup_role *items;
	size_t n;
};

/* Sets *operations to what makes a call of `from` one of `to`. */
void operations_between(struct roles from, struct roles to, struct operations *operations);

/* The place of a role, or SIZE_MAX; a count is a count, of whatever type, and a page goes where pages go. */
size_t roles_place(struct roles roles, enum gup_role role);

/* True if both have the same roles in the same order. */
bool roles_same(struct roles a, struct roles b);

#endif
