/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the second look found, kept from run to run: as long as no file changes that it read, nor a folder
 * in which it looked for others, it finds the same. See docs/cache.md.
 */
#ifndef GUPTIDY_ACROSS_KEPT_LOOK_H
#define GUPTIDY_ACROSS_KEPT_LOOK_H

#include "treewide/across/known_files.h"

/*
 * Adds what an earlier run on the same files found; the files that it concerns are opened, and judged.
 * False: there is nothing that still holds.
 */
bool kept_look_load(struct run *run, const struct run_options *options,
		    struct finding_list *findings);

/* Keeps what was found, with all that it was made from. */
void kept_look_store(struct run *run, const struct run_options *options,
		     const struct known_files *files, const struct finding_list *findings);

#endif
