/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of lock/held.h share. */
#ifndef GUPTIDY_LOCK_HELD_PRIVATE_H
#define GUPTIDY_LOCK_HELD_PRIVATE_H

#include "lock/answer.h"
#include "lock/held.h"
#include "lock/lock.h"
#include "path/ways.h"

/* As path/ways.h wants it: without padding. */
struct way {
	struct memo memo;
	size_t operation;		/* the token that made it so, when taken or dropped */
	unsigned hold;			/* one of enum hold */
	uint16_t has_called;		/* the call in question is behind us, and the hold as it was */
	uint16_t is_supposed;		/* so is all that unknown functions have left of it */
	struct relation relation;	/* of the result that is followed: see lock/answer.h */
	uint16_t asked;			/* 1 + the event of which no condition has told yet, or 0 */
	uint16_t hold_before;		/* and how the lock was before that */
};

struct event_at {
	size_t token;
	struct lock_event event;
};

struct walk {
	struct source *source;
	const struct function *function;
	size_t call;
	const char *mm;
	struct { struct event_at *items; size_t n, capacity; } events;
	const struct conditions *conditions;
	struct answers answers;
	struct held *held;
	struct arena arena;		/* of the answers: a file may hold many calls */
	struct graph graph;
	size_t block, step;		/* of the call */
	struct step until;		/* that step, up to the call */
	unsigned wanted;		/* what a route is to show */
};

/* A condition that is nothing but a trylock or a killable one: its edges tell. */
bool held_is_asked(const struct event_at *at, const struct step *step);

/* What a step, and an edge, make of a way, as path/ways.h has them: state is a struct way, data the walk. */
void held_step(void *state, const struct step *step, void *data);
bool held_edge(void *state, const struct edge *edge, const struct step *last, void *data);

#endif
