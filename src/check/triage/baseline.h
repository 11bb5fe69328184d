/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A baseline: findings that somebody has decided to live with, in a file beside the code. Each is
 * known by what does not move with its line, and by the day since when it stands.
 */
#ifndef GUPTIDY_TRIAGE_BASELINE_H
#define GUPTIDY_TRIAGE_BASELINE_H

#include "check/triage/triage.h"

/* Equal findings. All but the counts are UTF-8, as the file holds them. */
struct baseline_entry {
	char *file, *rule, *function, *callee, *text;	/* what makes them equal */
	char *since;			/* the day, as 2026-11-22 */
	size_t count;			/* how many of them are known */
	size_t found, chosen;		/* how many are in the result, and of those the options choose */
};

struct baseline {
	struct baseline_entry *items;	/* owned; sorted by file, then by the rest of the key */
	size_t n, capacity;
};

/* Reads the text of a file; path is for errors. -1 sets err: it is no baseline. */
int baseline_parse(const char *path, const char *text, size_t length, struct baseline *baseline,
		   struct err *err);

/* Appends the text of the file, an entry a line. */
void baseline_print(const struct baseline *baseline, struct buf *out);

/* Adds an entry, with a count of 0, for each finding of the list that has none. */
void baseline_add(struct baseline *baseline, const struct finding_list *findings,
		  const char *since);

/* The entry of the finding, or NULL. */
struct baseline_entry *baseline_find(const struct baseline *baseline,
				     const struct finding *finding);

/* Counts found and chosen anew; unchosen findings can be known as well. */
void baseline_count(struct baseline *baseline, const struct finding_list *findings,
		    const struct choices *choices);

/* Frees what one entry points to. */
void baseline_entry_free(struct baseline_entry *entry);

/* Frees all. */
void baseline_free(struct baseline *baseline);

/*
 * Reads the file that the choices name, brings it up to date if they ask for that, and takes out of
 * the result what it knows. Entries of files that nobody asked for, or that were not analysed as a
 * whole, stay as they are. Notes and errors as triage_choose() has them.
 */
int baseline_heed(struct result *result, const struct asked *asked, const struct choices *choices,
		  struct buf *notes, struct err *err);

#endif
