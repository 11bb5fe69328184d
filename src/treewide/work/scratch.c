// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/work/scratch.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/dir.h"
#include "base/files/path.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>

/* A signal that the user has ignored, as nohup does, ends nothing. */
static void fill_with_ends(sigset_t *set)
{
	static const int ends[] = { SIGHUP, SIGINT, SIGPIPE, SIGTERM };
	struct sigaction action;

	sigemptyset(set);
	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (!sigaction(ends[i], NULL, &action) && action.sa_handler != SIG_IGN)
			sigaddset(set, ends[i]);
}

static char *make_folder(struct err *err)
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
	scratch->path = make_folder(err);
	if (scratch->path)
		return 0;
	sigprocmask(SIG_SETMASK, &scratch->before, NULL);
	return -1;
}

bool scratch_is_interrupted(void)
{
	sigset_t ends, waiting, both;

	fill_with_ends(&ends);
	return !sigpending(&waiting) && !sigandset(&both, &ends, &waiting) && !sigisemptyset(&both);
}

int scratch_descriptor(void)
{
	sigset_t ends;

	fill_with_ends(&ends);
	return signalfd(-1, &ends, SFD_CLOEXEC);
}

void scratch_leave_to_parent(const struct scratch *scratch)
{
	sigprocmask(SIG_SETMASK, &scratch->before, NULL);
}

void scratch_close(struct scratch *scratch)
{
	if (!scratch->path)
		return;
	dir_remove(scratch->path);
	free(scratch->path);
	scratch->path = NULL;
	sigprocmask(SIG_SETMASK, &scratch->before, NULL);
}
