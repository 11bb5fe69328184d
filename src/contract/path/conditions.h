/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions of a function that stand at several places, hang on what is set to a constant, or compare with
 * current->mm: what is known of one on a way, so that `if (!fast) lock(); if (fast) call();` is two ways and
 * not four. What stands behind an #if is such a condition, too.
 */
#ifndef GUPTIDY_PATH_CONDITIONS_H
#define GUPTIDY_PATH_CONDITIONS_H

#include "c/flow/graph.h"
#include "c/source/source.h"

#define MAX_CONDITIONS 31

/* What a way knows: a bit for each condition. */
struct memo {
	uint32_t known;
	uint32_t was_known;		/* until a function was called that may have changed it, or not */
	uint32_t truth;			/* of both */
	uint32_t marks;
};

enum {
	MEMO_FORGOTTEN = 1 << 0,	/* ways that met were too many, and what they knew was forgotten */
	MEMO_DOUBTED = 1 << 1,		/* a condition has come out otherwise than before, and nobody saw it changed */
};

struct condition_name {
	const char *text;		/* in the arena */
	bool is_shared;			/* the name of a member: whoever is called may change it */
};

/* One condition, as it would be without !, != and == NULL. */
struct condition {
	const char *text;		/* in the arena */
	const char *equal[2];		/* of a == b: both sides, else NULL */
	struct condition_name names[4];	/* what it hangs on */
	size_t n_names;
	size_t count;			/* how often it stands in the function */
	const struct expr *expr;	/* as it stands at the first of these places; NULL: an #if, or a case */
	size_t subject, value;		/* tokens of `switch (subject)` and `case value`; 0: it is no case */
	bool is_negated;		/* there */
	bool is_set;			/* some step tells how it is: see contract/path/constants.h */
	bool is_shared;			/* one of its names is a member's */
	bool is_exposed;		/* the address of such a member is known: whoever fills an array may fill it */
};

/* Where one stands. */
struct condition_place {
	const struct expr *expr;	/* NULL: it is an #if, or a case */
	size_t arms;			/* of an #if: its first branch */
	size_t label;			/* of a case: that word, or 0 */
	size_t condition;
	bool is_negated;		/* as `!=`, #ifndef */
};

struct conditions {
	struct source *source;
	struct condition_place *places;	/* of those that tell something at all; in the arena */
	size_t n_places;
	struct condition items[MAX_CONDITIONS];
	size_t n;
	uint32_t *set, *set_true;	/* by each step: those that come to be known, and that are true then; in
					   the arena */
	uint32_t *changed, *touched;	/* by each step of the graph: those that it sets, and those that functions
					   which it calls may set, a bit for each; in the arena */
	uint32_t *needed;		/* by block: those that it asks, or one behind it; in the arena */
	uint16_t *decided;		/* behind each step: 1 + the place, or 0; in the arena */
};

/* Notes a place, and the condition if it is new; for those who find some. */
void conditions_take(struct conditions *conditions, struct condition_place place,
		     const struct condition *condition);

/* A condition that stands at one place only tells nothing about others, unless somebody sets it. */
bool condition_is_worth(const struct condition *condition);

/* The place that an edge decides by an #if, or by a case; or NULL. */
const struct condition_place *conditions_place(const struct conditions *conditions, const struct edge *edge);

/* Those of a graph, read when first asked for; they live in the source's arena. */
const struct conditions *conditions_of(struct source *source, const struct graph *graph);

/* True if the way is one that perhaps no run takes: what is wrong on it alone is no finding. */
static inline bool memo_is_doubtful(const struct memo *memo)
{
	return memo->marks;
}

/* What a step's assignments and calls leave of the memo. */
void conditions_step(const struct conditions *conditions, const struct step *step, struct memo *memo);

/* What an edge tells; false: the memo says that no run takes it. It becomes doubtful if what was known says so. */
bool conditions_edge(const struct conditions *conditions, const struct edge *edge,
		     const struct step *last, struct memo *memo);

/* True if the memo knows that these two texts are equal. */
bool conditions_equal(const struct conditions *conditions, const struct memo *memo, const char *a,
		      const char *b);

#endif
