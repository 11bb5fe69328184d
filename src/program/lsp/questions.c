// SPDX-License-Identifier: GPL-2.0-only
/* What the editor asks about its documents. */
#include "program/lsp/diagnostics.h"
#include "program/lsp/methods.h"
#include "program/lsp/tasks.h"

#include <string.h>

/* The document that a request is about; NULL: it was answered that there is none. */
static struct document *document_of(struct server *server, const struct message *message)
{
	const char *uri = json_string_value(json_at(message->params, "textDocument", "uri", NULL));
	struct document *document = uri ? document_find(&server->documents, uri) : NULL;

	if (!document)
		message_error(&server->out, message->id, ERROR_INVALID_PARAMS, "this document is not open");
	return document;
}

static bool is_judged(const struct document *document)
{
	return document->ground && !document->is_lost;
}

void method_hover(struct server *server, const struct message *message)
{
	const struct json_t *position = json_object_get(message->params, "position");
	struct document *document = document_of(server, message);
	struct position where;

	if (!document)
		return;
	if (!position_read(position, &where))
		message_error(&server->out, message->id, ERROR_INVALID_PARAMS, "a hover has a position");
	else if (!is_judged(document))
		message_result(&server->out, message->id, json_null());
	else
		tasks_add(server, TASK_HOVER, document, message->id)->position = where;
}

/* Editors ask at each step of the cursor; mostly it is known that there is nothing. */
static bool can_have_fix(const struct document *document, const struct action_wish *wish)
{
	const json_t *only = wish->only;

	if (!is_judged(document))
		return false;
	return document->is_due || json_is_array(only) ||
	       diagnostics_have_fix(document->shown, wish->start, wish->end);
}

void method_code_action(struct server *server, const struct message *message)
{
	const json_t *only = json_at(message->params, "context", "only", NULL);
	struct document *document = document_of(server, message);
	struct action_wish wish = {
		.takes_versions = server->takes_versions, .takes_disabled = server->takes_disabled,
		.only = json_is_array(only) ? only : NULL,
	};
	struct task *task;

	if (!document)
		return;
	if (!range_read(json_object_get(message->params, "range"), &wish.start, &wish.end)) {
		message_error(&server->out, message->id, ERROR_INVALID_PARAMS, "a code action has a range");
	} else if (!server->takes_actions || !can_have_fix(document, &wish)) {
		message_result(&server->out, message->id, json_array());
	} else {
		task = tasks_add(server, TASK_ACTIONS, document, message->id);
		task->only = json_incref((json_t *)only);
		task->wish = wish;
	}
}
