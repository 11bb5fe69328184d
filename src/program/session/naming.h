/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of a run are called where the user stands. */
#ifndef GUPTIDY_SESSION_NAMING_H
#define GUPTIDY_SESSION_NAMING_H

#include "report/format/shown.h"
#include "treewide/run/run.h"

/*
 * Fills shown, which is empty, for an open run: what lies below a path of the options is called by that
 * path; other files by the way to them from the working directory, or by the whole path.
 */
void naming_read(struct shown *shown, const struct run *run, const struct run_options *options);

#endif
