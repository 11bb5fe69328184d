// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/map.h"

#include "base/data/err.h"
#include "base/files/open.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int map_descriptor(struct map *map, int fd, const struct stat *st)
{
	void *data;

	map->modified = st->st_mtim;
	map->data = "";
	if (!st->st_size)
		return 0;
	data = mmap(NULL, (size_t)st->st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED)
		return -1;
	map->data = data;
	map->length = (size_t)st->st_size;
	return 0;
}

int map_open(struct map *map, const char *path, struct err *err)
{
	struct stat st;
	int fd = open_file(path, &st), status, error;

	*map = (struct map){0};
	status = fd < 0 ? -1 : map_descriptor(map, fd, &st);
	error = errno;
	if (fd >= 0)
		close(fd);
	if (status)
		err_set(err, "%s: cannot be read: %s; make it a file that you may read", path,
			open_error(error));
	errno = error;
	return status;
}

void map_close(struct map *map)
{
	if (map->length)
		munmap((void *)map->data, map->length);
	*map = (struct map){0};
}
