/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What rooms above syntax/ have found out about a source, a function or a reading of its body, kept there
 * so that it is found out once, however many ask. The room declares a kind, reads the slot and fills it;
 * syntax/ knows none of them.
 */
#ifndef GUPTIDY_SYNTAX_SLOT_H
#define GUPTIDY_SYNTAX_SLOT_H

#include "base/data/arena.h"

#include <stdbool.h>

/* Known by its address: one static object each. */
struct slot_kind {
	size_t size;			/* bytes */
	bool hangs_on_others;		/* on which other files are known, so that it may have to be forgotten */
};

struct slot;

/* The slots of one thing; all zero: none yet. */
struct slots {
	struct slot *first;
};

/* The bytes of that kind, zeroed when they are asked for first. They live in the arena. */
void *slot_of(struct slots *slots, const struct slot_kind *kind, struct arena *arena);

/* Those that hang on others are new when they are asked for again; whoever holds one may go on reading it. */
void slots_forget(struct slots *slots);

#endif
