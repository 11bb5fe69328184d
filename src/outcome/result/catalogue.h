/* SPDX-License-Identifier: GPL-2.0-only */
/* What a tree makes of the family, as data: its wrappers, and who fills and empties which member. */
#ifndef GUPTIDY_RESULT_CATALOGUE_H
#define GUPTIDY_RESULT_CATALOGUE_H

#include "kernel/api/relatives.h"

#include <stddef.h>
#include <stdint.h>

struct source;

/* A function that hands on what it gets from the family. */
struct wrapper_row {
	char *path;			/* relative to the root */
	uint32_t line, column;		/* of its name */
	char *name;
	enum hold_kind kind;
	const char *result;		/* what the result says, in words; not owned */
	char *pages;			/* the parameter that the pages go to; "": the result is the page */
	char *count;			/* the one that says how many, or "" */
	const char *lock;		/* what it asks of the mmap lock, in words, or ""; not owned */
	char *callee;			/* where it gets them from */
};

/* A call that fills or empties a member. */
struct member_use {
	struct source *source;		/* where it stands; not owned */
	size_t token;			/* of the name that is called */
	char *path;
	uint32_t line, column;
	char *function;			/* around it */
	char *callee;
	enum hold_kind kind;
};

struct member_uses {
	struct member_use *items;	/* by place */
	size_t n, capacity;
};

/* A member that pages lie in. */
struct member_row {
	char *record, *name;
	struct member_uses acquires, releases;
	size_t n_other;			/* how often something else is put there */
};

struct catalogue {
	struct { struct wrapper_row *items; size_t n, capacity; } wrappers;	/* by place */
	struct { struct member_row *items; size_t n, capacity; } members;	/* by name */
};

/* The row of a member, or NULL; valid until one is made. */
struct member_row *catalogue_find(struct catalogue *catalogue, const char *record, const char *name);

/* The same, made if it is not there yet. */
struct member_row *catalogue_member(struct catalogue *catalogue, const char *record, const char *name);

/* Drops the members that nothing fills and no pin is released from: pages of others lie in them. */
void catalogue_drop_strangers(struct catalogue *catalogue);

/* The kind in which all of these hold pages, or NONE: there are none, or they differ. */
enum hold_kind member_uses_kind(const struct member_uses *uses);

/* Sorts all lists. */
void catalogue_sort(struct catalogue *catalogue);

/* Frees all. */
void catalogue_free(struct catalogue *catalogue);

/* "pin", "reference", "either"; "none". */
const char *hold_kind_name(enum hold_kind kind);

#endif
