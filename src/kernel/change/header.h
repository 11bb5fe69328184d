/* SPDX-License-Identifier: GPL-2.0-only */
/* The lines in front of a file's hunks, and whether all of them are there. */
#ifndef GUPTIDY_CHANGE_HEADER_H
#define GUPTIDY_CHANGE_HEADER_H

#include <stdbool.h>
#include <stddef.h>

struct file_patch;

/* A line of a patch file without its newline. */
struct line {
	const char *text;
	size_t length;
	unsigned number;		/* in the patch file */
	bool is_unended;		/* no newline stood behind it */
};

/* What stands behind the word, or NULL when the line does not begin with it. */
const char *line_behind(const struct line *line, const char *word);

/* "diff --git a/NAME b/NAME", up to its names: begins git's header. */
#define GIT_HEADER "diff --git "
void header_begin(struct file_patch *file, const struct line *line);

/* Reads one more line of git's header; false: it is none. */
bool header_read(struct file_patch *file, const struct line *line);

/* "--- OLD" and "+++ NEW" */
void header_read_sides(struct file_patch *file, const struct line *old, const struct line *new);

/*
 * What the diff of the file lacks, for people; NULL: it is whole. git says in its header whether hunks
 * follow, and writes some lines in pairs, so that a diff that was cut off can be told.
 */
const char *header_lacks(const struct file_patch *file);

#endif
