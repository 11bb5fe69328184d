/* SPDX-License-Identifier: GPL-2.0-only */
/* What signed-compare sees of a call's result: what keeps it, and each use of that. */
#ifndef GUPTIDY_RULES_INSPECTION_H
#define GUPTIDY_RULES_INSPECTION_H

#include "check/rules/result_use.h"
#include "check/rules/rule.h"
#include "contract/hold/errors.h"

struct inspection {
	struct source *source;
	struct kept_result kept;	/* and what keeps it */
	const struct call *call;	/* whose result is looked at */
	const char *callee;
	const struct expr *count;	/* of its arguments: how many pages are asked for, or NULL */
	const struct call_site *site;	/* NULL: it is none of the family's */
	const struct token_list *tokens;
	const struct function *function;
	size_t name;			/* of the variable or member, where it gets the result */
	bool is_member;
	struct errors errors;		/* where it may still be an errno, when that is known */
	bool has_errors;
	bool is_open;			/* nobody knows the type: it is taken for unsigned */
	const struct expr *other;	/* of USE_OPEN: what is compared, and of no type that is known */
	size_t wrong;			/* token of the comparison that misses an error */
	enum use use;			/* the worst so far */
	bool counts;			/* what is no errno is a number */
	bool is_truth;			/* the result is kept in, or returned as, a truth value */
};

/* Who can be asked for types, or NULL. */
const struct oracle *inspection_oracle(const struct inspection *inspection);

/*
 * Looks at all uses of the result; source, call, callee, count, site and counts are set. False: nobody can follow it.
 * What is found lies in the source's arena.
 */
bool inspection_read(struct inspection *inspection);

#endif
