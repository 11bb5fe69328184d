/* SPDX-License-Identifier: GPL-2.0-only */
/* What a job has read, for ninja: in the form of make. */
#ifndef GUPTIDY_GRAPH_DEPFILE_H
#define GUPTIDY_GRAPH_DEPFILE_H

#include "base/files/path.h"

struct err;

/*
 * Writes what the target was made from to TARGET.d. A file that was looked for and is not there stands there as
 * the folder that it would be in: ninja makes anew what hangs on a file that is missing, whenever it looks.
 * One whose name ninja cannot read is left out: that it changes is told by its stamp, see told_find().
 * -1 sets err. The files are sorted.
 */
int depfile_write(const char *target, const char *name, struct path_list *files, struct err *err);

#endif
