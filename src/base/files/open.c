// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/open.h"

#include "base/data/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void close_quietly(int fd)
{
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
}

#define TO_READ (O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
#define FOLDER (O_PATH | O_DIRECTORY | O_CLOEXEC)

/* The descriptor, if it is a regular file's; else -1 with EINVAL. An error's stays as it is. */
static int regular(int fd, struct stat *st)
{
	if (fd < 0 || !st || (!fstat(fd, st) && S_ISREG(st->st_mode)))
		return fd;
	errno = EINVAL;
	close_quietly(fd);
	return -1;
}

int open_file(const char *path, struct stat *st)
{
	return regular(open(path, TO_READ), st);
}

int open_entry(int folder, const char *name, struct stat *st)
{
	return regular(openat(folder, name, TO_READ | O_NOFOLLOW), st);
}

static int open_root(const char *root, const char *path)
{
	return open(*path == '/' ? "/" : *root ? root : ".", FOLDER);
}

/*
 * With one question for the whole path, from an open folder. -1 with ENOENT: there is no such thing. With another
 * errno it may be the system that has no openat2(), as before Linux 5.6 or in a sandbox: what is wrong, finds out
 * who goes folder by folder.
 */
static int open_at_once(int folder, const char *path, int flags)
{
	struct open_how how = { .flags = (unsigned)flags, .resolve = RESOLVE_NO_SYMLINKS };

	return folder < 0 ? -1 : (int)syscall(SYS_openat2, folder, path, &how, sizeof(how));
}

/* Folder by folder, from an open one, which is closed; *path becomes the last component. */
static int walk_to_folder(int folder, const char **path)
{
	const char *slash;

	while (folder >= 0 && (slash = strchr(*path, '/'))) {
		char *component = mem_strndup(*path, (size_t)(slash - *path));
		int next = openat(folder, component, FOLDER | O_NOFOLLOW);

		close_quietly(folder);
		free(component);
		folder = next;
		*path = slash + strspn(slash, "/");
	}
	return folder;
}

int open_folder_of(const char *root, const char *path, const char **name)
{
	int from = open_root(root, path), folder;
	const char *slash;
	char *above;

	path += strspn(path, "/");
	slash = strrchr(path, '/');
	*name = slash ? slash + 1 : path;
	if (!slash)
		return from;
	above = mem_strndup(path, (size_t)(slash - path));
	folder = open_at_once(from, above, FOLDER | O_NOFOLLOW);
	free(above);
	if (folder >= 0 || errno == ENOENT) {
		close_quietly(from);
		return folder;
	}
	*name = path;
	return walk_to_folder(from, name);
}

int open_below(const char *root, const char *path, struct stat *st)
{
	const char *name;
	int folder = open_root(root, path), fd;

	fd = regular(open_at_once(folder, path + strspn(path, "/"), TO_READ | O_NOFOLLOW), st);
	close_quietly(folder);
	if (fd >= 0 || errno == ENOENT)
		return fd;
	folder = open_folder_of(root, path, &name);
	fd = folder < 0 ? -1 : open_entry(folder, name, st);
	close_quietly(folder);
	return fd;
}

mode_t mode_below(const char *root, const char *path)
{
	const char *name;
	int folder = open_folder_of(root, path, &name);
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
