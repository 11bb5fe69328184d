/* SPDX-License-Identifier: GPL-2.0-only */
/* What the branches of an #if say in the target's words. */
#ifndef GUPTIDY_SINCE_SAY_H
#define GUPTIDY_SINCE_SAY_H

#include "base/data/buf.h"
#include "c/source/source.h"
#include "conversion/compat/compat.h"
#include "patch/since/eras.h"

struct folding {
	struct source *source;
	const struct eras *eras;
	const struct compat *compat;
	const struct target *to;
};

struct ladder {
	size_t rungs[16];		/* branches */
	size_t n;			/* 0: some kernel may skip all of them, or there are too many */
};

/* The ladder that begins with that branch. */
void ladder_read(const struct folding *folding, size_t first, struct ladder *ladder);

/* Its bytes, from the line with the #if to the end of that with the #endif. */
size_t ladder_begin(const struct source *source, const struct ladder *ladder);
size_t ladder_end(const struct source *source, const struct ladder *ladder);

struct said {
	struct buf words;		/* tokens, a blank behind each; NULL: there is nothing */
	size_t calls;			/* of the family */
	bool is_changed;		/* it is to be converted first: what it says is not how it is written */
	bool is_unknown;		/* nobody can tell, or the branches differ */
};

/*
 * What all branches of the ladder say alike, those aside that only kernels compile which are older than the
 * driver shall run on; *kept becomes one that is written so already, or NO_TOKEN. The caller frees the words.
 */
struct said ladder_say(const struct folding *folding, const struct ladder *ladder, size_t *kept);

#endif
