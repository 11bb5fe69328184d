/* SPDX-License-Identifier: GPL-2.0-only */
/* What the steps of a draft share. */
#ifndef GUPTIDY_PLAN_PRIVATE_H
#define GUPTIDY_PLAN_PRIVATE_H

#include "outcome/plan/draft.h"

#define TAB 8

/* Reads the call of a draft from its lines; how many arguments it must have is known. */
void draft_read(struct draft *draft, size_t n);

/* Bytes of the draft's text, which lie in the call, become others; the call has n arguments then. */
void draft_change(struct draft *draft, struct edit_span span, const struct buf *bytes, size_t n);

/* Lines that were aligned to the parenthesis of the call, which stood at that column, come along with it. */
void draft_realign(struct draft *draft, size_t column);

/* Argument i of the draft has the bytes of that one of the source: its further lines come along with it. */
void draft_align_inner(struct draft *draft, size_t i, const struct source *source, const struct expr *was);

/* Token i of the call, as bytes of the draft's text. */
struct edit_span draft_token(const struct draft *draft, size_t i);

/*
 * Has edit_wrap() write text for argument i. was: columns that the lines had before they grew, 0: what
 * they have now.
 */
void draft_wrap(const struct draft *draft, size_t i, const char *text, size_t was,
		struct edit_span *replaced, struct buf *bytes);

/* A place in the line of a call, outside of the call, where that can be broken. */
struct joint {
	size_t op;			/* the operator that it is broken behind, a token of the source */
	struct edit_span blanks;	/* behind that: bytes of the source, of one line */
	unsigned looseness;		/* how the operator binds: the more, the better to break there */
	bool is_poor;			/* hardly anything would stand in the new line */
	unsigned outward;		/* parentheses around the call that it is outside of */
};

struct joints {
	struct joint *items;
	size_t n, capacity;
};

/* Appends those behind the call that no other call stands in front of, the best one first; no poor ones. */
void joints_behind(const struct source *source, const struct call *call, struct joints *joints);

/* The one right behind the call, poor or not; false: there is none. */
bool joint_right_behind(const struct source *source, const struct call *call, struct joint *joint);

/* Appends those in front of the call, in the same brackets and the same statement, the best one first. */
void joints_in_front(const struct source *source, const struct call *call, struct joints *joints);

/* The column that a new line behind the operator begins in. */
size_t joint_column(const struct source *source, const struct edit_list *made, const struct joint *joint);

/* Where the line begins, at or in front of byte `from`, that edits which reach behind that byte begin in. */
size_t made_start(const struct source *source, const struct edit_list *made, size_t from);

/* Appends bytes [from, to) of the source as the edits made them. */
void add_made(const struct source *source, const struct edit_list *made, size_t from, size_t to, struct buf *out);

/* The column that a byte of the source has by now. */
size_t made_column(const struct source *source, const struct edit_list *made, size_t at);

/* True if one of the edits touches bytes [from, to). */
bool made_between(const struct source *source, const struct edit_list *made, size_t from, size_t to);

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
