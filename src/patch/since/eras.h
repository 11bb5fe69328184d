/* SPDX-License-Identifier: GPL-2.0-only */
/* Which kernels compile a branch: those that the driver shall run on, or only others. */
#ifndef GUPTIDY_SINCE_ERAS_H
#define GUPTIDY_SINCE_ERAS_H

#include "c/source/source.h"

#include <stdbool.h>

enum era {
	ERA_OLDER = 1,			/* older than the driver shall run on */
	ERA_SERVED = 2,			/* from that one to the target */
	ERA_NEWER = 4,
};

/* Of each branch of a source. */
struct eras {
	unsigned char *may;		/* a bit for each enum era in which some kernel may compile it */
	bool *hangs_on_more;		/* than the version: no version at hand settles its condition */
	bool *is_whole;			/* of one that opens a ladder: no kernel from the oldest on skips all rungs */
};

/* KERNEL() of the oldest kernel, and of the target. Freed with eras_free(). */
void eras_read(struct eras *eras, const struct source *source, unsigned since, unsigned to,
	       const struct header_reader *headers);
void eras_free(struct eras *eras);

/* In which eras what stands at the byte may be compiled. */
unsigned eras_at(const struct eras *eras, const struct source *source, size_t offset);

#endif
