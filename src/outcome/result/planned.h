/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What each edited call shall be, beside its edits: the proof reads the call back from the new text and
 * holds it against this. Whoever edits a call leaves one.
 */
#ifndef GUPTIDY_RESULT_PLANNED_H
#define GUPTIDY_RESULT_PLANNED_H

#include <stddef.h>

struct planned_call {
	char *path;		/* relative to the tree's root */
	size_t offset;		/* of the callee's name, in the old text */
	char *call;		/* "callee(argument, argument)": its code, whatever the blanks */
};

struct planned_list {
	struct planned_call *items;	/* after planned_list_sort(): by path, then offset */
	size_t n, capacity;
};

/* Adds a call; copies both strings. */
void planned_list_add(struct planned_list *list, const char *path, size_t offset, const char *call);

/* Sorts by path and offset; of identical calls one stays. */
void planned_list_sort(struct planned_list *list);

/* The calls of one path in a sorted list: how many, and the first one in *first. */
size_t planned_list_of(const struct planned_list *list, const char *path,
		       const struct planned_call **first);

/* Drops the calls in the bytes [begin, end) of that path. */
void planned_list_drop(struct planned_list *list, const char *path, size_t begin, size_t end);

/* Frees all. */
void planned_list_free(struct planned_list *list);

#endif
