/* SPDX-License-Identifier: GPL-2.0-only */
/* The forms that a function had: lists of parameters, each with the versions that had it. */
#ifndef GUPTIDY_COMPAT_FORMS_H
#define GUPTIDY_COMPAT_FORMS_H

#include "kernel/api/api.h"

/* Of the function's header: GUP_COMPAT_ and its name in capitals; where a form's number stands. */
#define FORM_MACRO_PREFIX "GUP_COMPAT_"

struct gup_form {
	unsigned number;		/* 409 for that of v4.9; 404168 for v4.4.168's alone. Never 0 */
	unsigned first, last;		/* KERNEL() */
	unsigned level;			/* the first stable level of these versions; 0: mainline's own */
	const enum gup_role *roles;	/* ended by ROLE_NONE */
	enum gup_lock lock;
	enum gup_result result;
};

struct gup_forms {
	struct gup_form items[8];		/* newest first; of one version those of its stable kernels first */
	size_t n;
	bool may_lack;			/* some version has no such function that a driver could call */
};

/* The forms in the versions [since, to]. */
void forms_of(const struct gup_function *function, unsigned since, unsigned to, struct gup_forms *forms);

/* True if both lists of roles are the same. */
bool form_same_roles(const enum gup_role *a, const enum gup_role *b);

/* The macro that says which form it is; the caller frees it. */
char *form_macro(const char *function);

#endif
