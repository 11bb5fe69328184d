/* SPDX-License-Identifier: GPL-2.0-only */
/* The files that a diff has changed so far, over those of the disk. */
#ifndef GUPTIDY_CHANGE_PATCHED_H
#define GUPTIDY_CHANGE_PATCHED_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

/* What a file was in front of a diff, or of a patch. */
struct patched_past {
	unsigned since;			/* the number of that diff or patch */
	bool is_disk;			/* as on the disk; else: */
	char *text;			/* NULL: gone */
	size_t length;
};

struct patched {
	char *path;
	char *text;			/* NULL: it is gone, or a link now */
	size_t length;
	bool is_link;			/* symbolic: no source itself, and nobody follows it */
	unsigned line;			/* of what changed it last, in the patch file */
	bool was_there;			/* on the disk */
	struct patched_past diff, patch;	/* those that changed it last */
	bool lies_over;			/* the owner's: it is, or was, another than on the disk */
};

struct patched_set {
	const char *top;		/* borrowed; paths are relative to it */
	unsigned line;			/* that is read, in the patch file */
	unsigned diff;			/* that is read: its renames and copies are all of one state */
	unsigned patch;			/* that the diff is of */
	void *tree;			/* the files by path, of tsearch() */
	void *folders;			/* that they lie in; see kernel/change/folders.h */
	struct patched_list {
		struct patched **items;
		size_t n, capacity;
	} files, fresh;			/* in the order of the diff: all, and those of this patch */
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

/* The next patch begins. */
void patched_begin(struct patched_set *set);

/*
 * A file whose folder is no folder: the disk or the diff has another file, or a link, where the folder
 * would be; *above is its path, which the caller frees. NULL: this patch has made no such file.
 */
const struct patched *patched_find_buried(const struct patched_set *set, char **above);

/* True if the file is what it was in front of its last patch, or is as little there as it was. */
bool patched_is_as_before(const struct patched_set *set, const struct patched *patched);

/* True if it was there in front of its last patch. */
bool patched_was_there(const struct patched *patched);

/* Frees the files. */
void patched_free(struct patched_set *set);

#endif
