/* SPDX-License-Identifier: GPL-2.0-only */
/* What is asked about documents and not answered yet; as many as the options allow are at work at once. */
#ifndef GUPTIDY_LSP_TASKS_H
#define GUPTIDY_LSP_TASKS_H

#include "program/lsp/actions.h"
#include "program/lsp/job.h"
#include "program/lsp/message.h"
#include "program/lsp/server.h"

enum task_kind {
	TASK_TEXT,			/* diagnostics, by the text alone */
	TASK_COMPILER,			/* the same, with the compiler to ask */
	TASK_ACTIONS,			/* answers a request: */
	TASK_HOVER,
};

struct task {
	enum task_kind kind;
	struct document *document;
	json_t *id;			/* of the request; NULL: nobody waits for an answer */
	struct action_wish wish;
	json_t *only;			/* that the wish borrows */
	struct position position;
	struct job job;
	double deadline;		/* of the job */
};

/* Seconds, by a clock that does not jump. */
double tasks_clock(void);

/* Adds a task of that kind about a document; the id is copied. Valid until tasks_step(). */
struct task *tasks_add(struct server *server, enum task_kind kind, struct document *document, const json_t *id);

/* Starts what is due and can be started; seconds until something else is, or -1: never. */
double tasks_step(struct server *server);

/* Takes what a job has to say, when its descriptor can be read from. */
void tasks_listen(struct server *server, struct task *task);

/* Ends the task that is to answer that request. False: there is none. */
bool tasks_cancel(struct server *server, const json_t *id);

/* Ends those whose answers a change of the document outdates. */
void tasks_outdate(struct server *server, const struct document *document);

/* The same, but for the look at its text. */
void tasks_outdate_answers(struct server *server, const struct document *document);

/* Ends and frees all. */
void tasks_free(struct server *server);

#endif
