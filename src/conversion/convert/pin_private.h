/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of conversion/convert/pin.h share. */
#ifndef GUPTIDY_CONVERT_PIN_PRIVATE_H
#define GUPTIDY_CONVERT_PIN_PRIVATE_H

#include "conversion/convert/pin.h"

struct graph;

/* What stands in the way at a token, unless something did before. */
void pin_stop(struct pin_group *group, struct source *source, size_t token, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The name at a token; in the group's arena. */
const char *pin_word(struct pin_group *group, const struct source *source, size_t token);

/* Adds a call, once. */
void pin_add_call(struct pin_calls *calls, struct source *source, size_t token);

/* Pages of the group lie there, too: a place in a function, a parameter of it, a member of a struct. */
void pin_add_place(struct pin_group *group, struct source *source, const struct function *function,
		   struct page_root root, enum pin_stay stay);
void pin_add_parameter(struct pin_group *group, struct source *source, const struct function *function,
		       size_t parameter, enum pin_stay stay, size_t at);
void pin_add_member(struct pin_group *group, struct source *source, const struct member *member,
		    size_t token);

/* What the function hands out belongs to the group: all who call it have pages of it. */
void pin_add_giver(struct pin_group *group, struct source *source, const struct function *function);

/* And where the expression says, in the function that it stands in; false: it names no such place. */
bool pin_add_expr(struct pin_group *group, struct source *source, const struct expr *expr,
		  enum pin_stay stay);

/*
 * Reads what is done with the pages in a place; who calls its function; who gets the result of one; who else
 * names the member.
 */
void pin_place_read(struct pin_group *group, struct pin_place place);
void pin_callers_read(struct pin_group *group, struct pin_place place);
void pin_giver_read(struct pin_group *group, struct pin_giver giver);
void pin_member_read(struct pin_group *group, struct pin_member member);

/* True if the name is that of macros of the file that look at what they get, and do no more: they print it. */
bool pin_macro_only_reads(const struct source *source, size_t name);

/* Stops at a release, or a copy, of the pages in a place that reading one graph of its function has not seen. */
void pin_check_unseen(struct pin_group *group, const struct pin_place *place, const struct pages *pages,
		      const struct graph *graph);

/*
 * Stops where one of the files takes or gives the bytes of a struct, and the member that pages lie in with them:
 * copies, casts, unions.
 */
void pin_check_whole(struct pin_group *group, const struct source_list *sources, const struct member *member);

/* Stops where a ladder of #if takes the pages otherwise for other kernels, and all release them alike. */
void pin_check_branches(struct pin_group *group);

/* True if the declared name is an array of arrays of pages, or a pointer to one: nobody follows what is in it. */
bool pin_is_deep(const struct outline *outline, size_t name);

/* The files of the group have one of the names (ended by NULL; * at the end: all that begin so). */
bool pin_files_have(const struct pin_group *group, const char *const *names);

/* The same of the functions that have its pages. */
bool pin_places_have(const struct pin_group *group, const char *const *names);

/* Which case of Documentation/core-api/pin_user_pages.rst the code shows; stops where it shows none. */
void pin_find_case(struct pin_group *group);

/* The call of the family, read by text; in the group's arena. NULL: it cannot be read. */
const struct call_site *pin_site(struct pin_group *group, const struct pin_call *acquire);

/* pin_user_pages_fast for get_user_pages_fast, if the tree has it with the same parameters; or NULL. */
const char *pin_sibling(struct pin_group *group, const struct call_site *site);

/* A loop that does nothing but release the pages of an array, one by one: one call does it. */
struct pin_loop {
	struct source *source;
	size_t release;			/* the call in it */
	const struct statement *statement;
	const struct expr *array, *count;
	bool makes_dirty;
	size_t variable;		/* that counts, or NO_TOKEN: it is the count */
	const struct statement *declaration;	/* of the variable, to be dropped; or NULL */
};

struct pin_loops {
	struct pin_loop *items;
	size_t n, capacity;
};

/* Those around releases of the group whose whole shape is certain; the caller frees items. */
void pin_loops_read(struct pin_group *group, struct pin_loops *loops);

/* Drops those that leave something in a variable that others may look at. */
void pin_loops_settle(struct pin_loops *loops);

/* The loop around a release, or NULL. */
const struct pin_loop *pin_loop_of(const struct pin_loops *loops, const struct pin_call *release);

/* Puts unpin_user_pages() or unpin_user_pages_dirty_lock() in its place. */
void pin_loop_convert(struct pin_group *group, struct converter *converter, const struct pin_loop *loop);

#endif
