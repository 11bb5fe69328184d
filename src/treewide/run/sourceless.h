/* SPDX-License-Identifier: GPL-2.0-only */
/* Paths that were asked for and have nothing to look at: silence about them would be a claim. */
#ifndef GUPTIDY_RUN_SOURCELESS_H
#define GUPTIDY_RUN_SOURCELESS_H

#include <stdbool.h>

struct run;

/* Is the asked path a C file, or a folder with one below it? With any, a file of any kind will do. */
bool run_has_source(const struct run *run, const char *path, bool any);

/* True if no kernel tree is around what was asked for, and no file there names the family. */
bool run_is_nowhere(const struct run *run);

#endif
