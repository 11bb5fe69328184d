/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What spatch sees of a file. It leaves out, without a word, functions that it cannot parse or whose
 * control flow it cannot follow, and #if 0; so it is asked for the place of every family name, and
 * for its parse errors.
 */
#ifndef GUPTIDY_ENGINES_PROBE_H
#define GUPTIDY_ENGINES_PROBE_H

#include "base/data/buf.h"
#include "c/source/source.h"

/* A run of lines that spatch dropped. */
struct bad_lines {
	uint32_t first, last;
	uint32_t line;			/* where it stopped */
	char *word;			/* at which word; owned */
};

struct probe {
	bool *sees;			/* each mention of the source */
	struct { struct bad_lines *items; size_t n, capacity; } bad;
};

/* Appends the semantic patch that asks for the names that the source mentions. */
void probe_script(const struct source *source, struct buf *script);

/* Reads the answer: what spatch printed with --verbose-parsing. Freed with probe_free(). */
void probe_read(const struct source *source, const struct buf *out, const struct buf *err,
		struct probe *probe);

/* Why spatch does not see mention i; the caller frees it. */
char *probe_why_not(const struct probe *probe, const struct source *source, size_t i);

/* Frees it. */
void probe_free(struct probe *probe);

#endif
