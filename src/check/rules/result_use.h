/* SPDX-License-Identifier: GPL-2.0-only */
/* What the text does with the result of a call at one place: whether that finds an errno, or misses one. */
#ifndef GUPTIDY_RULES_RESULT_USE_H
#define GUPTIDY_RULES_RESULT_USE_H

#include "c/source/source.h"
#include "c/syntax/call.h"
#include "calls/value/integer.h"

enum use {
	USE_OTHER,			/* nothing that finds an error, and nothing that misses one */
	USE_NEVER_NEGATIVE,		/* x < 0 or x <= 0, x being unsigned */
	USE_NEVER_ELSE,			/* if (x >= 0), if (x > 0), x being unsigned */
	USE_AS_UNSIGNED,		/* a comparison that is one of unsigned numbers */
	USE_OPEN,			/* of what with what, nobody knows */
	USE_CHECK,			/* anything that may find an error */
};

/* A result, or the variable or member that keeps it. */
struct kept_result {
	struct source *source;
	const struct oracle *oracle;	/* for the types of what it is compared with, or NULL */
	struct integer type;
};

/*
 * What tokens [first, last) are compared with by <, <=, > or >=, when they are one side of that; else NULL.
 * It lives in the source's arena.
 */
const struct expr *compared_with(struct source *source, size_t first, size_t last);

/* What comes of comparing tokens [first, last), which are the result, with other. */
enum use result_comparison(const struct kept_result *kept, size_t first, size_t last,
			   const struct expr *other);

/* `(ret = f(...)) < 0`: what takes the result at token i is asked in the same breath. */
bool result_is_asked_at_once(const struct kept_result *kept, size_t i);

/* What the variable or member of which token i is the last name is compared with, as compared_with() tells. */
const struct expr *result_compared_with(const struct kept_result *kept, size_t i);

/* What happens there. */
enum use result_use_at(const struct kept_result *kept, size_t i);

/*
 * True if the result of the call is kept in a variable, whose name is token taker, of type bool; or returned, with
 * NO_TOKEN, by a function of that type. Just as it is.
 */
bool result_is_truth(struct source *source, const struct call *call, size_t taker);

#endif
