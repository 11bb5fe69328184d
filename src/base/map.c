// SPDX-License-Identifier: GPL-2.0-only
#include "base/map.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"

static int map_descriptor(struct map *map, int fd)
{
	struct stat st;
	void *data;

	if (fstat(fd, &st))
		return -1;
	if (!S_ISREG(st.st_mode)) {
		errno = EINVAL;
		return -1;
	}
	map->modified = st.st_mtim;
	if (!st.st_size)
		return 0;
	data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED)
		return -1;
	map->data = data;
	map->length = (size_t)st.st_size;
	return 0;
}

int map_open(struct map *map, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), error;
	int status;

	*map = (struct map){0};
	status = fd < 0 ? -1 : map_descriptor(map, fd);
	error = errno;
	if (fd >= 0)
		close(fd);
	if (status)
		err_set(err, "%s: cannot be read: %s; make it a file that you may read", path,
			error == EINVAL ? "it is no regular file" : strerror(error));
	errno = error;
	return status;
}

void map_close(struct map *map)
{
	if (map->data)
		munmap((void *)map->data, map->length);
	*map = (struct map){0};
}
