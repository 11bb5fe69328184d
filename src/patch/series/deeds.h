/* SPDX-License-Identifier: GPL-2.0-only */
/* What a patch does, counted: so many calls of one function, for one reason. */
#ifndef GUPTIDY_SERIES_DEEDS_H
#define GUPTIDY_SERIES_DEEDS_H

#include "patch/mail/patch.h"
#include "patch/series/touched.h"

enum reason {
#define REASON(id, subject, several, why) REASON_##id,
#include "patch/series/reasons.def"
	REASON_COUNT
};

struct deed {
	const char *name, *now;		/* of the function; both borrowed */
	enum reason reason;
	size_t calls, declarations;
	size_t files;			/* that these are in */
	size_t last_file;		/* the last of them that was counted */
};

struct deeds {
	struct deed *items;		/* the one with the most calls first */
	size_t n, capacity;
};

/* Counts what a patch does; of n patches what all of them do. */
void deeds_count(const struct series_input *input, const struct touched *touched, const struct patch *patches,
		 size_t n, struct deeds *deeds);

/* Appends a subject without its prefix: what is done most, and that there is more. */
void deeds_subject(const struct series_input *input, const struct deeds *deeds, size_t room, struct buf *out);

/* Appends a paragraph for each reason, then one that counts what "This patch" or "The series" changes. */
void deeds_tell(const struct series_input *input, const struct deeds *deeds, const char *what, struct buf *out);

/* Frees the list. */
void deeds_free(struct deeds *deeds);

#endif
