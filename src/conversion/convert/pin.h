/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From references to pins: get_user_pages*() becomes pin_user_pages*(), and all that releases its pages
 * becomes unpin_user_page() and its kin, together or not at all.
 *
 * A group is closed: whoever can put pages into one of its places, or release what lies there, is in it. So
 * it can change its kind of hold as one. Where something stands in the way, all of it stays as it is.
 */
#ifndef GUPTIDY_CONVERT_PIN_H
#define GUPTIDY_CONVERT_PIN_H

#include "contract/pages/member.h"
#include "contract/pages/pages.h"
#include "conversion/convert/convert.h"
#include "outcome/result/pinned.h"

struct source_list {
	struct source **items;		/* not owned */
	size_t n, capacity;
};

/* What a group may reach. */
struct pin_world {
	const struct family *family;
	unsigned version;		/* of the tree */
	struct source_list sources;	/* files that are known to each other; owned */
	/*
	 * Appends all files that can name a member of the struct, which this source does. NULL, or why nobody
	 * can say which these are, in the arena.
	 */
	const char *(*sources_of)(void *data, struct source *source, const char *record,
				  struct source_list *sources, struct arena *arena);
	/* The same of all files that have a word. */
	const char *(*namers_of)(void *data, const char *name, struct source_list *sources,
				 struct arena *arena);
	void *data;
};

/* A call: its name is the token. */
struct pin_call {
	struct source *source;
	size_t token;
};

struct pin_calls {
	struct pin_call *items;
	size_t n, capacity;
};

/* Where pages lie, in one function: a variable, or a member of what a variable points to. */
/* How long pages lie in a place. */
enum pin_stay {
	PIN_FOR_GOOD,
	PIN_BORROWED,			/* the function that has them gives all back itself, whoever else may get
					   them meanwhile */
};

struct pin_place {
	struct source *source;
	const struct function *function;
	struct page_root root;
	enum pin_stay stay;
	bool is_read;
};

/* A function whose result is pages of the group. */
struct pin_giver {
	struct source *source;
	const struct function *function;
	bool is_read;
};

struct pin_member {
	struct member member;
	struct source *source;		/* that names it, */
	size_t token;			/* and where */
	bool is_read;
};

struct pin_group {
	const struct pin_world *world;
	struct { struct pin_place *items; size_t n, capacity; } places;
	struct { struct pin_member *items; size_t n, capacity; } members;
	struct { struct pin_giver *items; size_t n, capacity; } givers;
	struct source_list sources;	/* all that any of it stands in */
	struct pin_calls acquires;	/* of the family: what becomes a pin */
	struct pin_calls releases;
	size_t n_calls;			/* of its functions, that were read */
	bool gives_back;		/* some function that takes pages gives them all back itself, */
	bool is_lent;			/* and somebody else gets the pages for a while */
	/* What stands in the way: the first that was found, and its place; why is NULL: nothing does. */
	struct { struct source *source; size_t token; const char *why; } stop;
	enum pin_case pin_case;
	struct arena arena;
};

/* Reads the group of a call of the family that takes references; freed by pin_group_free(). */
void pin_group_read(const struct pin_world *world, struct source *source, size_t call,
		    struct pin_group *group);
void pin_group_free(struct pin_group *group);

/* Makes the group's edits; false: one of them cannot be made, and stop says why. */
bool pin_group_convert(struct pin_group *group, struct edit_list *edits, struct planned_list *planned);

#endif
