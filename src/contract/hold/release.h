/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's functions that drop a hold on pages: see releases.def. */
#ifndef GUPTIDY_HOLD_RELEASE_H
#define GUPTIDY_HOLD_RELEASE_H

#include "c/source/marks.h"
#include "contract/hold/acquire.h"

enum release_operand {
	RELEASES_PAGE,			/* the first argument is a page or a folio */
	RELEASES_PAGES,			/* it is an array of them, and the second says how many */
	RELEASES_ALLOCATED,		/* it is a page that was allocated, and is nobody else's */
};

struct release {
	const char *name;
	size_t length;			/* of the name */
	enum hold_kind kind;
	enum release_operand operand;
};

/* The row of the name at token i, or NULL. */
const struct release *release_at(const struct token_list *tokens, size_t i);

/* The kind of hold that the function called at token i drops; NONE: it is no release. */
enum hold_kind release_kind(const struct token_list *tokens, size_t i);

/* Adds the names of all of them, for a struct mark. */
void release_add_words(struct source *source, struct word_set *words);

/* Where they are called in the source. */
const struct marks *release_calls(struct source *source);

#endif
