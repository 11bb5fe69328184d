/* SPDX-License-Identifier: GPL-2.0-only */
/* Messages of JSON-RPC: what a frame holds, and what goes out. */
#ifndef GUPTIDY_LSP_MESSAGE_H
#define GUPTIDY_LSP_MESSAGE_H

#include "base/data/buf.h"

#include <jansson.h>

/* The protocol's numbers of errors. */
enum message_error {
	ERROR_PARSE = -32700,
	ERROR_INVALID_REQUEST = -32600,
	ERROR_METHOD_NOT_FOUND = -32601,
	ERROR_INVALID_PARAMS = -32602,
	ERROR_INTERNAL = -32603,
	ERROR_NOT_INITIALIZED = -32002,
	ERROR_REQUEST_CANCELLED = -32800,
	ERROR_CONTENT_MODIFIED = -32801,
};

enum message_kind {
	MESSAGE_REQUEST,		/* wants an answer */
	MESSAGE_NOTIFICATION,
	MESSAGE_ANSWER,			/* to a request of ours */
	MESSAGE_WRONG,			/* none of these: error and why say what to answer */
};

struct message {
	json_t *root;			/* owned; the rest is borrowed from it */
	const json_t *id;		/* a number or a string, of a request; else NULL */
	const char *method;
	const json_t *params;		/* or NULL */
	enum message_error error;
	const char *why;
};

/* Reads one; freed with message_free() whatever it is. */
enum message_kind message_read(struct message *message, const char *text, size_t length);

/* Frees it. */
void message_free(struct message *message);

/* Each appends a message as a frame; id NULL is one that nobody knows. result and params are taken. */
void message_result(struct buf *out, const json_t *id, json_t *result);
void message_error(struct buf *out, const json_t *id, enum message_error error, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void message_notify(struct buf *out, const char *method, json_t *params);

/* The members of an object, one in the other, ended by NULL; NULL if there is none. */
const json_t *json_at(const json_t *object, ...) __attribute__((sentinel));

#endif
