/* SPDX-License-Identifier: GPL-2.0-only */
/* Which signature a call was written for. */
#ifndef GUPTIDY_SITE_WRITTEN_H
#define GUPTIDY_SITE_WRITTEN_H

#include "calls/site/site.h"
#include "outcome/plan/operation.h"

struct written {
	struct roles roles;
	unsigned first, last;		/* the versions that had it; both 0: the tree's own declares it */
};

#define MAX_WRITTEN 8

/* All that it can be; several only where nothing tells them apart. */
struct written_list {
	struct written items[MAX_WRITTEN];
	size_t n;
};

/*
 * Lists the tree's own signature if the call fits it; else those of mainline that its arguments fit, by
 * number and as far as is known by kind. Of signatures with the same roles the oldest stands for all.
 */
void written_for(const struct call_site *site, struct written_list *list);

/* The same, of mainline's alone: what a call means that no declaration of the tree fits. */
void written_for_mainline(const struct call_site *site, struct written_list *list);

#endif
