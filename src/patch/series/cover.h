/* SPDX-License-Identifier: GPL-2.0-only */
/* The cover letter: the whole at a glance, what was looked at, and what is left to people, and why. */
#ifndef GUPTIDY_SERIES_COVER_H
#define GUPTIDY_SERIES_COVER_H

#include "patch/mail/identity.h"
#include "patch/mail/previous.h"
#include "patch/series/areas.h"
#include "patch/series/series.h"
#include "patch/series/touched.h"

struct cover {
	char *subject;
	struct buf body;		/* paragraphs */
	struct buf notes;		/* paragraphs that are written anew for each version, or empty */
	char *mark;			/* of guptidy's own text, see patch/mail/previous.h */
	struct people people;		/* lists get all of it, people their own patches */
};

/* Writes what does not hang on an earlier version. */
void cover_write(const struct series_input *input, const struct touched *touched, const struct areas *areas,
		 const struct patches *patches, struct cover *cover);

/* What stands below the body. */
struct cover_tail {
	const struct identity *from;
	const struct patches *patches;
	const struct buf *notes;	/* of the cover */
	const struct patch *whole;	/* all of them at once, without what comes and goes */
	const char *base;		/* the commit that all is based on, or NULL */
	const struct previous *previous;	/* the version before, or NULL */
};

/* Appends who wrote which patches, the diffstat, the notes, the base, and the range-diff. -1 sets err. */
int cover_tail(const struct cover_tail *tail, struct buf *out, struct err *err);

/* Frees it. */
void cover_free(struct cover *cover);

#endif
