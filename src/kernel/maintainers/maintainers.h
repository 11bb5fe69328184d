/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A tree's MAINTAINERS: its areas, and which of them a path or a patch belongs to, as the tree's own
 * scripts/get_maintainer.pl says it. Patterns are a stranger's: each is matched within limits.
 */
#ifndef GUPTIDY_MAINTAINERS_MAINTAINERS_H
#define GUPTIDY_MAINTAINERS_MAINTAINERS_H

#include "base/data/arena.h"
#include "base/data/buf.h"

#include <stddef.h>

struct err;
struct mailmap;
struct path_set;
struct pattern;

/* One line of an area: "M: Somebody <mail>". */
struct area_line {
	char letter;			/* 'M', 'R', 'L', 'S', 'T', 'F', ... */
	unsigned line;			/* of MAINTAINERS */
	const char *value;		/* without the blanks around it */
	const struct pattern *pattern;	/* of F, X, N and K; else NULL */
};

struct area {
	const char *name;		/* "MEMORY MANAGEMENT"; "" if there is none */
	unsigned line;			/* of the name */
	const char *status;		/* "Maintained", ...; "" if it has none */
	struct { struct area_line *items; size_t n, capacity; } lines;	/* as they stand there */
};

struct maintainers {
	char *root;
	struct { struct area *items; size_t n, capacity; } areas;	/* as they stand there */
	struct mailmap *mailmap;	/* the tree's .mailmap; empty without one */
	struct arena texts;
};

/* Why an area was found. */
struct area_match {
	const struct area *area;
	char by;			/* 'F', 'N' or 'K': the letter of the line that decided */
	const struct area_line *line;	/* that line, of F: and N:; borrowed */
	int depth;			/* folders that F: names; 0 for N: and K:, -1 for F: beginning with * */
};

struct area_list {
	struct area_match *items;	/* areas borrowed from struct maintainers */
	size_t n, capacity;
};

/*
 * Reads ROOT/MAINTAINERS and ROOT/.mailmap. -1 sets err, and there is nothing to close: there is no
 * MAINTAINERS, it is no text, it is larger than any, or a pattern of it cannot be read.
 */
int maintainers_open(struct maintainers *maintainers, const char *root, struct err *err);

/*
 * Appends the areas of a path (relative to the root), the most specific first; with a text, also those
 * whose K: is in it. -1 sets err: a pattern takes too long.
 */
int maintainers_of(const struct maintainers *maintainers, const char *path, const char *text,
		   size_t length, struct area_list *areas, struct err *err);

/*
 * The name of the area that a path belongs to most of all; "" if only that of the whole tree names it. The caller
 * frees it. NULL sets err.
 */
char *maintainers_area(const struct maintainers *maintainers, const char *path, struct err *err);

/*
 * Appends those of a mail or a diff as git format-patch writes it: the areas of all of its paths, then those
 * whose K: is in the message, or in an added or removed line. With paths, these are added there, sorted.
 */
int maintainers_of_patch(const struct maintainers *maintainers, const char *patch, size_t length,
			 struct area_list *areas, struct path_set *paths, struct err *err);

/* Frees the list, not the areas. */
void area_list_free(struct area_list *areas);

/* Frees all. */
void maintainers_close(struct maintainers *maintainers);

#endif
