/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The temporary files of base/files/replace.h lie beside what they will replace, as .guptidy-PID-N. One that
 * is there for longer was left by a process that was killed.
 */
#ifndef GUPTIDY_FILES_LEFTOVER_H
#define GUPTIDY_FILES_LEFTOVER_H

#include <stdbool.h>
#include <sys/types.h>

/* How such a name is printed: with the process id as long, and a number as int. */
#define LEFTOVER_NAME ".guptidy-%ld-%d"

/* True if the name of a file (no path) is one of ours, and is the process's, which is set if not NULL. */
bool leftover_is(const char *name, pid_t *process);

/* Removes from the open folder what killed processes of this user left; what still is written to stays. */
void leftovers_remove(int folder);

#endif
