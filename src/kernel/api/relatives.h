/* SPDX-License-Identifier: GPL-2.0-only */
/* The near relatives of the family, that hand out its pages under names of their own: relatives.def. */
#ifndef GUPTIDY_API_RELATIVES_H
#define GUPTIDY_API_RELATIVES_H

#include "kernel/api/api.h"

/* What keeps a page where it is. */
enum hold_kind {
	HOLD_KIND_NONE,			/* nobody can tell */
	HOLD_KIND_REFERENCE,		/* put_page() drops it */
	HOLD_KIND_PIN,			/* unpin_user_page() does */
	HOLD_KIND_EITHER,		/* one of these, as only a run can tell */
};

struct gup_relative {
	const char *name;
	enum hold_kind kind;
	enum gup_result result;
	size_t length;			/* how many parameters it has */
	int pages, count;		/* which of them say where the pages go, and how many; -1: none */
};

/* All of them, ended by .name == NULL. One name may have several rows, of different lengths. */
extern const struct gup_relative gup_relatives[];

/* The relative of that name (length bytes, need not end in NUL) with so many parameters, or NULL. */
const struct gup_relative *gup_relative_find(const char *name, size_t length, size_t parameters);

#endif
