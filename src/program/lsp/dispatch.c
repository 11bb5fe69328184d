// SPDX-License-Identifier: GPL-2.0-only
/* A message goes to the function of its method. */
#include "base/data/mem.h"
#include "program/lsp/message.h"
#include "program/lsp/methods.h"
#include "program/lsp/serve.h"

#include <string.h>

static const struct method {
	const char *name;
	void (*function)(struct server *server, const struct message *message);
	bool is_request;
} methods[] = {
#define REQUEST(name, function) { name, method_##function, true },
#define NOTIFICATION(name, function) { name, method_##function, false },
#include "program/lsp/methods.def"
};

static const struct method *method_named(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(methods); i++)
		if (!strcmp(methods[i].name, name))
			return &methods[i];
	return NULL;
}

/* What comes out of its time; false: it may come. A notification then is passed over. */
static bool refuse_phase(struct server *server, const struct message *message, const struct method *method)
{
	bool begins = method && method->function == method_initialize;
	bool ends = method && method->function == method_exit;

	if (server->phase == PHASE_OPEN || ends || (server->phase == PHASE_NEW && begins))
		return false;
	if (message->id && server->phase == PHASE_NEW)
		message_error(&server->out, message->id, ERROR_NOT_INITIALIZED, "initialize comes first");
	else if (message->id)
		message_error(&server->out, message->id, ERROR_INVALID_REQUEST, "the server is shut down");
	return true;
}

static void dispatch(struct server *server, const struct message *message)
{
	const struct method *method = method_named(message->method);

	if (refuse_phase(server, message, method))
		return;
	if (!method && message->id)
		message_error(&server->out, message->id, ERROR_METHOD_NOT_FOUND, "%s: guptidy does not know this "
			      "method", message->method);
	else if (method && method->is_request != !!message->id && message->id)
		message_error(&server->out, message->id, ERROR_INVALID_REQUEST, "%s is no request", message->method);
	else if (method && method->is_request == !!message->id)
		method->function(server, message);
}

void server_take(struct server *server, const char *text, size_t length)
{
	struct message message;

	switch (message_read(&message, text, length)) {
	case MESSAGE_REQUEST:
	case MESSAGE_NOTIFICATION:
		dispatch(server, &message);
		break;
	case MESSAGE_WRONG:
		message_error(&server->out, message.id, message.error, "%s", message.why);
		break;
	case MESSAGE_ANSWER:	/* nothing is asked whose answer matters */
		break;
	}
	message_free(&message);
}
