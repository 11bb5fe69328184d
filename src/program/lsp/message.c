// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/message.h"

#include "base/data/utf8.h"
#include "program/lsp/frame.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum message_kind wrong(struct message *message, enum message_error error, const char *why)
{
	message->error = error;
	message->why = why;
	return MESSAGE_WRONG;
}

enum message_kind message_read(struct message *message, const char *text, size_t length)
{
	const json_t *method, *id;

	/* What somebody types can hold a NUL. */
	*message = (struct message){ .root = json_loadb(text, length, JSON_ALLOW_NUL, NULL) };
	if (!message->root)
		return wrong(message, ERROR_PARSE, "this is no JSON");
	if (!json_is_object(message->root))
		return wrong(message, ERROR_INVALID_REQUEST, "a message is an object; send one at a time");
	method = json_object_get(message->root, "method");
	id = json_object_get(message->root, "id");
	message->params = json_object_get(message->root, "params");
	if (json_is_string(id) || json_is_integer(id))
		message->id = id;
	if (!method)
		return json_object_get(message->root, "result") || json_object_get(message->root, "error") ?
			MESSAGE_ANSWER : wrong(message, ERROR_INVALID_REQUEST, "a message has a method");
	if (!json_is_string(method) || (id && !message->id))
		return wrong(message, ERROR_INVALID_REQUEST, "a method is a string, an id a string or an integer");
	if (message->params && !json_is_object(message->params) && !json_is_array(message->params) &&
	    !json_is_null(message->params))
		return wrong(message, ERROR_INVALID_REQUEST, "params are an object");
	message->method = json_string_value(method);
	return id ? MESSAGE_REQUEST : MESSAGE_NOTIFICATION;
}

void message_free(struct message *message)
{
	json_decref(message->root);
	*message = (struct message){0};
}

/* Takes the message. */
static void put(struct buf *out, json_t *message)
{
	char *text;

	json_object_set_new(message, "jsonrpc", json_string("2.0"));
	text = json_dumps(message, JSON_COMPACT);
	if (text)
		frame_write(out, text, strlen(text));
	free(text);
	json_decref(message);
}

static json_t *copy_of(const json_t *id)
{
	return id ? json_copy((json_t *)id) : json_null();
}

void message_result(struct buf *out, const json_t *id, json_t *result)
{
	put(out, json_pack("{s:o, s:o}", "id", copy_of(id), "result", result));
}

void message_error(struct buf *out, const json_t *id, enum message_error error, const char *format, ...)
{
	va_list arguments;
	char line[512];

	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	put(out, json_pack("{s:o, s:{s:i, s:o}}", "id", copy_of(id), "error", "code", (int)error,
			   "message", json_text(line)));
}

void message_notify(struct buf *out, const char *method, json_t *params)
{
	put(out, json_pack("{s:s, s:o}", "method", method, "params", params));
}

const json_t *json_at(const json_t *object, ...)
{
	va_list names;
	const char *name;

	va_start(names, object);
	while (object && (name = va_arg(names, const char *)))
		object = json_object_get(object, name);
	va_end(names);
	return object;
}
