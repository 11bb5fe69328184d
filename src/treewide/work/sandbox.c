// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/work/sandbox.h"

#include "base/data/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Of newer kernels than the headers here may be of. */
#define ACCESS_REFER (1ULL << 13)	/* since 2 */
#define ACCESS_TRUNCATE (1ULL << 14)	/* since 3 */
#define ACCESS_IOCTL_DEV (1ULL << 15)	/* since 5 */
#define NET_BIND_AND_CONNECT 3ULL	/* since 4 */
#define SCOPE_SOCKETS_AND_SIGNALS 3ULL	/* since 6 */

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITING (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | \
		 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | \
		 LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | \
		 LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | \
		 LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

#define A_FILE (512 << 20)		/* bytes; a precompiled header is a tenth of it at most */
#define LEAST_MEMORY ((size_t)1 << 30)	/* bytes; the largest file of a kernel takes half of it */
#define MOST_MEMORY ((size_t)2 << 30)

/* As the kernel knows it; struct landlock_ruleset_attr of the headers may be shorter. */
struct ruleset {
	uint64_t files, net, scoped;
};

/* The version of Landlock here; 0: there is none. */
static int landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	return version > 0 ? (int)version : 0;
}

static uint64_t writing(int version)
{
	return WRITING | (version >= 2 ? ACCESS_REFER : 0) | (version >= 3 ? ACCESS_TRUNCATE : 0);
}

static int make_ruleset(int version)
{
	struct ruleset ruleset = {
		.files = READING | LANDLOCK_ACCESS_FS_EXECUTE | writing(version) |
			 (version >= 5 ? ACCESS_IOCTL_DEV : 0),
		.net = version >= 4 ? NET_BIND_AND_CONNECT : 0,
		.scoped = version >= 6 ? SCOPE_SOCKETS_AND_SIGNALS : 0,
	};
	/* An old kernel takes a longer one, too, if what it does not know is 0. */
	return (int)syscall(SYS_landlock_create_ruleset, &ruleset, sizeof(ruleset), 0);
}

/* A folder that is not there needs no right. */
static void allow(int ruleset, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = access, .parent_fd = open(path, O_PATH | O_CLOEXEC),
	};

	if (beneath.parent_fd < 0)
		return;
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0)) {
		/* A file has no right of folders. */
		beneath.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE;
		syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	}
	close(beneath.parent_fd);
}

/* All but what is no file on a disk: devices never end, and /proc tells of other processes. */
static void allow_reading(int ruleset)
{
	DIR *top = opendir("/");
	struct dirent *entry;

	while (top && (entry = readdir(top))) {
		const char *name = entry->d_name;
		char *path = mem_printf("/%s", name);

		if (*name != '.' && strcmp(name, "dev") && strcmp(name, "proc") && strcmp(name, "sys"))
			allow(ruleset, path, READING);
		free(path);
	}
	if (top)
		closedir(top);
	allow(ruleset, "/dev/shm", READING);
	/* Where clang's last words go, when it makes a header. */
	allow(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
}

/* False if the kernel does not do it: then it is done without. */
static bool enter_landlock(const struct sandbox *sandbox)
{
	int version = landlock_version();
	int ruleset = version ? make_ruleset(version) : -1;
	bool entered;

	if (ruleset < 0)
		return false;
	allow_reading(ruleset);
	if (sandbox->root)
		allow(ruleset, sandbox->root, READING);
	for (size_t i = 0; i < sandbox->n_writable; i++)
		allow(ruleset, sandbox->writable[i], READING | writing(version));
	entered = !syscall(SYS_landlock_restrict_self, ruleset, 0);
	close(ruleset);
	return entered;
}

static void limit(int resource, rlim_t most)
{
	struct rlimit limit;

	if (getrlimit(resource, &limit))
		return;
	if (limit.rlim_max > most)
		limit.rlim_max = most;
	if (limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	setrlimit(resource, &limit);
}

size_t sandbox_memory(unsigned workers)
{
	long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
	size_t share = pages > 0 && size > 0 ? (size_t)pages / workers * (size_t)size : MOST_MEMORY;

	return share < LEAST_MEMORY ? LEAST_MEMORY : share > MOST_MEMORY ? MOST_MEMORY : share;
}

/* A sanitizer takes its own memory by the terabyte. */
static void limit_all(unsigned workers)
{
#ifndef __SANITIZE_ADDRESS__
	limit(RLIMIT_DATA, sandbox_memory(workers));
#else
	(void)workers;
#endif
	limit(RLIMIT_FSIZE, A_FILE);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NPROC, 0);
}

bool sandbox_is_full(void)
{
	struct rusage usage;
	struct rlimit limit;

	return !getrusage(RUSAGE_SELF, &usage) && !getrlimit(RLIMIT_DATA, &limit) &&
	       (rlim_t)usage.ru_maxrss * 1024 >= limit.rlim_cur / 4;
}

static void close_input(void)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (nothing < 0)
		return;
	dup2(nothing, STDIN_FILENO);
	dup2(nothing, STDOUT_FILENO);	/* holds the report, which is not the worker's */
	close(nothing);
}

void sandbox_enter(const struct sandbox *sandbox)
{
	close_input();
	clearenv();
	setenv("LIBCLANG_NOTHREADS", "1", 1);
	if (chdir("/"))
		_exit(1);
	limit_all(sandbox->workers);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	enter_landlock(sandbox);
}

/* Tried, as others may have forbidden it; in a process of its own, as there is no way back. */
static bool landlock_works(void)
{
	struct sandbox nothing = { .workers = 1 };
	int status = 1;
	pid_t pid = fork();

	if (!pid) {
		prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
		_exit(!enter_landlock(&nothing));
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
	       !WEXITSTATUS(status);
}

const char *sandbox_describe(void)
{
	return landlock_works() ?
		"limits, and Landlock: no files of others are written, no devices are read" :
		"limits alone: this kernel has no Landlock that would keep them from writing files";
}
