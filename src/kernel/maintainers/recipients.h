/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who is to get a patch: what scripts/get_maintainer.pl --nogit --nogit-fallback answers. The order of
 * areas that are as specific as each other is that of MAINTAINERS; the script's is left to chance.
 */
#ifndef GUPTIDY_MAINTAINERS_RECIPIENTS_H
#define GUPTIDY_MAINTAINERS_RECIPIENTS_H

#include "kernel/maintainers/maintainers.h"

enum recipient_role {
	RECIPIENT_MAINTAINER,		/* To: M: lines */
	RECIPIENT_REVIEWER,		/* Cc: R: lines */
	RECIPIENT_LIST,			/* Cc: L: lines, without those for subscribers only */
};

struct recipient {
	enum recipient_role role;
	const char *name;		/* in quotes if it holds more than [A-Za-z0-9_ -]; "" if there is none */
	const char *mail;
	const char *text;		/* both: Name <mail>, bytes as they stand in the tree */
	const struct area *area;	/* the first one that names it */
};

struct recipient_list {
	struct recipient *items;	/* people first, then lists; texts in the list's own memory */
	size_t n, capacity;
	struct arena texts;
};

/* The recipients of areas (of one path, of several, of a patch), each once. */
void recipients_of(const struct maintainers *maintainers, const struct area_list *areas,
		   struct recipient_list *recipients);

/* "maintainer", "reviewer" or "list". */
const char *recipient_role_name(enum recipient_role role);

/* Frees it. */
void recipient_list_free(struct recipient_list *recipients);

#endif
