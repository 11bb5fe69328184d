// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/claim.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/fd.h"
#include "base/files/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define CLAIM "guptidy-work"
#define LONGEST_MARK 80

/* True if nothing is in the folder, or nothing but the claim. */
static bool is_unused(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool unused = dir;

	while (dir && (entry = readdir(dir)))
		unused &= !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") ||
			  !strcmp(entry->d_name, CLAIM);
	if (dir)
		closedir(dir);
	return unused;
}

/* Who may write to a folder may put another graph in the place of ours. A user's own group is his. */
static int check_owner(const char *folder, int claim, struct err *err)
{
	struct stat of_folder, of_claim;

	if (stat(folder, &of_folder) || fstat(claim, &of_claim))
		return err_set(err, "%s: %s", folder, strerror(errno));
	if (of_folder.st_uid != geteuid() || of_claim.st_uid != geteuid())
		return err_set(err, "%s: is another user's; name a folder of your own with --work", folder);
	if ((of_folder.st_mode & S_IWOTH) || ((of_folder.st_mode & S_IWGRP) && of_folder.st_gid != getegid()))
		return err_set(err, "%s: others may write to it; take that from them, or name another folder with "
			       "--work", folder);
	return 0;
}

/* Nobody can know these numbers before the two are there: a folder that is packed up and unpacked has others. */
static void print_mark(const char *folder, int claim, char mark[LONGEST_MARK])
{
	struct stat of_folder = {0}, of_claim = {0};

	stat(folder, &of_folder);
	fstat(claim, &of_claim);
	snprintf(mark, LONGEST_MARK, "guptidy work 1\n%ju %ju\n", (uintmax_t)of_folder.st_ino,
		 (uintmax_t)of_claim.st_ino);
}

static bool has_mark(int claim, const char *mark)
{
	char text[LONGEST_MARK];
	ssize_t length = pread(claim, text, sizeof(text), 0);

	return length == (ssize_t)strlen(mark) && !memcmp(text, mark, (size_t)length);
}

/* Of a folder that is unused; who was killed here may have left a half. */
static int put_mark(const char *folder, int claim, const char *mark, struct err *err)
{
	if (!ftruncate(claim, 0) && !fd_write(claim, mark, strlen(mark)))
		return 0;
	return err_set(err, "%s: cannot be written to: %s; name another folder with --work", folder, strerror(errno));
}

static int check_mark(const char *folder, bool is_named, int claim, struct err *err)
{
	char mark[LONGEST_MARK];

	print_mark(folder, claim, mark);
	if (has_mark(claim, mark))
		return 0;
	if (is_unused(folder))
		return put_mark(folder, claim, mark, err);
	if (!is_named)
		return 0;
	return err_set(err, "%s: is a work folder that was made somewhere else; remove it, or name a new one with "
		       "--work", folder);
}

/*
 * Not closed in those that this process starts: should it be killed, they may be at work for a moment
 * longer, and whoever comes next waits for them.
 */
static int open_claim(const char *folder)
{
	char *path = path_join(folder, CLAIM);
	int claim = access(path, F_OK) && !is_unused(folder) ? -1 :
		    open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0666);

	while (claim >= 0 && flock(claim, LOCK_EX) && errno == EINTR)
		;
	free(path);
	return claim;
}

int claim_take(const char *folder, bool is_named, int *lock, struct err *err)
{
	*lock = open_claim(folder);
	if (*lock < 0)
		return err_set(err, "%s: is no work folder, and not empty, or cannot be written to; name a new one "
			       "with --work", folder);
	return check_owner(folder, *lock, err) || check_mark(folder, is_named, *lock, err) ? -1 : 0;
}
