// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/replace.h"

#include "base/data/mem.h"
#include "base/files/attributes.h"
#include "base/files/fd.h"
#include "base/files/leftover.h"
#include "base/files/path.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* The name is taken when a run with the same process id was killed here: the next one is tried. */
#define MOST_NAMES 100

/* Its folder as a path; the caller frees it. */
static char *folder_of(const char *name)
{
	size_t length = (size_t)(path_name(name) - name);

	return length ? mem_strndup(name, length) : mem_strdup(".");
}

static void remove_leftovers(const struct replacement *replacement)
{
	char *path = folder_of(replacement->name);
	int folder = openat(replacement->folder, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder >= 0) {
		leftovers_remove(folder);
		close(folder);
	}
	free(path);
}

/* Nobody else may open it before it has its mode. The caller frees the name; NULL with errno. */
static char *make_temporary(const struct replacement *replacement, int *fd)
{
	int length = (int)(path_name(replacement->name) - replacement->name);
	char *name = NULL;

	*fd = -1;
	for (int i = 0; i < MOST_NAMES && *fd < 0; i++) {
		free(name);
		name = mem_printf("%.*s" LEFTOVER_NAME, length, replacement->name, (long)getpid(),
				  i);
		*fd = openat(replacement->folder, name,
			     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			     replacement->mode ? 0600 : 0666);
		if (*fd < 0 && errno != EEXIST)
			break;
	}
	if (*fd >= 0) {
		flock(*fd, LOCK_EX | LOCK_NB);	/* says that somebody is at work on it */
		return name;
	}
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

/* Of a file that may be written to and not read, nothing can be known. */
static int keep_attributes(const struct replacement *replacement, int fd)
{
	int old = openat(replacement->folder, replacement->name,
			 O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	int status, error;

	if (old < 0)	/* one that went is found to be another when it is to be replaced */
		return errno == EACCES || errno == ENOENT || errno == ELOOP ? 0 : -1;
	status = attributes_copy(old, fd);
	error = errno;
	close(old);
	errno = error;
	return status;
}

/*
 * The mode comes last: a change of owner clears the set-id bits, which are the owner's alone, and its
 * bits for the group are the mask of an ACL.
 */
static int keep_rights(const struct replacement *replacement, int fd, const char **what)
{
	mode_t kept = replacement->before ? 07777 : 0777;

	if (!replacement->mode)
		return 0;
	*what = "its owner cannot be kept";
	if (replacement->before && keep_owner(fd, replacement->before))
		return -1;
	*what = "its extended attributes or its ACL cannot be kept";
	if (keep_attributes(replacement, fd))
		return -1;
	*what = "its mode cannot be kept";
	return fchmod(fd, replacement->mode & kept);
}

static int fill(const struct replacement *replacement, int fd, const char *data, size_t length,
		const char **what)
{
	*what = "the new text cannot be written";
	if (fd_write(fd, data, length) || keep_rights(replacement, fd, what))
		return -1;
	*what = "the new text cannot be synced to disk";
	return fsync(fd);
}

int replace_holds(int fd, const char *text, size_t length)
{
	char chunk[65536];
	ssize_t got;

	while ((got = read(fd, chunk, sizeof(chunk))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if ((size_t)got > length || memcmp(chunk, text, (size_t)got))
			return 0;
		text += got;
		length -= (size_t)got;
	}
	return !length;
}

static bool same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       same_time(&a->st_mtim, &b->st_mtim) && same_time(&a->st_ctim, &b->st_ctim);
}

/*
 * A last look before the rename: someone may have saved the file while the new text was written. The
 * times alone do not tell, as one can be set back and both have steps.
 */
static bool may_be_replaced(const struct replacement *replacement)
{
	struct stat now;
	bool same;
	int fd;

	if (!replacement->before)
		return true;
	fd = openat(replacement->folder, replacement->name,
		    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return false;
	same = !fstat(fd, &now) && is_same_file(&now, replacement->before) &&
	       replace_holds(fd, replacement->old_text, replacement->old_length) == 1;
	close(fd);
	return same;
}

bool replace_is_refused(int folder, const char *name, mode_t mode)
{
	return !(mode & (S_IWUSR | S_IWGRP | S_IWOTH)) || faccessat(folder, name, W_OK, AT_EACCESS);
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
	char *temporary;

	remove_leftovers(replacement);
	temporary = make_temporary(replacement, &fd);
	*what = "no temporary file can be made in its folder";
	if (!temporary)
		return -1;
	status = fill(replacement, fd, data, length, what);
	if (!status)
		status = move(replacement, temporary, what);
	status = fd_close(fd, status);
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
