// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/work/pool.h"

#include "base/data/buf.h"
#include "base/data/clock.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/fd.h"
#include "treewide/work/scratch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_JOB SIZE_MAX

struct worker {
	pid_t pid;			/* 0: none */
	int to, from;			/* pipes */
	size_t job;			/* NO_JOB while idle */
	double deadline;
	struct buf answer;		/* length word, then that many bytes */
};

static int read_all(int fd, void *bytes, size_t length)
{
	char *at = bytes;

	while (length) {
		ssize_t n = read(fd, at, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		at += n;
		length -= (size_t)n;
	}
	return 0;
}

/* Should the parent be stopped, nobody watches the clock: the next job has its time of processor, and no more. */
static void limit_processor(unsigned seconds)
{
	struct rusage usage;
	struct rlimit limit;

	if (getrusage(RUSAGE_SELF, &usage) || getrlimit(RLIMIT_CPU, &limit))
		return;
	seconds += (unsigned)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 2;
	limit.rlim_cur = seconds < limit.rlim_max ? seconds : limit.rlim_max;
	setrlimit(RLIMIT_CPU, &limit);
}

static void work_forever(const struct pool *pool, int from, int to)
{
	void *worker = pool->start(pool->data);
	size_t job;

	while (!read_all(from, &job, sizeof(job))) {
		struct buf answer = {0};

		limit_processor(pool->time_limit);
		pool->work(worker, job, &answer, pool->data);
		if (fd_write(to, &answer.length, sizeof(answer.length)) ||
		    fd_write(to, answer.data, answer.length))
			break;
		buf_free(&answer);
	}
	/* No clean-up: the system frees faster, and libclang's own exit can be slow. */
	_exit(0);
}

static void close_pair(const int pair[2])
{
	close(pair[0]);
	close(pair[1]);
}

/* Makes a worker; the pipes of its elders must not stay open in it. */
static int start_worker(const struct pool *pool, struct worker *workers, struct worker *worker)
{
	pid_t parent = getpid();
	int to[2], from[2];

	if (pipe2(to, 0) < 0)
		return -1;
	if (pipe2(from, 0) < 0) {
		close_pair(to);
		return -1;
	}
	fflush(NULL);
	worker->pid = fork();
	if (worker->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(1);
		for (unsigned i = 0; i < pool->workers; i++) {
			if (workers[i].pid && &workers[i] != worker) {
				close(workers[i].to);
				close(workers[i].from);
			}
		}
		close(to[1]);
		close(from[0]);
		work_forever(pool, to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	worker->to = to[1];
	worker->from = from[0];
	worker->job = NO_JOB;
	worker->answer.length = 0;
	if (worker->pid > 0)
		return 0;
	worker->pid = 0;
	close(to[1]);
	close(from[0]);
	return -1;
}

/* Returns what became of the job: crashed, if nothing else is known. */
static enum pool_status stop_worker(const struct pool *pool, struct worker *worker)
{
	struct rusage usage = {0};
	int status = 0;

	if (!worker->pid)
		return POOL_CRASHED;
	close(worker->to);
	close(worker->from);
	kill(worker->pid, SIGKILL);
	while (wait4(worker->pid, &status, 0, &usage) < 0 && errno == EINTR)
		;
	worker->pid = 0;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return POOL_TIMED_OUT;
	/* What grows by doubling can fail when a quarter of the limit is in use. */
	return pool->memory && (size_t)usage.ru_maxrss * 1024 >= pool->memory / 4 ? POOL_OUT_OF_MEMORY :
										      POOL_CRASHED;
}

static void finish(const struct pool *pool, struct worker *worker, enum pool_status status)
{
	size_t job = worker->job;

	worker->job = NO_JOB;
	if (status == POOL_DONE)
		pool->done(job, status, worker->answer.data + sizeof(size_t),
			   worker->answer.length - sizeof(size_t), pool->data);
	else
		pool->done(job, status, NULL, 0, pool->data);
	worker->answer.length = 0;
}

static bool is_whole(const struct buf *answer)
{
	size_t length;

	if (answer->length < sizeof(length))
		return false;
	memcpy(&length, answer->data, sizeof(length));
	return answer->length == length + sizeof(length);
}

/* Takes what a worker has to say; a closed pipe is a crash. */
static void listen_to(const struct pool *pool, struct worker *worker)
{
	ssize_t n;

	buf_reserve(&worker->answer, 65536);
	n = read(worker->from, worker->answer.data + worker->answer.length, 65536);
	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0) {
		finish(pool, worker, stop_worker(pool, worker));
		return;
	}
	worker->answer.length += (size_t)n;
	if (is_whole(&worker->answer))
		finish(pool, worker, POOL_DONE);
}

/* Waits for answers of busy workers until the first deadline. */
static void wait_for_answers(const struct pool *pool, struct worker *workers, int interrupt)
{
	struct pollfd *polled = mem_calloc(pool->workers + 1, sizeof(*polled));
	double first = clock_seconds() + pool->time_limit;
	int wait;

	for (unsigned i = 0; i < pool->workers; i++) {
		bool busy = workers[i].pid && workers[i].job != NO_JOB;

		polled[i] = (struct pollfd){ .fd = busy ? workers[i].from : -1, .events = POLLIN };
		if (busy && workers[i].deadline < first)
			first = workers[i].deadline;
	}
	polled[pool->workers] = (struct pollfd){ .fd = interrupt, .events = POLLIN };
	wait = (int)((first - clock_seconds()) * 1000) + 1;
	poll(polled, pool->workers + 1, wait > 0 ? wait : 0);
	for (unsigned i = 0; i < pool->workers; i++) {
		struct worker *worker = &workers[i];

		if (polled[i].fd >= 0 && polled[i].revents) {
			listen_to(pool, worker);
		} else if (polled[i].fd >= 0 && clock_seconds() >= worker->deadline) {
			stop_worker(pool, worker);
			finish(pool, worker, POOL_TIMED_OUT);
		}
	}
	free(polled);
}

/* Gives each idle worker a job; returns how many are busy then. */
static unsigned hand_out(const struct pool *pool, struct worker *workers, size_t *next, size_t n)
{
	unsigned busy = 0;

	for (unsigned i = 0; i < pool->workers; i++) {
		struct worker *worker = &workers[i];

		if (*next < n && !scratch_is_interrupted() &&
		    (worker->pid ? worker->job == NO_JOB :
				   !start_worker(pool, workers, worker))) {
			worker->job = (*next)++;
			worker->deadline = clock_seconds() + pool->time_limit;
			/* A worker that died idle shows it by its closed pipe, and costs this job. */
			fd_write(worker->to, &worker->job, sizeof(worker->job));
		}
		busy += worker->pid && worker->job != NO_JOB;
	}
	return busy;
}

int pool_run(const struct pool *pool, size_t n, struct err *err)
{
	struct worker *workers = mem_calloc(pool->workers, sizeof(*workers));
	void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
	int interrupt = pool->hurries ? scratch_descriptor() : -1, status = 0;
	size_t next = 0;

	while (!(pool->hurries && scratch_is_interrupted()) && hand_out(pool, workers, &next, n))
		wait_for_answers(pool, workers, interrupt);
	if ((next < n || pool->hurries) && scratch_is_interrupted())
		status = err_set(err, "guptidy: interrupted");
	else if (next < n)
		status = err_set(err, "guptidy: no process could be started: %s; raise the limit "
				 "(ulimit -u), or free some memory", strerror(errno));
	for (unsigned i = 0; i < pool->workers; i++) {
		stop_worker(pool, &workers[i]);
		buf_free(&workers[i].answer);
	}
	if (interrupt >= 0)
		close(interrupt);
	signal(SIGPIPE, old_pipe);
	free(workers);
	return status;
}
