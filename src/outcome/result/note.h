/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A step of the way that a finding is about: acquired here, this branch taken, lost here. A finding's
 * notes stand in the order in which a run of the code meets them.
 */
#ifndef GUPTIDY_RESULT_NOTE_H
#define GUPTIDY_RESULT_NOTE_H

#include "outcome/result/excerpt.h"

#include <stddef.h>
#include <stdint.h>

struct note {
	char *path;			/* relative to the root; need not be the finding's own */
	uint32_t line, column;
	uint32_t end_line, end_column;	/* just behind it */
	char *message;
	struct excerpt excerpt;		/* none, when nobody had its source at hand */
};

struct note_list {
	struct note *items;		/* owned */
	size_t n, capacity;
};

/* Where it stands. */
struct span note_span(const struct note *note);

/* Frees all notes. */
void note_list_free(struct note_list *notes);

#endif
