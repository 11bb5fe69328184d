/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A converted driver for many kernels: gup_compat.h and gup_compat.mk beside it, and the header included
 * where it is needed.
 */
#ifndef GUPTIDY_SINCE_SINCE_H
#define GUPTIDY_SINCE_SINCE_H

#include "prove/rewrite.h"
#include "target/target.h"

/*
 * Goes through all files that were asked for, as the conversion left them, and adds to rewrite, and to
 * run->result, what kernels since that version (KERNEL()) need. What the header cannot give is left to a
 * person. -1 sets err, and nothing was added: this is no driver, or files of these names are another's.
 */
int since_serve(struct run *run, const struct target *to, unsigned since, struct rewrite *rewrite,
		struct err *err);

#endif
