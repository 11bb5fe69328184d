/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Byte-exact edits of files. This room knows nothing of GUP, and of C no more than what a
 * parenthesis, a comma, a comment and a directive look like (edit_wrap()).
 */
#ifndef GUPTIDY_EDIT_EDIT_H
#define GUPTIDY_EDIT_EDIT_H

#include "outcome/result/edits.h"

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

/* Bytes [begin, end) of a text. */
struct edit_span {
	size_t begin, end;
};

/* The bytes of a whole file; NULL: there is none. Borrowed. */
struct edit_text {
	const char *bytes;
	size_t length;
};

/* A list in parentheses, of arguments or of parameters, as edit_wrap() needs it. */
struct edit_arguments {
	struct edit_text text;		/* that it stands in */
	size_t open;			/* the open parenthesis */
	const struct edit_span *spans;	/* in order, without the blanks and comments around */
	size_t n;
	size_t limit;			/* columns a line may have, 80 in most of the kernel */
	size_t was;			/* columns that the lines had before something else in them
					   grew; 0: as many as now */
	size_t soft_break;		/* in new_text: offset of a blank that may become a line
					   break when nothing else helps, 0: none */
};

/*
 * Applies the edits, all of one path and sorted, to the file's text and appends the result to out.
 * -1 sets err and appends nothing: old text not found at its offset, or two edits overlap.
 */
int edit_apply(const struct edit *edits, size_t n, const char *text, size_t length,
	       struct buf *out, struct err *err);

/*
 * Makes two lists of edits one: the first is of old_text, the second of what the first made of it, which is
 * between. All are of one path, and sorted; so is what is appended to out.
 */
void edit_compose(const struct edit_list *first, const struct edit_list *second, const char *old_text,
		  const char *between, struct edit_list *out);

/* Where a byte of the edited text was; of one that an edit brought, where that edit is. */
size_t edit_origin(const struct edit_list *edits, size_t offset);

/* True if both hold the same bytes; none are the same as no file. */
bool edit_texts_are_same(struct edit_text a, struct edit_text b);

/* Where the line of a byte begins, and where it ends: at its \n, or at the end of the text. */
size_t edit_line_start(const char *text, size_t at);
size_t edit_line_end(const char *text, size_t length, size_t at);

/* The columns that bytes of one line take; tabs go to the next multiple of eight. */
size_t edit_columns(const char *bytes, size_t length);

/* Appends what indents a line to a column as that of a byte of text is: with tabs, or with blanks alone. */
void edit_indent(const char *text, size_t at, size_t column, struct buf *out);

/*
 * Replaces the argument spans[which] by new_text: appends the new bytes to out and sets *replaced
 * to the bytes of text that they stand for. These are the argument alone, unless its line grows
 * over the limit. Then the blanks in front of the argument become a line break, or those in
 * front of the next argument, or both: the first that keeps within the limit. A next argument that
 * began the next line comes up to one that gets a new line, if both fit there. If none does, the
 * blank at soft_break becomes a line break, alone or with those: again the first that keeps
 * within the limit, else the narrowest of all, if it is narrower than no break; of two as narrow,
 * the one without the soft break. A choice that breaks behind its ? begins a line, if it can. A new
 * line is aligned behind the parenthesis or, where an argument already begins a line, like the nearest
 * such line, rather in front; it ends as its neighbours do (\n, \r\n, with a backslash inside a
 * directive). Tabs go to the next multiple of eight.
 */
void edit_wrap(const struct edit_arguments *arguments, size_t which, const char *new_text,
	       struct edit_span *replaced, struct buf *out);

/*
 * Appends a unified diff (a/path, b/path, 3 lines of context, as git prints it, without its
 * "diff --git" and "index" lines) of two texts. No byte makes a text binary.
 * Nothing is appended when they are equal. -1 sets err. Made with libgit2, which is initialised
 * and shut down on each call: who makes many diffs calls edit_diff_hold() first.
 */
int edit_diff(const char *path, struct edit_text old, struct edit_text new, struct buf *out,
	      struct err *err);

/* Appends side ("a/", or "") and path as git prints them: one line, in quotes if the path is not plain ASCII. */
void edit_put_name(struct buf *out, const char *side, const char *path);

/*
 * Holds what diffs are made with, until edit_diff_release(): else each of them reads the certificates of
 * this machine anew, which takes longer than the diff.
 */
void edit_diff_hold(void);
void edit_diff_release(void);

/*
 * Replaces root/path by the new text through a temporary file in the same folder, fsync and
 * rename; keeps mode, owner, extended attributes and ACL. A path through a link that stays in the
 * root changes the real file; equal texts write nothing. -1 sets err and leaves the file as it was:
 * its content is no longer the old text, the path leaves the root through a link, or it is read-only or
 * cannot be written. (The one exception, and its text says so: the folder's fsync failed after the
 * file was replaced.)
 */
int edit_write(const char *root, const char *path, struct edit_text old, struct edit_text new,
	       struct err *err);

/*
 * Makes a new file at root/path, in a folder that is there and that no link leads out of root to. -1 sets
 * err, and nothing is written: something of that name is there already, or its folder cannot be written to.
 */
int edit_create(const char *root, const char *path, const char *text, size_t length, struct err *err);

#endif
