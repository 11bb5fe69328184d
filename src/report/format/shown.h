/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What text calls a file: a path that opens from where the reader stands, in the words that the reader
 * used. A result knows files by their way from the root of the tree, or of the driver's repository.
 */
#ifndef GUPTIDY_FORMAT_SHOWN_H
#define GUPTIDY_FORMAT_SHOWN_H

#include <stddef.h>
#include <stdio.h>

struct shown {
	struct shown_name {
		char *known, *given;
	} *items;			/* owned */
	size_t n, capacity;
};

/* A file known as that, or below it ("" holds all), is shown as given, or below that ("": as the rest). */
void shown_add(struct shown *shown, const char *known, const char *given);

/*
 * What the file is called; of the names that hold it the longest counts, of equal ones the first. shown can be
 * NULL: path itself. The caller frees it.
 */
char *shown_path(const struct shown *shown, const char *path);

/* Prints it, as put_name() does. */
void shown_put(const struct shown *shown, const char *path, FILE *out);

/* Frees the names. */
void shown_free(struct shown *shown);

#endif
