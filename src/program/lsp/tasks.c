// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/tasks.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "program/lsp/diagnostics.h"
#include "program/lsp/ground.h"
#include "program/lsp/hover.h"

#include <stdlib.h>
#include <time.h>

#define REST 0.3	/* seconds without a change, before the compiler is asked */
#define TEXT_LIMIT 20	/* seconds for what takes milliseconds */
#define LEAST_AT_ONCE 2	/* a question is answered while a document is compiled */

/* What a job's process is told. */
struct order {
	const struct server *server;
	const struct task *task;
};

double tasks_clock(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct task *tasks_add(struct server *server, enum task_kind kind, struct document *document, const json_t *id)
{
	struct task *task = mem_calloc(1, sizeof(*task));

	task->kind = kind;
	task->document = document;
	task->id = id ? json_copy((json_t *)id) : NULL;
	VEC_PUSH(&server->tasks, task);
	return task;
}

static void task_free(struct task *task)
{
	job_stop(&task->job);
	json_decref(task->id);
	json_decref(task->only);
	free(task);
}

/* Takes it out of the list, and frees it. */
static void drop(struct server *server, struct task *task)
{
	size_t kept = 0;

	for (size_t i = 0; i < server->tasks.n; i++)
		if (server->tasks.items[i] != task)
			server->tasks.items[kept++] = server->tasks.items[i];
	server->tasks.n = kept;
	task_free(task);
}

static int find_answer(const struct task *task, struct look *look, json_t **answer, struct err *err)
{
	bool asks = task->kind == TASK_COMPILER || (task->kind == TASK_ACTIONS && task->document->asks_compiler);

	if (!look->ground->is_read)
		return err_set(err, "%s: this tree cannot be read now", look->ground->place);
	if (look_open(look, asks, err))
		return -1;
	if (task->kind == TASK_HOVER) {
		*answer = hover_at(look, task->position);
		return 0;
	}
	if (look_check(look, err))
		return -1;
	if (task->kind == TASK_ACTIONS)
		return actions_of(look, &task->wish, answer, err);
	*answer = diagnostics_of(look);
	return 0;
}

/*
 * In the job's process: {"answer": ..., "open": ..., "names": ...}, or {"error": ...}. Whether it names the family
 * is told, as nobody else's files are a matter of ours.
 */
static json_t *work(void *data)
{
	const struct order *order = data;
	const struct task *task = order->task;
	struct look look = {
		.options = task->document->ground->options, .ground = task->document->ground,
		.documents = &order->server->documents, .document = task->document,
		.encoding = order->server->encoding,
	};
	struct err err = {0};
	json_t *answer;

	if (find_answer(task, &look, &answer, &err))
		return json_pack("{s:o}", "error", json_text(err.text));
	return json_pack("{s:o, s:b, s:b}", "answer", answer, "open", look.is_open, "names", look.run.n_asked > 0);
}

/* A document that could not be looked at says so in its first line, a request in its answer. */
static void fail(struct server *server, struct task *task, const char *why)
{
	if (task->id)
		message_error(&server->out, task->id, ERROR_INTERNAL, "%s", why);
	else if (!task->document->is_due)
		server_publish(server, task->document, diagnostics_of_failure(why));
}

static void take_diagnostics(struct server *server, const struct task *task, const json_t *answer)
{
	struct document *document = task->document;
	bool is_open = json_is_true(json_object_get(answer, "open"));

	/* It was changed meanwhile: another look follows. */
	if (document->is_due)
		return;
	if (task->kind == TASK_TEXT)
		document->asks_compiler = document->awaits_compiler = is_open;
	if (json_is_true(json_object_get(answer, "names")))
		server_tell(server, document->ground);
	server_publish(server, document, json_incref(json_object_get(answer, "answer")));
}

static void take_answer(struct server *server, struct task *task, const json_t *answer)
{
	const char *error = json_string_value(json_object_get(answer, "error"));

	if (error)
		fail(server, task, error);
	else if (task->id)
		message_result(&server->out, task->id, json_incref(json_object_get(answer, "answer")));
	else
		take_diagnostics(server, task, answer);
}

void tasks_listen(struct server *server, struct task *task)
{
	json_t *answer = NULL;

	switch (job_read(&task->job, &answer)) {
	case JOB_RUNS:
		return;
	case JOB_DONE:
		take_answer(server, task, answer);
		break;
	case JOB_CRASHED:
		fail(server, task, "guptidy crashed on this document; please report it with its text");
		break;
	}
	json_decref(answer);
	drop(server, task);
}

static struct task *task_of(const struct server *server, const struct document *document, enum task_kind kind)
{
	for (size_t i = 0; i < server->tasks.n; i++)
		if (server->tasks.items[i]->document == document && server->tasks.items[i]->kind == kind)
			return server->tasks.items[i];
	return NULL;
}

/* The homes are the same for all documents of the tree: if they are new, all are due. */
static bool renew(struct server *server, struct document *document)
{
	struct ground *ground = document->ground;
	struct err err = {0};
	bool is_new;

	if (ground_renew(ground, &is_new, &err)) {
		document->is_due = document->awaits_compiler = false;
		server_publish(server, document, diagnostics_of_failure(err.text));
		err_clear(&err);
		return false;
	}
	for (size_t i = 0; is_new && i < server->documents.n; i++)
		if (server->documents.items[i]->ground == ground)
			server->documents.items[i]->is_due = true;
	return true;
}

/* A look at the text of each document that is due; at one that rests, with the compiler. */
static void add_looks(struct server *server, double now)
{
	for (size_t i = 0; i < server->documents.n; i++) {
		struct document *document = server->documents.items[i];
		bool rests = now - document->changed_at >= REST;

		if (!document->ground || document->is_lost)
			continue;
		if (document->is_due && !task_of(server, document, TASK_TEXT) && renew(server, document)) {
			tasks_add(server, TASK_TEXT, document, NULL);
		} else if (!document->is_due && document->awaits_compiler && rests) {
			document->awaits_compiler = false;
			tasks_add(server, TASK_COMPILER, document, NULL);
		}
	}
}

/* False: it could not be started, and is gone. */
static bool start(struct server *server, struct task *task)
{
	struct order order = { .server = server, .task = task };
	bool compiles = task->kind == TASK_COMPILER || task->kind == TASK_ACTIONS;
	struct err err = {0};

	if (task->kind == TASK_TEXT)
		task->document->is_due = false;
	task->deadline = tasks_clock() + TEXT_LIMIT;
	if (compiles && task->document->ground->options)
		task->deadline += 2 * task->document->ground->options->run.time_limit;
	if (!job_start(&task->job, work, &order, &err))
		return true;
	fail(server, task, err.text);
	err_clear(&err);
	drop(server, task);
	return false;
}

static size_t most_at_once(const struct server *server)
{
	return server->jobs < LEAST_AT_ONCE ? LEAST_AT_ONCE : server->jobs;
}

static void start_waiting(struct server *server)
{
	size_t n_running = 0, i = 0;

	for (size_t j = 0; j < server->tasks.n; j++)
		n_running += server->tasks.items[j]->job.pid > 0;
	while (i < server->tasks.n && n_running < most_at_once(server)) {
		struct task *task = server->tasks.items[i];
		bool waits = !task->job.pid;

		if (waits && !start(server, task))
			continue;
		n_running += waits;
		i++;
	}
}

/* Those whose time is over; seconds to the next one, or -1. */
static double end_late(struct server *server, double now)
{
	double next = -1;

	for (size_t i = server->tasks.n; i-- > 0;) {
		struct task *task = server->tasks.items[i];

		if (!task->job.pid)
			continue;
		if (now >= task->deadline) {
			fail(server, task, "it took too long");
			drop(server, task);
		} else if (next < 0 || task->deadline - now < next) {
			next = task->deadline - now;
		}
	}
	return next;
}

double tasks_step(struct server *server)
{
	double now = tasks_clock(), next = end_late(server, now);

	add_looks(server, now);
	start_waiting(server);
	for (size_t i = 0; i < server->documents.n; i++) {
		const struct document *document = server->documents.items[i];
		double rest = REST - (now - document->changed_at);

		if (document->awaits_compiler && !document->is_due && rest >= 0 && (next < 0 || rest < next))
			next = rest;
	}
	return next;
}

bool tasks_cancel(struct server *server, const json_t *id)
{
	for (size_t i = 0; i < server->tasks.n; i++) {
		struct task *task = server->tasks.items[i];

		if (!task->id || !json_equal(task->id, id))
			continue;
		message_error(&server->out, id, ERROR_REQUEST_CANCELLED, "cancelled");
		drop(server, task);
		return true;
	}
	return false;
}

static void outdate(struct server *server, struct task *task)
{
	if (task->id)
		message_error(&server->out, task->id, ERROR_CONTENT_MODIFIED, "the document was changed");
	drop(server, task);
}

void tasks_outdate(struct server *server, const struct document *document)
{
	for (size_t i = server->tasks.n; i-- > 0;)
		if (server->tasks.items[i]->document == document)
			outdate(server, server->tasks.items[i]);
}

void tasks_outdate_answers(struct server *server, const struct document *document)
{
	for (size_t i = server->tasks.n; i-- > 0;)
		if (server->tasks.items[i]->document == document && server->tasks.items[i]->kind != TASK_TEXT)
			outdate(server, server->tasks.items[i]);
}

void tasks_free(struct server *server)
{
	for (size_t i = 0; i < server->tasks.n; i++)
		task_free(server->tasks.items[i]);
	free(server->tasks.items);
}
