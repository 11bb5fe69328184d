// SPDX-License-Identifier: GPL-2.0-only
#include "base/open.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void close_quietly(int fd)
{
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
}

int open_file(int folder, const char *name, bool follows_link, struct stat *st)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK |
			(follows_link ? 0 : O_NOFOLLOW));

	if (fd < 0 || !st || (!fstat(fd, st) && S_ISREG(st->st_mode)))
		return fd;
	errno = EINVAL;
	close_quietly(fd);
	return -1;
}

/* The folder that the last component of path is in, entered folder by folder; *name becomes that. */
static int enter_below(const char *root, const char *path, const char **name)
{
	int folder = open(*path == '/' ? "/" : *root ? root : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	const char *slash;

	path += strspn(path, "/");
	while (folder >= 0 && (slash = strchr(path, '/'))) {
		char *component = mem_strndup(path, (size_t)(slash - path));
		int next = openat(folder, component,
				  O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

		close_quietly(folder);
		free(component);
		folder = next;
		path = slash + strspn(slash, "/");
	}
	*name = path;
	return folder;
}

int open_below(const char *root, const char *path, struct stat *st)
{
	const char *name;
	int folder = enter_below(root, path, &name);
	int fd = folder < 0 ? -1 : open_file(folder, name, false, st);

	close_quietly(folder);
	return fd;
}

mode_t mode_below(const char *root, const char *path)
{
	const char *name;
	int folder = enter_below(root, path, &name);
	struct stat st = {0};

	if (folder >= 0 && fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		st.st_mode = 0;
	close_quietly(folder);
	return st.st_mode;
}

const char *open_error(int error)
{
	switch (error) {
	case EINVAL:
		return "it is no regular file";
	case ELOOP:
		return "it is a symbolic link, and those are not followed here";
	default:
		return strerror(error);
	}
}
