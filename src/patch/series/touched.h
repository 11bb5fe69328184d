/* SPDX-License-Identifier: GPL-2.0-only */
/* Which mentions the edits touch: what the patches are said to do, and what holds files together. */
#ifndef GUPTIDY_SERIES_TOUCHED_H
#define GUPTIDY_SERIES_TOUCHED_H

#include "patch/series/series.h"

struct touched_mention {
	size_t file;			/* its place in the rewrite */
	const char *name;		/* what stands there; the result's */
	char *now;			/* what stands there then, or NULL: it cannot be told */
	size_t now_at;			/* where, in the new text */
	enum mention_class class;
	bool is_public;			/* it declares, defines or exports what other files may mean */
	bool is_macro;			/* it is in a directive */
};

struct touched {
	struct touched_mention *items;	/* by file */
	size_t n, capacity;
	struct path_list declared;	/* functions that public mentions declare anew, each once */
	struct path_list bare;		/* functions with a call that a macro would count other arguments of */
};

/* Finds them: code that has the name, where an edit is in the name or in the parentheses behind it. */
void touched_find(const struct series_input *input, struct touched *touched);

/* True if a mention of that class says what the function is, and calls it not. */
bool mention_declares(enum mention_class class);

/* Frees it. */
void touched_free(struct touched *touched);

#endif
