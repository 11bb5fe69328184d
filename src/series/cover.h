/* SPDX-License-Identifier: GPL-2.0-only */
/* The cover letter: the whole at a glance, what was looked at, and what is left to people, and why. */
#ifndef GUPTIDY_SERIES_COVER_H
#define GUPTIDY_SERIES_COVER_H

#include "series/areas.h"
#include "series/identity.h"
#include "series/series.h"
#include "series/touched.h"

struct cover {
	char *subject;
	struct buf body;		/* paragraphs */
	struct people people;		/* lists get all of it, people their own patches */
};

/* Writes what does not hang on an earlier version. */
void cover_write(const struct series_input *input, const struct touched *touched, const struct areas *areas,
		 const struct patches *patches, struct cover *cover);

/* Appends what stands below the body: who wrote which patches, the diffstat, the commit that all is based on. */
void cover_tail(const struct identity *from, const struct patches *patches, const char *base,
		struct buf *out);

/* Frees it. */
void cover_free(struct cover *cover);

#endif
