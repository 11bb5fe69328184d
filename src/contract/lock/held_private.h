/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files that walk a function for its lock share: what each way knows, and what it meets. */
#ifndef GUPTIDY_LOCK_HELD_PRIVATE_H
#define GUPTIDY_LOCK_HELD_PRIVATE_H

#include "contract/lock/answer.h"
#include "contract/lock/held.h"
#include "contract/path/ways.h"

enum first { FIRST_NOTHING, FIRST_FREE, FIRST_HELD };

/* As contract/path/ways.h wants it: without padding. */
struct way {
	struct memo memo;
	size_t operation;		/* the token that made it so, when taken or dropped */
	unsigned hold;			/* one of enum hold */
	uint16_t has_called;		/* the call in question is behind us, and the hold as it was */
	uint16_t is_supposed;		/* so is all that unknown functions have left of it */
	struct relation relation;	/* of the result that is followed: see contract/lock/answer.h */
	uint16_t asked;			/* 1 + the event of which no condition has told yet, or 0 */
	uint16_t hold_before;		/* and how the lock was before that */
	uint32_t first;			/* what the first operation tells of the entry: one of enum first */
	uint16_t is_again;		/* the call in question has been passed once */
	uint16_t has_failed;		/* to take it, as somebody holds it: nobody tries for what he has */
};

struct event_at {
	size_t token;
	struct lock_event event;
};

struct walk {
	struct source *source;
	const struct function *function;
	size_t call;			/* in question, or NO_TOKEN */
	const char *mm;
	struct { struct event_at *items; size_t n, capacity; } events;
	const struct conditions *conditions;
	struct answers answers;
	struct held *held;		/* of that call; NULL without one */
	struct arena arena;		/* of the answers: a file may hold many calls */
	struct graph graph;
	struct point at;		/* of the call */
	struct step until;		/* that step, up to the call */
	unsigned wanted;		/* what a route is to show */
};

/* Finds what is done to locks in the reading of the function that graph is. Freed by held_close(). */
void held_find_events(struct walk *walk);

/* Frees what the walk of one reading needs. */
void held_close(struct walk *walk);

/* Steps and edges of a way, for contract/path/ways.h; data is a struct walk. */
void held_step(void *way, const struct step *step, void *data);
bool held_edge(void *way, const struct edge *edge, const struct step *last, void *data);

/* The way leaves the function, and the scopes of its guards. */
void held_leave(struct way *way, const struct walk *walk);

/* Both, and the way at the entry. */
struct walker held_walker(struct walk *walk);
struct way held_entry(const struct walk *walk);

#endif
