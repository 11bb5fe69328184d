/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A call while it changes: the lines that it stands on. After each step the call is read again from
 * them, so that no step needs to know what the others moved.
 */
#ifndef GUPTIDY_PLAN_DRAFT_H
#define GUPTIDY_PLAN_DRAFT_H

#include "c/source/source.h"
#include "c/syntax/call.h"
#include "outcome/edit/edit.h"

/* What a draft is made for. */
struct draft_place {
	size_t limit;			/* columns a line may have */
	const struct edit_list *made;	/* edits of the source so far, which may have moved the call; or NULL */
	size_t stop;			/* a byte of the source behind the call: its line ends there; 0: as it does */
	struct edit_span turn;		/* blanks of the source in front of the call that become a line break; */
	size_t column;			/* and the column behind it; or turn.end is 0 */
};

struct draft {
	struct buf text;		/* whole lines */
	size_t turn;			/* where the line break in front is in text, see struct draft_place */
	size_t name, end;		/* the call in text, from its name to behind its parenthesis */
	struct edit_span old;		/* where it is in the source */
	struct edit_span changed;	/* of text; begin is SIZE_MAX while nothing has */
	size_t limit;			/* see struct draft_place */
	size_t width;			/* columns of the call's widest line, at first */
	size_t was;			/* the same of a call in one line; else 0 */
	struct { size_t *items; size_t n, capacity; } columns;	/* of comments that end lines of it, at first; 0: of
								   one that stands right behind the code */
	struct outline outline;		/* of the call alone: offsets count from its name */
	struct arena arena;
	struct call call;
	bool is_broken;			/* it is no whole call any more; no further step does anything */
};

/* Begins with the call as it is; ended by draft_close(). The source must outlive it. */
void draft_open(struct draft *draft, const struct source *source, const struct call *call,
		const struct draft_place *place);

void draft_close(struct draft *draft);

/* The callee gets another name; lines that were aligned to the parenthesis stay so. */
void draft_rename(struct draft *draft, const char *name);

/* Argument i gets another text, and its line breaks where it must. */
void draft_replace(struct draft *draft, size_t i, const char *text);

/* Argument i goes, with its comma and the comments that stand beside it. */
void draft_drop(struct draft *draft, size_t i);

/* A new argument i, in the line of the one in front of it. draft_fold() breaks what gets too long. */
void draft_insert(struct draft *draft, size_t i, const char *text);

/* Breaks the lines that a new name, or an argument that came or went, made longer than the limit. */
void draft_fold(struct draft *draft);

/* Puts comments that end lines back to their columns. */
void draft_keep_columns(struct draft *draft);

/* Columns of the call's widest line, with what stands around it there. */
size_t draft_width(const struct draft *draft);

/* What has changed, as bytes of the draft; *replaced: of the source. */
struct edit_span draft_changed(const struct draft *draft, struct edit_span *replaced);

#endif
