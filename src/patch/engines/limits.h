/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What spatch may take, as it reads what may be a stranger's: it is not to fill memory, disk or the table of
 * processes, nor to go on when nobody waits for it.
 */
#ifndef GUPTIDY_ENGINES_LIMITS_H
#define GUPTIDY_ENGINES_LIMITS_H

#include <sys/resource.h>

/* How many processes the user may have while spatch runs: those of now, and many more. */
rlim_t limits_processes(void);

/* In the child: sets all of them, for itself and what it starts. seconds of processor time for each. */
void limits_set(rlim_t seconds, rlim_t processes);

/* Which of them ended it, for people, or NULL: status is that of waitpid(), words what it said. */
const char *limits_reached(int status, const char *words);

#endif
