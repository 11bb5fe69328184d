// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/spatch.h"

#include "base/data/clock.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "patch/engines/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define OLDEST "1.1.1"
#define NOT_FOUND 127
#define HOW_TO_GO_ON "install coccinelle " OLDEST " or later, or use --engine=clang"
#define CHECK_SECONDS 20

struct child {
	pid_t pid;
	int out, err;			/* pipes; -1 once they are closed */
};

/* Of processor time. The second line: the deadline comes first, and a process does not wait all the time. */
static rlim_t seconds_until(double deadline)
{
	double left = deadline - clock_seconds();

	return left > 0 ? (rlim_t)left + 2 : 2;
}

/* In the child. The options of somebody's .cocciconfig are none of ours. */
static void become_spatch(const struct spatch_call *call, rlim_t processes, pid_t parent, int out,
			  int err)
{
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(NOT_FOUND);
	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	if (call->folder && (chdir(call->folder) || setenv("TMPDIR", call->folder, 1) ||
			     setenv("HOME", call->folder, 1)))
		_exit(NOT_FOUND);
	limits_set(seconds_until(call->deadline), processes);
	execvp(call->argv[0], call->argv);
	_exit(NOT_FOUND);
}

static int start(const struct spatch_call *call, struct child *child)
{
	rlim_t processes = limits_processes();
	pid_t parent = getpid();
	int out[2], err[2];

	if (pipe2(out, O_CLOEXEC) < 0)
		return -1;
	if (pipe2(err, O_CLOEXEC) < 0) {
		close(out[0]);
		close(out[1]);
		return -1;
	}
	fflush(NULL);
	child->pid = fork();
	if (!child->pid)
		become_spatch(call, processes, parent, out[1], err[1]);
	close(out[1]);
	close(err[1]);
	child->out = out[0];
	child->err = err[0];
	/* Here as well: who comes first must not matter to kill(). */
	if (child->pid > 0)
		setpgid(child->pid, child->pid);
	return child->pid > 0 ? 0 : -1;
}

static void take(int *fd, struct buf *buf)
{
	char bytes[65536];
	ssize_t n = read(*fd, bytes, sizeof(bytes));

	if (n > 0) {
		buf_add(buf, bytes, (size_t)n);
	} else if (n == 0 || errno != EINTR) {
		close(*fd);
		*fd = -1;
	}
}

/* Reads until both pipes are closed; false at the deadline. */
static bool listen_to(struct child *child, double deadline, struct spatch_output *output)
{
	while (child->out >= 0 || child->err >= 0) {
		struct pollfd fds[] = {
			{ .fd = child->out, .events = POLLIN }, { .fd = child->err, .events = POLLIN },
		};
		double left = deadline - clock_seconds();

		if (left <= 0)
			return false;
		poll(fds, ARRAY_SIZE(fds), (int)(left * 1000) + 1);
		if (fds[0].fd >= 0 && fds[0].revents)
			take(&child->out, &output->out);
		if (fds[1].fd >= 0 && fds[1].revents)
			take(&child->err, &output->err);
	}
	return true;
}

/* The whole group: what spatch started goes with it. */
static void stop(struct child *child)
{
	kill(-child->pid, SIGKILL);
	while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
		;
	if (child->out >= 0)
		close(child->out);
	if (child->err >= 0)
		close(child->err);
}

/* The last line that says something; the caller frees it. */
static char *last_words(const struct buf *text)
{
	size_t end = text->length, start;

	while (end && strchr(" \t\r\n", text->data[end - 1]))
		end--;
	for (start = end; start && text->data[start - 1] != '\n'; start--)
		;
	return end ? mem_strndup(text->data + start, end - start) : mem_strdup("it gave no reason");
}

static int judge(int status, const struct spatch_output *output, struct err *err)
{
	const char *limit;
	char *words;

	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND)
		return err_set(err, "spatch: not found; " HOW_TO_GO_ON);
	words = last_words(&output->err);
	limit = limits_reached(status, words);
	if (limit)
		err_set(err, "spatch: %s", limit);
	else if (WIFSIGNALED(status))
		err_set(err, "spatch: crashed: %s", strsignal(WTERMSIG(status)));
	else
		err_set(err, "spatch: failed: %s", words);
	free(words);
	return -1;
}

int spatch_run(const struct spatch_call *call, struct spatch_output *output, struct err *err)
{
	struct child child;
	bool in_time;
	int status;

	*output = (struct spatch_output){0};
	if (start(call, &child))
		return err_set(err, "spatch: cannot be started: %s; try -j 1", strerror(errno));
	in_time = listen_to(&child, call->deadline, output);
	if (!in_time) {
		stop(&child);
		return err_set(err, "spatch: took too long; give it more with --time-limit");
	}
	/* Both pipes are closed: it is at its end, and must not be killed on the way. */
	while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
		;
	return judge(status, output, err);
}

void spatch_output_free(struct spatch_output *output)
{
	buf_free(&output->out);
	buf_free(&output->err);
}

/* "spatch version 1.1.1 compiled with ..." against the oldest. */
static bool is_old_enough(const char *text, const char *oldest)
{
	const char *at = text ? strstr(text, "version ") : NULL;
	unsigned have[3] = {0}, need[3] = {0};

	if (!at || sscanf(at, "version %u.%u.%u", &have[0], &have[1], &have[2]) < 2 ||
	    sscanf(oldest, "%u.%u.%u", &need[0], &need[1], &need[2]) < 2)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(have); i++)
		if (have[i] != need[i])
			return have[i] > need[i];
	return true;
}

int spatch_check(struct err *err)
{
	char *const argv[] = { "spatch", "--version", NULL };
	struct spatch_call call = { .argv = argv, .deadline = clock_seconds() + CHECK_SECONDS };
	struct spatch_output output;
	int status = spatch_run(&call, &output, err);

	if (!status && !is_old_enough(output.out.data, OLDEST)) {
		char *words = mem_strndup(output.out.data ? output.out.data : "",
					  strcspn(output.out.data ? output.out.data : "", "\n"));

		status = err_set(err, "spatch: says `%s`, but the scripts need %s; " HOW_TO_GO_ON,
				 words, OLDEST);
		free(words);
	} else if (!status && strstr(output.out.data, "Python scripting support: no")) {
		status = err_set(err, "spatch: was built without Python, which the scripts need; "
				 HOW_TO_GO_ON);
	}
	spatch_output_free(&output);
	return status;
}
