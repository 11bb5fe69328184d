/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the text of each source told by itself, kept from run to run of check on a whole tree: as long as a
 * source has the same bytes, and the tree declares the same, it tells the same. See docs/cache.md.
 */
#ifndef GUPTIDY_DRIVE_KEPT_TEXT_H
#define GUPTIDY_DRIVE_KEPT_TEXT_H

#include "base/data/buf.h"
#include "base/data/digest.h"
#include "treewide/run/run.h"

#include <stdbool.h>
#include <stddef.h>

struct kept_line;

struct kept_text {
	char *path;			/* of the file; NULL: nothing is kept of this run */
	char key[DIGEST_LENGTH + 1];	/* of all that is not the source's own */
	struct buf old, new;		/* the file as it was read, and as it will be */
	struct { struct kept_line *items; size_t n, capacity; } lines;	/* of the old one, by their digits */
	size_t n_used;
	bool has_news;
};

/* Reads what an earlier run kept, if this one is to keep anything. */
void kept_text_open(struct kept_text *kept, const struct run *run, const struct run_options *options,
		    enum goal goal);

/*
 * Adds what is known of the source to result; or says that its text leaves a question open. False: nothing
 * is known.
 */
bool kept_text_load(struct kept_text *kept, const struct source *source, struct result *result,
		    bool *is_open);

/* Notes what the source's text told; of an open one the result is not read. */
void kept_text_note(struct kept_text *kept, const struct source *source, const struct result *result,
		    bool is_open);

/* Keeps it, if any of it is news, and frees all. */
void kept_text_close(struct kept_text *kept);

#endif
