// SPDX-License-Identifier: GPL-2.0-only
#include "base/replace.h"

#include "base/mem.h"
#include "base/path.h"
#include "base/save.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The name is taken when a run with the same process id was killed here: the next one is tried. */
#define MOST_NAMES 100

/* Nobody else may open it before it has its mode. The caller frees the name; NULL with errno. */
static char *make_temporary(const struct replacement *replacement, int *fd)
{
	int length = (int)(path_name(replacement->name) - replacement->name);
	char *name = NULL;

	*fd = -1;
	for (int i = 0; i < MOST_NAMES && *fd < 0; i++) {
		free(name);
		name = mem_printf("%.*s.guptidy-%ld-%d", length, replacement->name, (long)getpid(),
				  i);
		*fd = openat(replacement->folder, name,
			     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			     replacement->mode ? 0600 : 0666);
		if (*fd < 0 && errno != EEXIST)
			break;
	}
	if (*fd >= 0)
		return name;
	free(name);
	return NULL;
}

/* Asks for a change of owner only where there is one: only root may do that. */
static int keep_owner(int fd, const struct stat *before)
{
	struct stat st;

	if (fstat(fd, &st))
		return -1;
	if (st.st_uid == before->st_uid && st.st_gid == before->st_gid)
		return 0;
	return fchown(fd, before->st_uid, before->st_gid);
}

/* The mode comes second, as a change of owner clears the set-id bits; they are the owner's alone. */
static int keep_rights(const struct replacement *replacement, int fd, const char **what)
{
	mode_t kept = replacement->before ? 07777 : 0777;

	*what = "its owner cannot be kept";
	if (replacement->before && keep_owner(fd, replacement->before))
		return -1;
	*what = "its mode cannot be kept";
	return replacement->mode ? fchmod(fd, replacement->mode & kept) : 0;
}

static int fill(const struct replacement *replacement, int fd, const char *data, size_t length,
		const char **what)
{
	*what = "the new text cannot be written";
	if (save_bytes(fd, data, length) || keep_rights(replacement, fd, what))
		return -1;
	*what = "the new text cannot be synced to disk";
	return fsync(fd);
}

/* A last look before the rename: someone may have saved the file while the new text was written. */
static bool may_be_replaced(const struct replacement *replacement)
{
	const struct stat *before = replacement->before;
	struct stat now;

	return !before ||
	       (!fstatat(replacement->folder, replacement->name, &now, AT_SYMLINK_NOFOLLOW) &&
		now.st_dev == before->st_dev && now.st_ino == before->st_ino &&
		now.st_size == before->st_size && now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
		now.st_mtim.tv_nsec == before->st_mtim.tv_nsec);
}

static int move(const struct replacement *replacement, const char *temporary, const char **what)
{
	if (!may_be_replaced(replacement))
		return 1;
	*what = "cannot be replaced";
	return renameat(replacement->folder, temporary, replacement->folder, replacement->name);
}

static int replace(const struct replacement *replacement, const char *data, size_t length,
		   const char **what)
{
	int fd, status, error;
	char *temporary = make_temporary(replacement, &fd);

	*what = "no temporary file can be made in its folder";
	if (!temporary)
		return -1;
	status = fill(replacement, fd, data, length, what);
	status = save_close(fd, status);
	if (!status)
		status = move(replacement, temporary, what);
	error = errno;
	if (status)
		unlinkat(replacement->folder, temporary, 0);
	errno = error;
	free(temporary);
	return status;
}

int replace_file(const struct replacement *replacement, const char *data, size_t length,
		 const char **what)
{
	sigset_t all, before;
	int status, error;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	status = replace(replacement, data, length, what);
	error = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return status;
}
