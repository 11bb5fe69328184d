/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ways through a function: blocks of steps, and edges between them, from its statement tree. A
 * condition is split at its &&, || and ?:; branches of an #if are alternative edges.
 *
 * There may be edges that no run takes, but none is missing: a macro with a body may be a loop or a
 * guard, a label that is named inside an expression may be jumped to from there.
 */
#ifndef GUPTIDY_FLOW_GRAPH_H
#define GUPTIDY_FLOW_GRAPH_H

#include "c/syntax/expr.h"
#include "c/syntax/variant.h"

enum edge_kind {
	EDGE_ALWAYS,
	EDGE_TRUE, EDGE_FALSE,		/* of the condition that is the block's last step */
	EDGE_CASE,			/* from the head of a switch */
	EDGE_ARM,			/* into a branch of an #if */
	EDGE_MAYBE,			/* a macro decides */
};

struct edge {
	enum edge_kind kind;
	size_t to;			/* a block */
	size_t branch;			/* EDGE_ARM: of the outline, or NO_TOKEN: the #else that is not there;
					   EDGE_CASE: the word case or default, or NO_TOKEN: no label fits */
	size_t arms;			/* EDGE_ARM: the first branch of the #if */
};

/* What is evaluated at once. */
struct step {
	const struct statement *statement;
	size_t first, last;		/* tokens [first, last) */
	const struct expr *condition;	/* when TRUE and FALSE edges follow and it could be read */
	size_t number;			/* of all steps of the graph, from 0 */
};

struct block {
	struct step *steps;
	size_t n_steps;
	struct edge *edges;
	size_t n_edges;
};

struct graph {
	const struct variant *variant;
	struct block *blocks;
	size_t n;
	size_t entry, exit;		/* blocks; the exit has no steps */
	size_t n_steps;			/* of all blocks */
};

/* In front of a step of a block or, with step being n_steps, behind its last one. */
struct point {
	size_t block, step;
};

/* Makes the graph of one reading of a body; it lives in the arena. */
void graph_make(const struct outline *outline, const struct variant *variant, struct arena *arena,
		struct graph *graph);

/*
 * True if the token stands in braces of the step, those of a statement expression or of a function in the
 * function: nobody knows on which ways it is run.
 */
bool step_hides(const struct outline *outline, const struct step *step, size_t token);

/* The point of the step that token i is evaluated in; false: in none. */
bool graph_find(const struct graph *graph, size_t i, struct point *point);

/* The step that a point stands in front of, or NULL. */
const struct step *graph_step(const struct graph *graph, struct point point);

#endif
