/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files that are looked at where they lie. Only for those that are replaced by a rename, never written
 * in place: git's index, and what guptidy keeps.
 */
#ifndef GUPTIDY_FILES_MAP_H
#define GUPTIDY_FILES_MAP_H

#include <stddef.h>
#include <time.h>

struct err;

struct map {
	const char *data;		/* not ended by a NUL; "" if the file is empty */
	size_t length;
	struct timespec modified;
};

/* Maps the regular file at path. -1 sets err, and errno. Freed with map_close(). */
int map_open(struct map *map, const char *path, struct err *err);

/* Frees it. */
void map_close(struct map *map);

#endif
