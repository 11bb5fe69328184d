/* SPDX-License-Identifier: GPL-2.0-only */
/* The files that a diff has changed so far, over those of the disk. */
#ifndef GUPTIDY_CHANGE_PATCHED_H
#define GUPTIDY_CHANGE_PATCHED_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

struct patched {
	char *path;
	char *text;			/* NULL: it is gone, or a link now */
	size_t length;
	bool is_link;			/* symbolic: no source itself, and nobody follows it */
	unsigned line;			/* of what changed it last, in the patch file */
	bool was_there;			/* on the disk */
	unsigned diff;			/* the one that changed it last */
	bool is_first;			/* in front of that diff it was as on the disk */
	char *before;			/* else what it was then; NULL: gone */
	size_t before_length;
};

struct patched_set {
	const char *top;		/* borrowed; paths are relative to it */
	unsigned line;			/* that is read, in the patch file */
	unsigned diff;			/* that is read: its renames and copies are all of one state */
	void *tree;			/* the files by path, of tsearch() */
	struct { struct patched **items; size_t n, capacity; } files;	/* in the order of the diff */
};

enum patched_kind { PATCHED_NOTHING, PATCHED_FILE, PATCHED_LINK, PATCHED_FOLDER };

/* The file of that path, or NULL when the diff has not changed it. */
struct patched *patched_find(const struct patched_set *set, const char *path);

/* What stands on the disk, whatever the diff says. */
enum patched_kind patched_kind_on_disk(const struct patched_set *set, const char *path);

/* What stands there now. */
enum patched_kind patched_kind(const struct patched_set *set, const char *path);

/*
 * Appends the text that the file has now; or, with before, had in front of the diff that is read. -1:
 * there is no such file and err is not set, or err is set.
 */
int patched_read(const struct patched_set *set, const char *path, bool before, struct buf *text,
		 struct err *err);

/* Gives the file that text, which is emptied; NULL: the file goes. */
void patched_write(struct patched_set *set, const char *path, struct buf *text);

/* Makes the file a symbolic link, whatever it was. */
void patched_link(struct patched_set *set, const char *path);

/*
 * A file whose folder is no folder: the disk or the diff has another file, or a link, where the folder
 * would be; *above is its path, which the caller frees. NULL: no such file.
 */
const struct patched *patched_find_buried(const struct patched_set *set, char **above);

/* True if the file is what it was on the disk, or is as little there as it was. */
bool patched_is_as_before(const struct patched_set *set, const struct patched *patched);

/* Frees the files. */
void patched_free(struct patched_set *set);

#endif
