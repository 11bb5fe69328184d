/* SPDX-License-Identifier: GPL-2.0-only */
/* The expressions that the steps of a graph evaluate, each read once. */
#ifndef GUPTIDY_PATH_STEPS_H
#define GUPTIDY_PATH_STEPS_H

#include "c/flow/graph.h"

struct step_expr {
	const struct step *step;
	size_t name;			/* the variable that a declaration gives this value, or NO_TOKEN */
	const struct expr *expr;	/* EXPR_BAD: nobody can say what it does */
};

struct step_exprs {
	struct step_expr *items;	/* owned; in the order of the text */
	size_t n, capacity;
};

/* Reads them all; the expressions live in the arena. The caller frees items. */
void step_exprs_read(const struct outline *outline, const struct graph *graph, struct arena *arena,
		     struct step_exprs *list);

#endif
