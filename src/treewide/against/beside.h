/* SPDX-License-Identifier: GPL-2.0-only */
/* What would break beside the family: its neighbours, and the mmap lock. */
#ifndef GUPTIDY_AGAINST_BESIDE_H
#define GUPTIDY_AGAINST_BESIDE_H

#include "calls/target/target.h"
#include "treewide/run/run.h"

/* The names that files are looked through for. */
struct against_names {
	struct symbol *items;
	size_t n, capacity;
};

/* Those that may break with that kernel; the caller frees items. */
void against_names(const struct target *target, struct against_names *names);

/*
 * Judges all files of the run that were asked for, by their text, and adds findings to its result. The target
 * gets the neighbours' declarations.
 */
void against_judge_beside(struct run *run, struct target *target);

#endif
