// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/fd.h"

#include <errno.h>
#include <unistd.h>

int fd_write(int fd, const void *data, size_t length)
{
	const char *at = data;

	while (length) {
		ssize_t written = write(fd, at, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -1;
		at += written;
		length -= (size_t)written;
	}
	return 0;
}

int fd_close(int fd, int status)
{
	int error = errno;

	if (close(fd) && !status)
		return -1;
	errno = error;
	return status;
}
