// SPDX-License-Identifier: GPL-2.0-only
#include "base/save.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const char *path, struct err *err)
{
	return err_set(err, "%s: cannot be written: %s; name a file in a folder that you may write "
		       "to", path, strerror(errno));
}

int save_bytes(int fd, const void *data, size_t length)
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

/* Closes fd; -1 with the errno of the first thing that went wrong. */
static int finish(int fd, int status)
{
	int error = errno;

	if (close(fd) && !status)
		return -1;
	errno = error;
	return status;
}

/* A name in the folder of target that nobody has; the caller frees it. NULL with errno. */
static char *make_temporary(const char *target, int *fd)
{
	char *folder = path_folder(target), *name = NULL;
	const char *slash = *folder ? "/" : *target == '/' ? "/" : "";

	*fd = -1;
	for (int i = 0; i < 100 && *fd < 0; i++) {
		free(name);
		name = mem_printf("%s%s.guptidy-%ld-%d", folder, slash, (long)getpid(), i);
		*fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (*fd < 0 && errno != EEXIST)
			break;
	}
	free(folder);
	if (*fd >= 0)
		return name;
	free(name);
	return NULL;
}

/* mode: of the old file, or 0. */
static int replace(const char *target, mode_t mode, const char *data, size_t length)
{
	int fd, status, error;
	char *temporary = make_temporary(target, &fd);

	if (!temporary)
		return -1;
	status = save_bytes(fd, data, length);
	if (!status && mode)
		status = fchmod(fd, mode & 0777);
	if (!status)
		status = fsync(fd);
	status = finish(fd, status);
	if (!status)
		status = rename(temporary, target);
	error = errno;
	if (status)
		unlink(temporary);
	errno = error;
	free(temporary);
	return status;
}

/* A Ctrl-C waits until the temporary file is renamed or gone. */
static int replace_undisturbed(const char *target, mode_t mode, const char *data, size_t length)
{
	sigset_t all, before;
	int status;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	status = replace(target, mode, data, length);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

static int write_into(const char *path, const char *data, size_t length)
{
	int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);

	return fd < 0 ? -1 : finish(fd, save_bytes(fd, data, length));
}

int save_file(const char *path, const char *data, size_t length, struct err *err)
{
	char *real = realpath(path, NULL);
	const char *target = real ? real : path;
	struct stat st = {0};
	bool is_there = !stat(target, &st);
	int status;

	/* A rename asks the folder alone; a file that is not to be written must stay. */
	if (is_there && (S_ISDIR(st.st_mode) || access(target, W_OK))) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EACCES;
		status = -1;
	} else if (is_there && !S_ISREG(st.st_mode)) {
		status = write_into(target, data, length);
	} else {
		status = replace_undisturbed(target, st.st_mode, data, length);
	}
	if (status)
		failed(path, err);
	free(real);
	return status;
}
