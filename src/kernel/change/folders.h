/* SPDX-License-Identifier: GPL-2.0-only */
/* How many files lie in each folder and those below it: of some paths, not of the disk. */
#ifndef GUPTIDY_CHANGE_FOLDERS_H
#define GUPTIDY_CHANGE_FOLDERS_H

#include <stdbool.h>

/* Adds number to the files of each folder that the path lies in; *folders is NULL at first. */
void folders_count(void **folders, const char *path, long number);

/* True if a file lies in the folder of that path, or below. */
bool folders_has(void *folders, const char *path);

/* Frees them. */
void folders_free(void *folders);

#endif
