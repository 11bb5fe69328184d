/* SPDX-License-Identifier: GPL-2.0-only */
/* Files that hold what a check of a whole tree told, kept from run to run. */
#ifndef GUPTIDY_RUN_KEPT_H
#define GUPTIDY_RUN_KEPT_H

#include "treewide/run/run.h"

/*
 * The path of such a file, whose name begins with stem; the caller frees it. There is one for all rules (NULL), one
 * for some of them, and the same for another kernel. NULL: of this run nothing is kept, as of a part of a tree,
 * which is soon looked through and would take the place of the whole.
 */
char *kept_file(const struct run *run, const struct run_options *options, const struct rule_set *rules,
		const char *stem);

#endif
