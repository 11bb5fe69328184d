// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/job.h"

#include "base/data/err.h"
#include "base/files/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE 65536

/* The editor's pipes are the server's: whatever a job prints must not reach them. */
static void leave_pipes(void)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0)
		_exit(1);
}

static void write_answer(int to, json_t *answer)
{
	char *text = json_dumps(answer, JSON_COMPACT | JSON_ENCODE_ANY);

	if (!text || fd_write(to, text, strlen(text)))
		_exit(1);
	/* No clean-up: the system frees faster. */
	_exit(0);
}

int job_start(struct job *job, json_t *(*work)(void *data), void *data, struct err *err)
{
	pid_t parent = getpid();
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return err_set(err, "guptidy: no pipe: %s; close some documents", strerror(errno));
	*job = (struct job){ .from = ends[0] };
	fflush(NULL);
	job->pid = fork();
	if (!job->pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(1);
		leave_pipes();
		close(ends[0]);
		write_answer(ends[1], work(data));
	}
	close(ends[1]);
	if (job->pid > 0)
		return 0;
	close(ends[0]);
	*job = (struct job){0};
	return err_set(err, "guptidy: no process could be started: %s; raise the limit (ulimit -u)",
		       strerror(errno));
}

/* Waits for a process that ends, or was told to; true if it ended well. */
static bool end(struct job *job)
{
	int status = 1;

	close(job->from);
	while (waitpid(job->pid, &status, 0) < 0 && errno == EINTR)
		;
	job->pid = 0;
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

enum job_end job_read(struct job *job, json_t **answer)
{
	ssize_t n;
	bool good;

	buf_reserve(&job->answer, PIECE);
	n = read(job->from, job->answer.data + job->answer.length, PIECE);
	if (n > 0)
		job->answer.length += (size_t)n;
	if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)))
		return JOB_RUNS;
	good = end(job);
	*answer = good ? json_loadb(job->answer.data, job->answer.length,
				    JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL) : NULL;
	buf_free(&job->answer);
	return *answer ? JOB_DONE : JOB_CRASHED;
}

void job_stop(struct job *job)
{
	if (!job->pid)
		return;
	/* Its workers end with it: see treewide/work/pool.c. */
	kill(job->pid, SIGKILL);
	end(job);
	buf_free(&job->answer);
}
