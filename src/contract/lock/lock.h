/* SPDX-License-Identifier: GPL-2.0-only */
/* What a call in the text does to an mmap lock. */
#ifndef GUPTIDY_LOCK_LOCK_H
#define GUPTIDY_LOCK_LOCK_H

#include "c/source/source.h"
#include "c/syntax/call.h"

enum lock_effect {
	LOCK_EFFECT_NONE,		/* the lock stays as it is */
	LOCK_EFFECT_SUPPOSED,		/* an unknown function, whose name says nothing of a lock: so too */
	LOCK_EFFECT_TAKE,
	LOCK_EFFECT_DROP,
	LOCK_EFFECT_HOLD,		/* says that it is held, and leaves it so */
	LOCK_EFFECT_FREE,		/* leaves it free, and would be wrong if it was held */
	LOCK_EFFECT_HINT,		/* leaves it alone, and would be wrong without it */
	LOCK_EFFECT_MAY_DROP,		/* has dropped it if the variable comes back 0 */
	LOCK_EFFECT_UNKNOWN,		/* nobody can tell */
};

enum lock_answer { LOCK_ALWAYS, LOCK_IF_TRUE, LOCK_IF_ZERO };

struct lock_event {
	enum lock_effect effect;
	enum lock_answer answer;
	const char *mm;			/* of TAKE, DROP, HOLD, FREE, MAY_DROP: see lock_mm(); in the
					   source's arena */
	bool is_supposed;		/* of a function that does it: unless one that it calls behind that
					   undoes it */
	size_t variable;		/* of MAY_DROP: its name, a token */
	size_t until;			/* of a guard's TAKE: the token at which it is dropped; or 0 */
	size_t last;			/* the last token that belongs to it */
};

/* What the name at token i does there: a call, or anything else that smells of the lock. */
struct lock_event lock_event_at(struct source *source, size_t i);

/* The text of an mm, by which two are the same: a local that is current->mm alone is that. Arena. */
char *lock_mm(struct source *source, const struct expr *expr);

/* True if the name at token i is one of those that locks.def has. */
bool lock_is_operation(struct source *source, size_t i);

/* True if tokens [first, last) hold an operation on an mmap lock, or name one. */
bool lock_is_touched(struct source *source, size_t first, size_t last);

#endif
