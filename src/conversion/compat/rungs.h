/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The rungs of one function: on which kernels an inline takes its place, by the forms that functions have
 * there, and what it does.
 */
#ifndef GUPTIDY_COMPAT_RUNGS_H
#define GUPTIDY_COMPAT_RUNGS_H

#include "conversion/compat/compat.h"
#include "conversion/compat/forms.h"

/* What must be so of a function. */
struct asked_form {
	const struct gup_function *function;	/* NULL: nothing is asked */
	unsigned number;		/* it has that form; 0: it is not there */
	bool in_any_form;		/* it is there */
};

struct callee {
	const struct gup_function *function;	/* NULL: none */
	const enum gup_role *roles;	/* of its parameters there */
};

/* One of callee and text is there; else nothing makes up for what is missing. */
struct rung {
	struct asked_form asks[2];
	struct callee callee;
	struct callee flagged;		/* is called instead if the flag is passed */
	const char *flag;
	const char *text;
};

struct rungs {
	const struct gup_function *function;
	const enum gup_role *roles;	/* of its parameters in the target; NULL: it is not there */
	struct rung items[16];		/* the first one that applies counts */
	size_t n;			/* 0: all kernels have it as the target does */
};

/* What is needed for the function. */
void rungs_of(const struct compat *compat, const struct gup_function *function, struct rungs *rungs);

/* True if one calls that other function by the name that the header gives it: with the target's parameters. */
bool rungs_rest_on(const struct rungs *rungs, const struct compat *compat,
		   const struct gup_function *function);

/* True if one calls that other function as the older kernel has it. */
bool rungs_call(const struct rungs *rungs, const struct compat *compat, const struct gup_function *function);

/* What is passed in that role by a function whose parameters have these; NULL: it has nothing for it. */
const char *rung_argument(const enum gup_role *has, enum gup_role role);

#endif
