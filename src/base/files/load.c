// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/load.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/files/open.h"
#include "base/files/path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES (1L << 30)

static int read_all(struct buf *buf, int fd)
{
	ssize_t got = 1;
	size_t room;

	while (got > 0) {
		if (buf->capacity - buf->length < 2)
			buf_reserve(buf, 4096);
		room = buf->capacity - buf->length - 1;
		got = read(fd, buf->data + buf->length, room);
		if (got > 0)
			buf->length += (size_t)got;
		if (buf->length > MOST_BYTES) {
			errno = EFBIG;
			got = -1;
		}
		if (got > 0 && (size_t)got < room)	/* a short read of a regular file is its end */
			got = 0;
	}
	buf->data[buf->length] = '\0';
	return (int)got;
}

/* Takes fd, or -1 with errno, and path for people. */
static int read_open(struct buf *buf, int fd, const struct stat *st, const char *path,
		     struct err *err)
{
	int status = 0;

	if (fd < 0 && errno == EINVAL)
		return err_set(err, "%s: not a regular file; name a file or a folder", path);
	if (fd < 0)
		return err_set(err, "%s: cannot be opened: %s", path, open_error(errno));
	if (st->st_size <= MOST_BYTES)
		buf_reserve(buf, (size_t)st->st_size + 2);
	if (st->st_size > MOST_BYTES || read_all(buf, fd))
		status = err_set(err, "%s: cannot be read: %s", path,
				 strerror(st->st_size > MOST_BYTES ? EFBIG : errno));
	close(fd);
	return status;
}

int load_file(struct buf *buf, const char *path, struct err *err)
{
	struct stat st;

	return read_open(buf, open_file(path, &st), &st, path, err);
}

int load_below(struct buf *buf, const char *root, const char *path, struct err *err)
{
	char *full = path_join(root, path);
	struct stat st;
	int status = read_open(buf, open_below(root, path, &st), &st, full, err);

	free(full);
	return status;
}
