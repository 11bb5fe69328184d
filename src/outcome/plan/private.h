/* SPDX-License-Identifier: GPL-2.0-only */
/* What the steps of a draft share. */
#ifndef GUPTIDY_PLAN_PRIVATE_H
#define GUPTIDY_PLAN_PRIVATE_H

#include "outcome/plan/draft.h"

/* Bytes of the draft's text, which lie in the call, become others; the call has n arguments then. */
void draft_change(struct draft *draft, struct edit_span span, const struct buf *bytes, size_t n);

/* Token i of the call, as bytes of the draft's text. */
struct edit_span draft_token(const struct draft *draft, size_t i);

/*
 * Has edit_wrap() write text for argument i. was: columns that the lines had before they grew, 0: what
 * they have now.
 */
void draft_wrap(const struct draft *draft, size_t i, const char *text, size_t was,
		struct edit_span *replaced, struct buf *bytes);

/* What stands behind a call in its line. */
struct tail {
	size_t op;			/* the operator behind the call, a token of the source */
	struct edit_span blanks;	/* behind that: bytes of the source, of one line */
};

/* Reads it; false: no line is broken there. */
bool tail_find(const struct source *source, const struct call *call, struct tail *tail);

/* The column that a new line behind the operator begins in. */
size_t tail_column(const struct source *source, const struct edit_list *made, const struct call *call,
		   const struct tail *tail);

/* Where the line begins, at or in front of byte `from`, that edits which reach behind that byte begin in. */
size_t made_start(const struct source *source, const struct edit_list *made, size_t from);

/* Appends bytes [from, to) of the source as the edits made them. */
void add_made(const struct source *source, const struct edit_list *made, size_t from, size_t to, struct buf *out);

/* Appends tabs, and blanks where no tab fits, from one column to the other; at least one blank. */
void add_blanks(struct buf *out, size_t from, size_t to);

/* Notes the columns of comments that end lines, for draft_keep_columns(). */
void draft_note_columns(struct draft *draft);

/*
 * Has the backslashes behind changed lines of a macro stand where they stood, if that was in a column. The edit
 * grows by the blanks in front of the last one.
 */
void align_backslashes(const struct source *source, struct edit_span *replaced, struct buf *bytes);

/* Columns of the line that a byte of text stands on. */
size_t draft_columns(const struct draft *draft, size_t at);

/* Where the line of a byte of text begins, and where it ends: at its \n, or at the end of the text. */
size_t draft_line_start(const struct draft *draft, size_t at);
size_t draft_line_end(const struct draft *draft, size_t at);

#endif
