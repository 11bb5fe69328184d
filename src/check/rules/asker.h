/* SPDX-License-Identifier: GPL-2.0-only */
/* Who asks for pages, and may tell by the pages themselves what came of it. For unchecked_return.c. */
#ifndef GUPTIDY_RULES_ASKER_H
#define GUPTIDY_RULES_ASKER_H

#include "c/source/source.h"
#include "c/syntax/call.h"

/* A call whose result somebody should look at. */
struct asker {
	struct source *source;
	const struct function *function;	/* around it */
	const struct call *call;
	const struct expr *pages;	/* where the pages go, without parentheses; NULL: the result is one */
};

/*
 * True if a page, whose name is token name, may hold NULL before the call, and is asked for it somewhere: that
 * tells what came as the result would.
 */
bool asker_pages_tell(const struct asker *asker, size_t name);

#endif
