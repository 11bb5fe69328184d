/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a call shall become, as data: the callee, and for each argument the old one or a new text.
 * Whoever knows what is due fills in a plan, operation by operation; outcome/plan/print.h writes it.
 */
#ifndef GUPTIDY_PLAN_CALL_PLAN_H
#define GUPTIDY_PLAN_CALL_PLAN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct call;

#define NO_ARGUMENT SIZE_MAX

struct planned_argument {
	size_t old;			/* whose place in the old call it takes, or NO_ARGUMENT: it is new */
	const char *text;		/* NULL: the bytes of the old one; borrowed */
};

struct call_plan {
	const char *callee;		/* NULL: as it is; borrowed */
	struct planned_argument *arguments;
	size_t n;
	size_t n_old;			/* arguments of the old call */
	struct arena *arena;		/* what the plan lives in */
};

/* The call as it is. A plan lives in its arena and needs no end. */
void call_plan_keep(struct call_plan *plan, const struct call *call, struct arena *arena);

/* A call without an argument, in place of that one: call_plan_add() brings them, in their order. */
void call_plan_clear(struct call_plan *plan, const struct call *call, struct arena *arena);

/* The next argument: the old one of that number, or NO_ARGUMENT; text is what stands there then, or NULL. */
void call_plan_add(struct call_plan *plan, size_t old, const char *text);

/* Argument i of the plan gets another text. */
void call_plan_replace(struct call_plan *plan, size_t i, const char *text);

/* Argument i of the plan goes. */
void call_plan_drop(struct call_plan *plan, size_t i);

/* A new argument becomes number i; what stood there and behind it comes after. */
void call_plan_insert(struct call_plan *plan, size_t i, const char *text);

/* Arguments a and b of the plan take each other's place. */
void call_plan_swap(struct call_plan *plan, size_t a, size_t b);

/* True if the plan has as many arguments as the call: each takes the place that it has. */
bool call_plan_keeps_places(const struct call_plan *plan);

/*
 * Where the number changes: sets staying[i] for each argument of the plan that stays where it is. These
 * are as many as can keep their order; all others of the old call go, and of the plan come in anew.
 */
void call_plan_mark_staying(const struct call_plan *plan, bool *staying);

#endif
