/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A converted driver for many kernels: gup_compat.h and gup_compat.mk beside it, and the header included
 * where it is needed.
 */
#ifndef GUPTIDY_SINCE_SINCE_H
#define GUPTIDY_SINCE_SINCE_H

#include "patch/prove/rewrite.h"

/*
 * Makes files of the run's edits, see rewrite_all(), and adds to them, and to run->result, what kernels since
 * that version (KERNEL()) need to run all files that were asked for. A call stays as it is if the driver has
 * another form of its function in a place that stays: one header cannot give both. That, and what the header
 * cannot give, is left to a person. -1 sets err, and nothing is to be written: nothing could be proved, this
 * is no driver, or files of these names are another's.
 */
int since_serve(struct run *run, const struct run_options *options, unsigned since, struct rewrite *rewrite,
		struct err *err);

#endif
