// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/limits.h"

#include "base/data/mem.h"

#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MORE_PROCESSES 1024	/* than there are; others of the user start some meanwhile */

static const rlim_t memory = (rlim_t)2 << 30, file = 512 << 20;	/* bytes */

/* Of a process of ours: the folder of its threads has a link for each, and two more. */
static rlim_t threads_of(int proc, const char *process)
{
	char *path = mem_printf("%s/task", process);
	struct stat stat;
	bool ours = !fstatat(proc, path, &stat, 0) && stat.st_uid == geteuid();

	free(path);
	return ours && stat.st_nlink > 2 ? stat.st_nlink - 2 : 0;
}

/* Of one who may do as root does the limit is not kept by the system. */
rlim_t limits_processes(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	rlim_t n = 0;

	if (!proc)
		return RLIM_INFINITY;
	while ((entry = readdir(proc)))
		if (isdigit((unsigned char)*entry->d_name))
			n += threads_of(dirfd(proc), entry->d_name);
	closedir(proc);
	return n + MORE_PROCESSES;
}

static void limit(int resource, rlim_t most)
{
	struct rlimit limit;

	if (!getrlimit(resource, &limit) && limit.rlim_cur < most)
		most = limit.rlim_cur;
	setrlimit(resource, &(struct rlimit){ most, most });
}

void limits_set(rlim_t seconds, rlim_t processes)
{
	limit(RLIMIT_DATA, memory);
	limit(RLIMIT_FSIZE, file);
	limit(RLIMIT_CPU, seconds);
	limit(RLIMIT_NPROC, processes);
	limit(RLIMIT_CORE, 0);
}

const char *limits_reached(int status, const char *words)
{
	/* OCaml's words, and Python's, which runs in it. */
	static const char *const no_memory[] = { "out of memory", "out_of_memory", "MemoryError" };

	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return "took too long; give it more with --time-limit";
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)
		return "wrote more than 512 MB to a file; convert this file with --engine=clang";
	for (size_t i = 0; i < ARRAY_SIZE(no_memory); i++)
		if (strcasestr(words, no_memory[i]))
			return "needs more than 2 GB of memory; convert this file with --engine=clang";
	return NULL;
}
