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
	return open(*path == '/' ? "/" : *root ? root : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/*
 * The file with one question for the whole path. -1: there is no such file, or a system that has no
 * openat2(), as before Linux 5.6 or in a sandbox: which of them and why, open_folder_of() finds out.
 */
static int open_at_once(const char *root, const char *path, struct stat *st)
{
	struct open_how how = { .flags = TO_READ | O_NOFOLLOW, .resolve = RESOLVE_NO_SYMLINKS };
	int folder = open_root(root, path);
	int fd = folder < 0 ? -1 : (int)syscall(SYS_openat2, folder, path + strspn(path, "/"), &how, sizeof(how));

	close_quietly(folder);
	if (fd < 0 || !st || (!fstat(fd, st) && S_ISREG(st->st_mode)))
		return fd;
	close_quietly(fd);
	return -1;
}

/* Folder by folder. */
int open_folder_of(const char *root, const char *path, const char **name)
{
	int folder = open_root(root, path);
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
	int fd = open_at_once(root, path, st), folder;

	if (fd >= 0)
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
