/* SPDX-License-Identifier: GPL-2.0-only */
/* Where functions of one family disagree: same role, another type or another place. */
#ifndef GUPTIDY_FAMILY_SIBLINGS_H
#define GUPTIDY_FAMILY_SIBLINGS_H

#include "calls/family/family.h"

enum disagreement_kind {
	DISAGREES_IN_TYPE,		/* `int nr_pages` among `unsigned long nr_pages` */
	DISAGREES_IN_ROLE,		/* `int write` among `unsigned int gup_flags` */
	DISAGREES_IN_PLACE,		/* pages in front of gup_flags among gup_flags in front of pages */
};

struct disagreement {
	enum disagreement_kind kind;
	const struct declared *odd;	/* the one that differs */
	int parameter;			/* its place there, from 0 */
	const struct declared *usual;	/* one of those that it differs from */
	int usual_parameter;
	size_t n_usual;			/* how many those are */
};

struct disagreement_list {
	struct disagreement *items;	/* owned */
	size_t n, capacity;
};

/* The public prototype of each function that the tree has, else its definition at home; for reports. */
const struct declared *family_public(const struct family *family,
				     const struct gup_function *function);

/* Compares the acquirers with each other, role by role; the smaller group is the odd one. */
void family_siblings(const struct family *family, struct disagreement_list *list);

#endif
