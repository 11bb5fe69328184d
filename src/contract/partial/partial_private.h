/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of contract/partial/partial.h share: a way through the function, and the walk over all of them. */
#ifndef GUPTIDY_PARTIAL_PARTIAL_PRIVATE_H
#define GUPTIDY_PARTIAL_PARTIAL_PRIVATE_H

#include "contract/hold/relation.h"
#include "contract/partial/page_array.h"
#include "contract/partial/partial.h"
#include "contract/path/ways.h"

/* More branches on the result than this in one function are not told apart. */
#define MAX_BRANCHES 16

/* Why the pages that came need not be released any more. */
enum {
	LEFT_RELEASED = 1 << 0,		/* perhaps not all */
	LEFT_ESCAPED = 1 << 1,		/* somebody else may do it */
	LEFT_CHANGED = 1 << 2,		/* the array is another one now, or holds something else */
	LEFT_ADVANCED = 1 << 3,		/* their place in the array may count as one of those before */
	LEFT_EARLIER = 1 << 4,		/* this is no such reason: those before them were released */
	LEFT_FEWER = 1 << 5,		/* nor is this: not all that came were released */
	LEFT_PICKED = 1 << 6,		/* somebody else may release some, but has not got the array */
	LEFT_MEASURED = 1 << 7,		/* this is no such reason: something has looked at their place since */
};

/* As contract/path/ways.h wants it: without padding. */
struct way {
	struct memo memo;
	struct relation relation;
	uint32_t left;			/* bits of the enum above */
	const struct expr *branch;	/* the last condition that narrowed the result */
	uint16_t is_true;
	uint16_t follows;		/* it released as many pages as came, or but for some that it keeps */
	uint32_t touched;		/* bits of struct touch */
};

/* One of the two ways behind a condition. */
struct branch_taken {
	const struct expr *condition;
	bool is_true;
};

/* Something that a condition asks for may be changed there. */
struct touch {
	size_t token;
	const struct expr *condition;
	uint32_t bit;
};

struct walk {
	struct source *source;
	struct relations relations;
	struct page_array array;
	const struct function *function;
	const struct graph *graph;
	struct partials *partials;
	struct { struct touch *items; size_t n, capacity; } touches;	/* behind the call */
	bool is_judging;		/* the ways are known; now they are looked at */
	bool is_seen;			/* somebody else gets to know how many came, when that may be all */
	bool returns_zero, returns_count;	/* what it returns when all came */
	const struct statement *earlier;	/* a loop over the pages that came before, or NULL */
	const struct statement *fewer;	/* a loop that releases fewer than came, or NULL */
	struct { struct branch_taken items[MAX_BRANCHES]; size_t n; } kept;	/* behind these, something
					   releases the pages, on some way */
};

/* What a step does to the pages on one way; tells what is wrong when the walk is judging. */
void partial_step(void *way, const struct step *step, void *walk);

/* The call was made on this way, and what came of it is known. */
static inline bool partial_is_known(const struct way *way)
{
	return way->relation.result && !(way->relation.result & RELATION_UNKNOWN);
}

/*
 * A variable that has the result is unsigned, and is asked for its sign, or nothing but < and its like looks
 * at it: that is what is wrong, and signed-compare says it.
 */
bool partial_is_told(const struct walk *walk, const struct way *way);

/*
 * An errno is the limit of a loop that counts without a sign. Where nothing else compares what has it,
 * signed-compare says so, and this is false.
 */
bool partial_runs_away(const struct walk *walk, const struct way *way, const struct expr *condition);

/*
 * By how many the number is more than came on this way: of `ret + 1` 1, of `ret - 1` -1; at least, of `ret * 2`
 * and `ret / 2`. 0: by none, or nobody can tell.
 */
long partial_missed_by(const struct walk *walk, const struct way *way, const struct expr *number);

/* True if some pages were released, fewer than came, and nobody else has any of them. */
bool partial_leaves_rest(const struct walk *walk, const struct way *way);

/*
 * The loop that releases all that came, page for page, and that is left before that, for an error, by an edge behind
 * the step that asks; or NULL.
 */
const struct statement *partial_left_early(const struct walk *walk, const struct way *way, const struct step *asked,
					   const struct edge *edge);

/* True if so many are the pages that came before, and none of this call. */
bool partial_is_earlier(const struct walk *walk, const struct way *way, const struct expr *count);

/* The same of a loop over that many. */
bool partial_goes_through_earlier(const struct walk *walk, const struct way *way, const struct step *head);

/*
 * True if so many pages were to come in all, with those that the call was asked for behind others; but it got an errno,
 * or fewer. The second: of a loop that releases them.
 */
bool partial_is_total(const struct walk *walk, const struct way *way, const struct expr *count);
bool partial_goes_through_total(const struct walk *walk, const struct way *way, const struct step *head);

/* Notes on the way where the number of pages that came before gets another value, or is looked at. */
void partial_advance(const struct walk *walk, struct way *way, const struct step *step);

/* Finds what the conditions ask for and the function changes behind the call; whoever walks frees it. */
void partial_find_touches(struct walk *walk);

/*
 * True if the step asks for something that was changed on this way since pages came: `work->state & BAD`,
 * `test_bit(i, taken)`. That may be how it knows how many. Notes what the step itself changes.
 */
bool partial_is_remembered(const struct walk *walk, struct way *way, const struct step *step);

/* True if the step decides whether a body runs once more. */
bool partial_is_loop_head(const struct step *step);

/* True if the name at token i holds the result there. */
bool partial_is_result_at(const struct relations *relations, const struct relation *relation, size_t i);

/* True if nothing but a test for an error, a release, a return or a copy looks at the variable at token i of a step. */
bool partial_is_tested_only(const struct relations *relations, const struct page_array *array,
			    const struct step *step, size_t i);

/*
 * Notes where the function goes on by how many came: on this way, when that is what it releases; on all, when
 * somebody else is shown the number. `before` is the way as it came to the step.
 */
void partial_note_follower(struct walk *walk, const struct way *before, struct way *way, const struct step *step);

/* `f(pages[i])`, `page = pages[i]`: that page may be somebody else's from now on, and no other. */
bool partial_is_of_one(const struct walk *walk, const struct array_use *use);

/* True if something releases the pages, or takes them, on some way behind that branch. */
bool partial_is_kept(const struct walk *walk, const struct expr *branch, bool is_true);

#endif
