// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/leftover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char prefix[] = ".guptidy-";

/* The digits that text begins with, and a number that they make; NULL: there are none, or too many. */
static const char *skip_number(const char *text, long *number)
{
	size_t length = strspn(text, "0123456789");

	if (!length || length > 9)
		return NULL;
	*number = strtol(text, NULL, 10);
	return text + length;
}

bool leftover_is(const char *name, pid_t *process)
{
	const char *at;
	long id, n;

	if (strncmp(name, prefix, sizeof(prefix) - 1))
		return false;
	at = skip_number(name + sizeof(prefix) - 1, &id);
	if (!at || *at != '-')
		return false;
	at = skip_number(at + 1, &n);
	if (!at || *at)
		return false;
	if (process)
		*process = (pid_t)id;
	return true;
}

/*
 * A process of another container or machine has a number that says nothing here, but whoever writes a
 * temporary file holds its lock.
 */
static bool is_abandoned(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	bool abandoned;

	if (fd < 0)
		return false;
	abandoned = !fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
		    !flock(fd, LOCK_EX | LOCK_NB);
	close(fd);
	return abandoned;
}

void leftovers_remove(int folder)
{
	int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = own < 0 ? NULL : fdopendir(own);
	struct dirent *entry;
	pid_t process;

	if (!dir && own >= 0)
		close(own);
	while (dir && (entry = readdir(dir))) {
		if (leftover_is(entry->d_name, &process) && process > 0 && kill(process, 0) &&
		    errno == ESRCH && is_abandoned(folder, entry->d_name))
			unlinkat(folder, entry->d_name, 0);
	}
	if (dir)
		closedir(dir);
}
