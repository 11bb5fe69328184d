/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Edits as data; edit/ applies them.
 *
 * An edit is keyed by (path, offset, old text): the same edit added twice (a header seen from two
 * .c files) is one edit, an edit that overlaps another or whose old text is not what the file
 * holds is an error. Nothing but the named bytes changes.
 */
#ifndef GUPTIDY_RESULT_EDITS_H
#define GUPTIDY_RESULT_EDITS_H

#include <stdbool.h>
#include <stddef.h>

struct edit {
	char *path;		/* relative to the tree's root */
	size_t offset;		/* in bytes, from the start of the file */
	char *old_text;		/* empty: new_text is inserted in front of offset */
	char *new_text;
};

struct edit_list {
	struct edit *items;	/* after edit_list_sort(): by path, then offset */
	size_t n, capacity;
};

/* Adds an edit; copies all strings. */
void edit_list_add(struct edit_list *list, const char *path, size_t offset,
		   const char *old_text, const char *new_text);

/*
 * Sorts by path and offset, so that output does not depend on the order of work; of identical edits
 * one stays.
 */
void edit_list_sort(struct edit_list *list);

/* Moves all edits of another list into this one, and sorts it; that is empty then. */
void edit_list_take(struct edit_list *list, struct edit_list *from);

/* Drops the edits in the bytes [begin, end) of that path. True if there were any. */
bool edit_list_drop(struct edit_list *list, const char *path, size_t begin, size_t end);

/* True if it changes blanks and line breaks alone. */
bool edit_is_layout(const struct edit *edit);

/* Frees all edits. */
void edit_list_free(struct edit_list *list);

#endif
