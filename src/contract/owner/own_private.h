/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of contract/owner/own.h share. */
#ifndef GUPTIDY_OWNER_OWN_PRIVATE_H
#define GUPTIDY_OWNER_OWN_PRIVATE_H

#include "contract/hold/relation.h"
#include "contract/owner/own.h"
#include "contract/pages/detour.h"
#include "contract/path/ways.h"

enum owner {
	OWNER_NOBODY,			/* there are no pages, or not yet */
	OWNER_FUNCTION,
	OWNER_RELEASED,
	OWNER_UNKNOWN,			/* the way is not followed any further */
};

/* What decides whether something took the pages over: 1 + a variable, or one of these. */
#define TAKER_NONE 0
#define TAKER_CONDITION 0xff		/* the condition at hand */

/* What was seen in a step, as bits. */
enum {
	SIGHT_LEAK = 1 << 0,
	SIGHT_TWICE = 1 << 1,
	SIGHT_RELEASED = 1 << 2,	/* left, having released them */
	SIGHT_KEPT = 1 << 3,		/* left with them */
	SIGHT_FAILING = 1 << 4,		/* beside LEAK: left with a failure */
	SIGHT_MISFIT = 1 << 6,		/* released as what they are not held by, by a function that gets them */
	SIGHT_FREED = 1 << 5,		/* left with them, and without what they lie in */
	SIGHT_CLEARED = 1 << 7,		/* beside RELEASED: what lies in the object now is something else */
};

/* Of told: more than one member tells, or one that is not seen: that it is taken back is not followed. */
#define TOLD_OFTEN UINT32_MAX

/* As contract/path/ways.h wants it: without padding. */
struct way {
	struct memo memo;
	uint32_t release, lost;		/* tokens, or 0 */
	uint32_t told;			/* where somebody else was told how many came; see own_tell_number() */
	struct relation relation;
	uint8_t owner;			/* enum owner */
	uint8_t names;			/* which names of the pages stand for them: a bit for each, */
	uint8_t array_names;		/* and which for the array, whatever is in it */
	uint8_t is_shared;		/* others know the array, too */
	uint8_t has_more;		/* the same call handed out pages before */
	uint8_t has_choice;		/* something that may have released them was passed by */
	uint8_t at_choice;		/* so does one edge of the condition at hand, and which is open */
	uint8_t taker;
	uint8_t was_choice;		/* that was released under such a condition */
	uint8_t is_lent;		/* something else keeps them, which the function may free */
	uint8_t moved;			/* a bit for each of the numbers ahead: it has another value by now */
	uint8_t sparing;		/* 1 + the loop that releases none but those ahead of them; or 0 */
};

struct own_walk {
	struct source *source;
	const struct function *function;
	const struct acquire *acquire;	/* NULL: the pages come in by a parameter */
	struct graph graph;
	struct arena *arena;
	struct step_exprs exprs;
	struct pages pages;
	struct detours detours;
	struct relations relations;
	const struct conditions *conditions;
	bool *leads_there;		/* of each block: some way goes from it to the call */
	unsigned came, came_all;	/* the relations of the result with which pages came, and all of them */
	bool is_one;			/* there is one page at most */
	bool is_single;			/* that, and it is in a variable of the function's own */
	bool is_filed;			/* or in one of the file's, where whoever releases it finds it */
	bool is_foreign;		/* the array is somebody else's */
	bool is_on_stack;		/* it is a variable of the function */
	bool is_shown;			/* where its pages lie, somebody may keep */
	bool returns_pointer;
	bool gives_up;			/* what keeps them is freed somewhere */
	bool is_lost;			/* some way could not be followed to its end */
	unsigned depth;			/* of calls */
	unsigned sights;		/* of the last step */
	size_t before;			/* the token that one of them hangs on, or 0 */
	struct {
		struct point at;
		unsigned sight;
	} sought;			/* that a way leads to */
	struct {
		const struct expr *numbers[2];
		bool is_own[2];		/* nobody else can change it */
		size_t n;
	} ahead;			/* how many pages lie ahead of those of the call, and where that is from */
};

/* The function has pages on this way. */
static inline bool own_has_pages(const struct own_walk *walk, const struct way *way)
{
	return way->owner == OWNER_FUNCTION && (way->has_more || way->relation.result & walk->came);
}

/* The way cannot be followed any further. */
void own_lose(struct own_walk *walk, struct way *way);

/* What happens to the pages at a token, or NULL. */
const struct page_event *own_event_at(const struct own_walk *walk, size_t token);

/* How many pages a release drops: its argument, or the bound of a loop that drops page for page. NULL: who knows. */
const struct expr *own_number_of(const struct own_walk *walk, const struct page_event *event);

/* The release at a token meets pages that were released: sets the sight if it drops the same ones again. */
void own_release_again(struct own_walk *walk, const struct way *way, size_t token);

/* Reads how many pages lie in the array ahead of those of the call. */
void own_read_ahead(struct own_walk *walk);

/* Notes where one of these numbers gets another value. */
void own_note_ahead(const struct own_walk *walk, struct way *way, const struct step *step);

/* The condition says that there are none in the array, where pages have come and been counted: nobody knows why. */
bool own_denies(const struct own_walk *walk, const struct way *way, const struct expr *condition, bool truth);

/* True if the release drops those that lie ahead, and none of the call. */
bool own_drops_ahead(const struct own_walk *walk, const struct way *way, const struct page_event *event);

/* The same of a loop that drops page for page; notes that this way is in it. */
bool own_spares(const struct own_walk *walk, struct way *way, const struct detour *loop);

/* Steps and edges of a way, for contract/path/ways.h; data is a struct own_walk. */
void own_step(void *way, const struct step *step, void *data);
bool own_edge(void *way, const struct edge *edge, const struct step *last, void *data);

/* The edge ends a loop that gave the pages away, to nobody knows whom, or belongs to a later round of it. */
bool own_is_drained(const struct own_walk *walk, const struct way *way, const struct step *last,
		    const struct edge *edge);

/*
 * Somebody else's array: does the step tell somebody else how many pages are in it? He may release them,
 * as long as he has the array, and is not told that there are none.
 */
void own_tell_number(const struct own_walk *walk, struct way *way, const struct step *step);

/* The step returns. */
void own_return(struct own_walk *walk, const struct way *way, const struct step *step);

/* Others take the pages' place, by the call in question or by another one; sets the sights. */
void own_overwrite(struct own_walk *walk, const struct way *way);

/* The function's end is reached without a return; sets the sights. */
void own_end(struct own_walk *walk, const struct way *way);

/* Prepares the walk of a function from where its pages come from; false: it cannot be followed. */
bool own_open(struct own_walk *walk, struct page_root root);

/* Frees what own_open() made. */
void own_close(struct own_walk *walk);

/* How contract/path/ways.h walks it. */
struct walker own_walker(struct own_walk *walk);

/* A way at the function's begin, where nobody has pages yet. */
struct way own_begin(const struct own_walk *walk);

/* Goes on by the step at a point of a way, or ends it behind the last one; the sights tell what was seen. */
void own_go_on(struct own_walk *walk, struct point at, const void *way);

/* Called with the walk's sights as some way went on from that point. */
typedef void own_visit(struct own_walk *walk, struct point at, void *data);

/* Walks all ways from there and visits what is seen on any of them; false: there were too many. */
bool own_look(struct own_walk *walk, const struct way *entry, own_visit *visit, void *data);

/* All sights of that together; false also if some way could not be followed to its end. */
bool own_sights(struct own_walk *walk, const struct way *entry, unsigned *sights);

/* What is wrong on the ways of a call that hands out pages, and the shortest ways there. */
void own_find_faults(struct own_walk *walk, struct own *own);

/* What functions that can be read do with the pages that they get becomes what the events say. */
void own_resolve_callees(struct own_walk *walk);

/* The array is memory of somebody else: a parameter's, a global, or what another function handed out. */
bool own_is_foreign(const struct own_walk *walk, const struct page_root *root);

#endif
