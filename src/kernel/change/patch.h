/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Unified diffs as git, diff and quilt write them, and how their hunks change a text. libgit2 reads
 * git's own diffs only, and cannot say which line of a file is at fault.
 */
#ifndef GUPTIDY_CHANGE_PATCH_H
#define GUPTIDY_CHANGE_PATCH_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct decoded;
struct err;

/* One line of a hunk; the text is borrowed and has no newline. */
struct patch_line {
	char kind;			/* ' ', '-' or '+' */
	bool is_unended;		/* no newline behind it in the file */
	const char *text;
	size_t length;
};

struct hunk {
	unsigned line;			/* of its @@ in the patch file */
	size_t old_start, old_count, new_start, new_count;
	struct { struct patch_line *items; size_t n, capacity; } lines;
};

struct file_patch {
	unsigned line;			/* of its first line in the patch file */
	size_t begin, end;		/* its lines in the decoded text, from 0 */
	unsigned run;			/* the same for neighbours with no text between them */
	char *old_name, *new_name;	/* with their prefixes; NULL: /dev/null */
	char *from, *to;		/* of a rename or a copy, without prefixes; or NULL */
	bool is_git;			/* has a line "diff --git" */
	bool is_new, is_deleted, is_copy, is_binary;
	bool promises_hunks;		/* its header names two contents that differ */
	unsigned said;			/* the lines of git's header, for header.c */
	unsigned old_mode, new_mode;	/* 0: not said */
	struct { struct hunk *items; size_t n, capacity; } hunks;
};

struct patch_list {
	struct file_patch *items;	/* in the file's order; a file may come more than once */
	size_t n, capacity;
};

/*
 * Reads all diffs in a text, whatever stands between them. name is the patch file, for errors. -1
 * sets err: something is cut off, malformed or missing, or belongs to no file. Lines are borrowed from decoded.
 */
int patch_parse(const struct decoded *decoded, const char *name, struct patch_list *list,
		struct err *err);

/* The name without its first folder, which is a prefix mostly; names without a folder are as they are. */
const char *patch_bare_name(const char *name);

/* True if the diff is of a symbolic link, as its modes say; or may be: a mere rename has no modes. */
bool patch_may_be_link(const struct file_patch *patch);

/* Why a hunk did not go in. */
enum apply_status {
	APPLY_DONE,
	APPLY_NOWHERE,			/* its lines are not there */
	APPLY_AMBIGUOUS,		/* they are not where it says, and more than once elsewhere */
};

enum {
	APPLY_BACKWARD = 1 << 0,	/* take the diff back */
	APPLY_EXACTLY = 1 << 1,		/* hunks stand at the lines that they name, or nowhere */
};

/*
 * Appends the patched text to out. A hunk goes where it says, moved as those in front of it were; or
 * to the one other place behind them that has all of its lines. As for git, a hunk without lines
 * of context behind it ends the file. *hunk is the one at fault.
 */
enum apply_status patch_apply(const struct file_patch *patch, unsigned how, const char *text,
			      size_t length, struct buf *out, const struct hunk **hunk);

/* Frees the list. */
void patch_list_free(struct patch_list *list);

#endif
