/* SPDX-License-Identifier: GPL-2.0-only */
/* The sources of a run: all C files that mention the family, read and outlined. */
#ifndef GUPTIDY_RUN_SOURCES_H
#define GUPTIDY_RUN_SOURCES_H

struct run;
struct state;

/*
 * Opens the sources of what was scanned with that many threads, and adds what they declare to the
 * family. With a state (or NULL), its texts come first, and what the run beside it has read is
 * borrowed. Files that cannot be read are named in the result.
 */
void sources_open(struct run *run, const struct state *state, unsigned threads);

#endif
