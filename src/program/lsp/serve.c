// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/serve.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "program/lsp/ground.h"
#include "program/lsp/message.h"
#include "program/lsp/tasks.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE 65536

/* Handles all frames that are whole. */
static void take_frames(struct server *server)
{
	const char *text;
	size_t length;

	while (server->phase != PHASE_ENDED) {
		switch (frames_next(&server->in, &text, &length)) {
		case FRAME_NONE:
			return;
		case FRAME_WHOLE:
			server_take(server, text, length);
			break;
		case FRAME_HUGE:
			message_error(&server->out, NULL, ERROR_INVALID_REQUEST,
				      "a message of more than %u bytes was passed over", FRAME_MOST);
			break;
		case FRAME_BROKEN:
			message_error(&server->out, NULL, ERROR_PARSE, "this is no header of a frame");
			server->is_broken = true;
			server->phase = PHASE_ENDED;
			break;
		}
	}
}

static void receive(struct server *server, int in)
{
	char bytes[PIECE];
	ssize_t n = read(in, bytes, sizeof(bytes));

	if (n > 0) {
		frames_add(&server->in, bytes, (size_t)n);
		take_frames(server);
	} else if (!n || (errno != EINTR && errno != EAGAIN)) {
		server->phase = PHASE_ENDED;
	}
}

/* As much as a pipe takes at once: an editor that does not read must not hold up what it writes. */
static int send(struct server *server, int out, struct err *err)
{
	size_t n = server->out.length - server->written;
	ssize_t done = write(out, server->out.data + server->written, n < PIPE_BUF ? n : PIPE_BUF);

	if (done < 0 && errno != EINTR && errno != EAGAIN)
		return err_set(err, "stdout: %s; the editor is gone", strerror(errno));
	server->written += done > 0 ? (size_t)done : 0;
	if (server->written == server->out.length) {
		buf_free(&server->out);
		server->written = 0;
	}
	return 0;
}

struct polled {
	struct pollfd *items;
	size_t n, capacity;
};

#define NOBODY -1		/* in the place of a descriptor: poll() passes it over */

static void add_polled(struct polled *polled, int fd, short events)
{
	VEC_PUSH(polled, ((struct pollfd){ .fd = fd, .events = events }));
}

/* The task that a descriptor is the job of; it may have been ended meanwhile. */
static struct task *task_reading(const struct server *server, int fd)
{
	for (size_t i = 0; i < server->tasks.n; i++)
		if (server->tasks.items[i]->job.pid && server->tasks.items[i]->job.from == fd)
			return server->tasks.items[i];
	return NULL;
}

/* Waits until something can be done, and does it. -1 sets err. */
static int step(struct server *server, int in, int out, struct err *err)
{
	double next = tasks_step(server);
	struct polled polled = {0};
	int status = 0;

	add_polled(&polled, in, POLLIN);
	add_polled(&polled, server->out.length ? out : NOBODY, POLLOUT);
	for (size_t i = 0; i < server->tasks.n; i++) {
		const struct job *job = &server->tasks.items[i]->job;

		add_polled(&polled, job->pid ? job->from : NOBODY, POLLIN);
	}
	poll(polled.items, polled.n, next < 0 ? -1 : (int)(next * 1000) + 1);
	for (size_t i = 2; i < polled.n; i++) {
		struct task *task = polled.items[i].fd >= 0 && polled.items[i].revents ?
			task_reading(server, polled.items[i].fd) : NULL;

		if (task)
			tasks_listen(server, task);
	}
	if (polled.items[1].fd >= 0 && polled.items[1].revents)
		status = send(server, out, err);
	if (!status && polled.items[0].revents)
		receive(server, in);
	free(polled.items);
	return status;
}

void server_close(struct server *server)
{
	tasks_free(server);
	document_list_free(&server->documents);
	for (size_t i = 0; i < server->grounds.n; i++) {
		ground_close(server->grounds.items[i]);
		free(server->grounds.items[i]);
	}
	free(server->grounds.items);
	path_list_free(&server->folders);
	frames_free(&server->in);
	buf_free(&server->out);
}

int server_run(const struct look_configurer *configurer, unsigned jobs, int in, int out, struct err *err)
{
	struct server server = { .configurer = configurer, .jobs = jobs };
	void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
	int status = 0;

	while (!status && server.phase != PHASE_ENDED)
		status = step(&server, in, out, err);
	while (!status && server.out.length)
		status = send(&server, out, err);
	if (!status && server.is_broken)
		status = err_set(err, "stdin: what came is no message of the language server protocol; an editor "
				 "starts `guptidy lsp`, see docs/editors.md");
	signal(SIGPIPE, old_pipe);
	server_close(&server);
	return status ? status : !server.was_shut;
}
