/* SPDX-License-Identifier: GPL-2.0-only */
/* Fills a catalogue from a run's files. */
#ifndef GUPTIDY_ACROSS_CATALOGUE_H
#define GUPTIDY_ACROSS_CATALOGUE_H

#include "outcome/result/catalogue.h"
#include "treewide/across/known_files.h"

/*
 * Reads who fills and empties which member; sorted. The uses point into the files. Freed by
 * catalogue_free().
 */
void catalogue_read(const struct run *run, const struct known_files *files,
		    struct catalogue *catalogue);

/* Adds the wrappers, and what they ask of the mmap lock. */
void catalogue_read_wrappers(const struct run *run, const struct known_files *files,
			     struct catalogue *catalogue);

#endif
