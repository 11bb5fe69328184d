/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * `guptidy lsp`: a language server. It speaks on stdin and stdout, and writes no file but those of the cache.
 *
 *	stdin -> frame -> message -> dispatch ---> document, ground		what is open, and in which tree
 *				        `--------> tasks -> job -> look		a process for each question
 *	stdout <- message <- frame <----------------'	    |-> diagnostics
 *							    |-> actions
 *							    `-> hover -> contract
 *
 * frame	bytes become messages; what is no frame ends the server, as nobody knows where the next one begins
 * message	JSON-RPC; what is none is answered as an error
 * dispatch	each method is a row of methods.def and a function that reads its parameters (life, edits, questions);
 *		the rest is answered with "method not found"
 * document	the texts that are open, by editors' edits; they stand in the place of the files on the disk, as
 *		the states of a change do in lint: a struct state with an overlay
 * ground	a tree, and what its homes declare: read once, lent to all looks
 * tasks	what is asked and not answered. While somebody types, a document is judged by its text alone, which
 *		takes milliseconds. What that leaves open the compiler is asked when the typing has stopped. A task
 *		that a change outdates is ended
 * job		a task at work is a process of its own: the server never waits, and a crash costs one answer
 * look		the run of a job: the engine of `guptidy check FILE`
 * serve	the loop around all of it
 *
 * No state is global: all of it hangs on a struct server, which the command owns.
 */
#ifndef GUPTIDY_LSP_SERVER_H
#define GUPTIDY_LSP_SERVER_H

#include "base/files/path.h"
#include "program/lsp/document.h"
#include "program/lsp/frame.h"
#include "program/lsp/look.h"

struct ground;
struct message;
struct task;

enum phase {
	PHASE_NEW,			/* in front of initialize */
	PHASE_OPEN,
	PHASE_SHUT,			/* behind shutdown */
	PHASE_ENDED,			/* behind exit, or the end of what is read */
};

struct server {
	const struct look_configurer *configurer;
	unsigned jobs;			/* at once */
	enum encoding encoding;		/* of positions, as the editor takes them */
	enum phase phase;
	bool was_shut;			/* the end was announced */
	bool is_broken;			/* what came was no frame */
	bool takes_versions, takes_disabled, takes_actions;	/* what the editor can do with code actions */
	struct frames in;
	struct buf out;
	size_t written;			/* of out */
	struct path_list folders;	/* of the workspace, absolute */
	struct document_list documents;
	struct { struct ground **items; size_t n, capacity; } grounds;
	struct { struct task **items; size_t n, capacity; } tasks;	/* in the order in which they came */
};

/* Shows a line to the user: type is the protocol's, 1 for an error, 2 for a warning. */
void server_show(struct server *server, int type, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Tells the editor the diagnostics of a document, which become what it shows; takes them. */
void server_publish(struct server *server, struct document *document, json_t *diagnostics);

/* Gives a document the tree that it is judged in, if it is C; what is in the way is shown. */
void server_place(struct server *server, struct document *document);

/* Shows, once, that no kernel is around a document that names the family. */
void server_tell(struct server *server, struct ground *ground);

#endif
