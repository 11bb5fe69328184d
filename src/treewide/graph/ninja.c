// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/ninja.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* In front of the name of what was made; nothing else that ninja says begins so. */
#define MADE "guptidy made "
#define NOT_FOUND 127

/* In the child. Whoever kills this process has its jobs ended, too. */
static void become_ninja(const struct ninja_call *call, pid_t parent, int out)
{
	char jobs[16];
	const char *argv[] = { "ninja", "-k", "0", "-j", jobs, call->target, NULL };

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent || chdir(call->folder))
		_exit(NOT_FOUND);
	snprintf(jobs, sizeof(jobs), "%u", call->jobs);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	setenv("NINJA_STATUS", MADE, 1);
	execvp("ninja", (char *const *)argv);
	argv[0] = "samu";
	execvp("samu", (char *const *)argv);
	_exit(NOT_FOUND);
}

/* A line of its output; what is none of a thing that was made is kept for the end. */
static void read_line(const struct ninja_call *call, const char *line, struct buf *said)
{
	if (begins_with(line, MADE)) {
		if (call->made)
			call->made(line + strlen(MADE), call->data);
	} else {
		buf_printf(said, "%s\n", line);
	}
}

static void listen_to(const struct ninja_call *call, int in, struct buf *said)
{
	FILE *from = fdopen(in, "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	while (from && (n = getline(&line, &size, from)) > 0) {
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		read_line(call, line, said);
	}
	free(line);
	if (from)
		fclose(from);
	else
		close(in);
}

static int status_of(pid_t pid, const struct buf *said, struct err *err)
{
	int status;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND)
		return err_set(err, "ninja: cannot be run; install ninja-build, or leave --work and --launcher out");
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return 0;
	fputs(said->data ? said->data : "", stderr);
	return WIFSIGNALED(status) ? err_set(err, "ninja: was ended by signal %d; run again, it goes on where "
					     "it was", WTERMSIG(status)) : 1;
}

int ninja_run(const struct ninja_call *call, struct err *err)
{
	pid_t parent = getpid(), pid;
	struct buf said = {0};
	int out[2], status;

	if (pipe2(out, O_CLOEXEC) < 0)
		return err_set(err, "ninja: no pipe: %s", strerror(errno));
	fflush(NULL);
	pid = fork();
	if (!pid)
		become_ninja(call, parent, out[1]);
	close(out[1]);
	if (pid < 0) {
		close(out[0]);
		return err_set(err, "ninja: no process could be started: %s", strerror(errno));
	}
	listen_to(call, out[0], &said);
	status = status_of(pid, &said, err);
	buf_free(&said);
	return status;
}
