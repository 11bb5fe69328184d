/* SPDX-License-Identifier: GPL-2.0-only */
/* Ladders of #if branches for other kernels than this one: does any rung fit? */
#ifndef GUPTIDY_ANALYSE_LADDER_H
#define GUPTIDY_ANALYSE_LADDER_H

#include "calls/site/site.h"

/*
 * True if mention i is the first call in an #if whose branches nobody here can choose among, and
 * whichever is chosen holds a call that does not fit this tree. All ways must be there: the last one is
 * an #else.
 */
bool ladder_fails(struct source *source, size_t i, const struct family *family, unsigned version,
		  const struct oracle *oracle);

#endif
