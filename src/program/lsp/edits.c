// SPDX-License-Identifier: GPL-2.0-only
/* What the editor says of its documents. */
#include "base/files/path.h"
#include "program/lsp/methods.h"
#include "program/lsp/tasks.h"

#include <string.h>

static const char *uri_in(const struct message *message)
{
	return json_string_value(json_at(message->params, "textDocument", "uri", NULL));
}

static struct document *document_in(const struct server *server, const struct message *message)
{
	const char *uri = uri_in(message);

	return uri ? document_find(&server->documents, uri) : NULL;
}

/* What is said of the others in the tree may have changed with this one. */
static void make_others_due(struct server *server, const struct document *document)
{
	for (size_t i = 0; i < server->documents.n; i++)
		if (document->ground && server->documents.items[i]->ground == document->ground)
			server->documents.items[i]->is_due = true;
}

static bool is_header(const struct document *document)
{
	return document->path && ends_with(document->path, ".h");
}

void method_did_open(struct server *server, const struct message *message)
{
	const json_t *item = json_object_get(message->params, "textDocument");
	const json_t *text = json_object_get(item, "text");
	struct document *document = document_in(server, message);
	const char *uri = uri_in(message);

	if (!uri || !json_is_string(text))
		return;
	if (document) {
		tasks_outdate(server, document);
		document_close(&server->documents, document);
	}
	document = document_open(&server->documents, uri, json_integer_value(json_object_get(item, "version")),
				 json_string_value(text), json_string_length(text));
	server_place(server, document);
}

void method_did_change(struct server *server, const struct message *message)
{
	struct document *document = document_in(server, message);
	const json_t *version = json_at(message->params, "textDocument", "version", NULL);

	if (!document || document->is_lost)
		return;
	tasks_outdate_answers(server, document);
	document->awaits_compiler = false;
	document->changed_at = tasks_clock();
	if (json_is_integer(version))
		document->version = json_integer_value(version);
	if (document_change(document, json_object_get(message->params, "contentChanges"),
			    server->encoding)) {
		document->is_lost = true;
		tasks_outdate(server, document);
		server_publish(server, document, json_array());
		server_show(server, 1, "%s: guptidy was told of a change that does not fit; close the file, and "
			    "open it again", document->uri);
	} else if (is_header(document)) {
		make_others_due(server, document);
	}
}

/* What was wrong with a tree or its configuration may be mended. */
static void make_all_due(struct server *server)
{
	for (size_t i = 0; i < server->documents.n; i++) {
		struct document *document = server->documents.items[i];

		document->is_due = true;
		if (!document->ground)
			server_place(server, document);
	}
}

/* The disk is another one now, and with it callers, headers and the tree's own declarations. */
void method_did_save(struct server *server, const struct message *message)
{
	const struct document *document = document_in(server, message);

	if (document && document->ground)
		make_others_due(server, document);
	else
		make_all_due(server);
}

void method_did_change_watched(struct server *server, const struct message *message)
{
	(void)message;
	make_all_due(server);
}

void method_did_close(struct server *server, const struct message *message)
{
	struct document *document = document_in(server, message);

	if (!document)
		return;
	tasks_outdate(server, document);
	server_publish(server, document, json_array());
	if (is_header(document))
		make_others_due(server, document);
	document_close(&server->documents, document);
}
