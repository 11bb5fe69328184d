/* SPDX-License-Identifier: GPL-2.0-only */
/* What a patch, and the cover letter, say: what is done and why, by which command, and how much of it. */
#ifndef GUPTIDY_SERIES_MESSAGE_H
#define GUPTIDY_SERIES_MESSAGE_H

#include "patch/series/areas.h"
#include "patch/series/bridge.h"
#include "patch/series/series.h"
#include "patch/series/touched.h"

/* Fills in subject and body. */
void message_write(const struct series_input *input, const struct touched *touched, const struct areas *areas,
		   struct patch *patch);

/* Fills in subject and body of the patch that removes the bridges. */
void message_unbridge(const struct areas *areas, const struct bridges *bridges, struct patch *patch);

/* The cover's subject; the caller frees it. */
char *message_cover_subject(const struct series_input *input, const struct touched *touched,
			    const struct patches *patches);

/* Appends why, and what all patches do, and the command. */
void message_cover(const struct series_input *input, const struct touched *touched,
		   const struct patches *patches, struct buf *out);

#endif
