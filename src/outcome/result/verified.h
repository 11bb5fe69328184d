/* SPDX-License-Identifier: GPL-2.0-only */
/* What the kernel's own build made of converted files, before and after. */
#ifndef GUPTIDY_RESULT_VERIFIED_H
#define GUPTIDY_RESULT_VERIFIED_H

#include <stdbool.h>
#include <stddef.h>

enum build_verdict {
	VERIFIED_UNBUILT,		/* no configuration here builds it, also not as it was */
	VERIFIED_BROKEN,		/* it does not compile any more */
	VERIFIED_WARNS,			/* it compiles, with a warning that it had not */
	VERIFIED_SAME,			/* the same code */
	VERIFIED_DIFFERS,		/* other code */
	VERIFIED_MENDED,		/* it compiles, and did not before */
};

struct verified {
	char *path;			/* relative to the root */
	char *arch;			/* whose configuration built it; of an unbuilt file, the one that it is for */
	enum build_verdict verdict;
	bool is_beside;			/* it was not converted, but what it includes was */
	bool must_be_same;		/* all that changed is how a constant is written */
	char *step;			/* the patch that breaks it, or NULL */
	size_t number;			/* of that patch, from 1 */
	char *why;			/* what the compiler said, or NULL */
};

struct verified_list {
	struct verified *items;		/* by path */
	size_t n, capacity;
};

/* Adds one; strings are copied. */
void verified_list_add(struct verified_list *list, const struct verified *verified);

/* Sorts by path. */
void verified_list_sort(struct verified_list *list);

/* True if a person has to look at it: it is broken, warns, or differs where it must not. */
bool verified_is_bad(const struct verified *verified);

/* True if one of them is so. */
bool verified_has_bad(const struct verified_list *list);

/* "unbuilt", "broken", "warns", "same" or "differs". */
const char *build_verdict_name(enum build_verdict verdict);

/* Frees all. */
void verified_list_free(struct verified_list *list);

#endif
