// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/save.h"

#include "base/data/err.h"
#include "base/files/fd.h"
#include "base/files/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const char *path, struct err *err)
{
	return err_set(err, "%s: cannot be written: %s; name a file in a folder that you may write "
		       "to", path, strerror(errno));
}

static int write_into(const char *path, const char *data, size_t length)
{
	int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);

	return fd < 0 ? -1 : fd_close(fd, fd_write(fd, data, length));
}

int save_file(const char *path, const char *data, size_t length, struct err *err)
{
	char *real = realpath(path, NULL);
	const char *target = real ? real : path;
	struct stat st = {0};
	bool is_there = !stat(target, &st);
	struct replacement replacement = {
		.folder = AT_FDCWD, .name = target, .mode = is_there ? st.st_mode : 0,
	};
	const char *what;
	int status;

	/* A rename asks the folder alone; a file that is not to be written must stay. */
	if (is_there && (S_ISDIR(st.st_mode) || replace_is_refused(AT_FDCWD, target, st.st_mode))) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EACCES;
		status = -1;
	} else if (is_there && !S_ISREG(st.st_mode)) {
		status = write_into(target, data, length);
	} else {
		status = replace_file(&replacement, data, length, &what);
	}
	if (status)
		failed(path, err);
	free(real);
	return status;
}
