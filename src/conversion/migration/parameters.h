/* SPDX-License-Identifier: GPL-2.0-only */
/* What the rules of a function say of its own parameters: what its declarations become with its calls. */
#ifndef GUPTIDY_MIGRATION_PARAMETERS_H
#define GUPTIDY_MIGRATION_PARAMETERS_H

#include "c/outline/prototype.h"
#include "c/syntax/call.h"
#include "conversion/migration/migration.h"
#include "outcome/plan/call_plan.h"

struct parameters {
	const char *callee, *successor;	/* the same name if it stays */
	size_t n_named;			/* parameters that the rules name, without ... */
	bool has_rest;			/* whatever comes behind these stays, as the last ones */
	size_t kept[MAX_PARAMETERS];	/* which of them each new parameter is */
	size_t n_kept;
	bool is_rename;			/* all stay in their places */
};

/*
 * What all rules of the function agree on. NULL; or why its declarations can't follow: a rule makes arguments of
 * something, another one makes something else of the same call, or some calls stay as they are.
 */
const char *migration_parameters(const struct migration *migration, const char *callee,
				 struct parameters *parameters);

/* True if a list of n parameters is the function's as it was. */
bool parameters_fit(const struct parameters *parameters, size_t n);

/* True if it is what the list becomes. */
bool parameters_are_done(const struct parameters *parameters, size_t n);

/* True if parameter i of the old list is in the new one. */
bool parameters_keep(const struct parameters *parameters, size_t i);

/* The plan of a list that fits, read as if it were a call's. */
void parameters_plan(const struct parameters *parameters, const struct call *list, struct arena *arena,
		     struct call_plan *plan);

#endif
