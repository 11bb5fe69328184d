// SPDX-License-Identifier: GPL-2.0-only
#include "run/scratch.h"

#include "base/err.h"
#include "base/path.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPEN_FOLDERS 8

static void fill_with_ends(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGHUP);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
}

char *scratch_folder(struct err *err)
{
	/* A relative one would be another for each process that changes its folder. */
	const char *temporary = getenv("TMPDIR");
	char *path = path_join(temporary && *temporary == '/' ? temporary : "/tmp",
			       "guptidy-XXXXXX");

	if (mkdtemp(path))
		return path;
	err_set(err, "%s: no temporary folder can be made: %s; set TMPDIR to a folder that can be "
		"written to", path, strerror(errno));
	free(path);
	return NULL;
}

int scratch_open(struct scratch *scratch, struct err *err)
{
	sigset_t ends;

	fill_with_ends(&ends);
	sigprocmask(SIG_BLOCK, &ends, &scratch->before);
	scratch->path = scratch_folder(err);
	if (scratch->path)
		return 0;
	sigprocmask(SIG_SETMASK, &scratch->before, NULL);
	return -1;
}

bool scratch_is_interrupted(void)
{
	sigset_t waiting;

	return !sigpending(&waiting) &&
	       (sigismember(&waiting, SIGHUP) == 1 || sigismember(&waiting, SIGINT) == 1 ||
		sigismember(&waiting, SIGTERM) == 1);
}

void scratch_leave_to_parent(const struct scratch *scratch)
{
	sigprocmask(SIG_SETMASK, &scratch->before, NULL);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

void scratch_remove(const char *folder)
{
	nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

void scratch_close(struct scratch *scratch)
{
	if (!scratch->path)
		return;
	scratch_remove(scratch->path);
	free(scratch->path);
	scratch->path = NULL;
	sigprocmask(SIG_SETMASK, &scratch->before, NULL);
}
