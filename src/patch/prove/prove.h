/* SPDX-License-Identifier: GPL-2.0-only */
/* Proves converted files: the text against itself, then the compiler. */
#ifndef GUPTIDY_PROVE_PROVE_H
#define GUPTIDY_PROVE_PROVE_H

#include "patch/prove/rewrite.h"

/*
 * Proves each file of the rewrite; reasons[i] says why file i failed, or stays NULL. The reasons are
 * the caller's. -1 sets err: no proof could be made.
 */
int prove_all(struct run *run, const struct run_options *options, const struct rewrite *rewrite,
	      char **reasons, struct err *err);

#endif
