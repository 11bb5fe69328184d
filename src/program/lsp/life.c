// SPDX-License-Identifier: GPL-2.0-only
/* How a conversation begins and ends. */
#include "base/data/mem.h"
#include "program/lsp/actions.h"
#include "program/lsp/methods.h"
#include "program/lsp/tasks.h"
#include "program/lsp/uri.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

#define SYNC_INCREMENTAL 2

static void add_folder(struct server *server, const json_t *uri)
{
	char *path = json_is_string(uri) ? uri_path(json_string_value(uri)) : NULL;

	if (path)
		VEC_PUSH(&server->folders, path);
}

/* Newer editors name several folders, older ones one. */
static void read_folders(struct server *server, const json_t *params)
{
	const json_t *folders = json_object_get(params, "workspaceFolders");

	for (size_t i = 0; i < json_array_size(folders); i++)
		add_folder(server, json_object_get(json_array_get(folders, i), "uri"));
	if (!server->folders.n)
		add_folder(server, json_object_get(params, "rootUri"));
}

static bool has_word(const json_t *array, const char *word)
{
	for (size_t i = 0; i < json_array_size(array); i++) {
		const char *text = json_string_value(json_array_get(array, i));

		if (text && !strcmp(text, word))
			return true;
	}
	return false;
}

static void read_abilities(struct server *server, const json_t *can)
{
	const json_t *action = json_at(can, "textDocument", "codeAction", NULL);

	server->takes_versions = json_is_true(json_at(can, "workspace", "workspaceEdit", "documentChanges", NULL));
	server->takes_disabled = json_is_true(json_object_get(action, "disabledSupport"));
	server->takes_actions = json_object_get(action, "codeActionLiteralSupport");
	if (has_word(json_at(can, "general", "positionEncodings", NULL), "utf-8"))
		server->encoding = ENCODING_UTF8;
}

static json_t *abilities(const struct server *server)
{
	return json_pack("{s:{s:s, s:{s:b, s:i, s:{s:b}}, s:b, s:{s:[s, s]}}, s:{s:s, s:s}}",
		"capabilities", "positionEncoding",
		server->encoding == ENCODING_UTF8 ? "utf-8" : "utf-16",
		"textDocumentSync", "openClose", true, "change", SYNC_INCREMENTAL, "save", "includeText", false,
		"hoverProvider", true, "codeActionProvider", "codeActionKinds", ACTION_FIX, ACTION_FIX_ALL,
		"serverInfo", "name", "guptidy", "version", GUPTIDY_VERSION);
}

void method_initialize(struct server *server, const struct message *message)
{
	if (server->phase != PHASE_NEW) {
		message_error(&server->out, message->id, ERROR_INVALID_REQUEST, "initialize comes once");
		return;
	}
	read_folders(server, message->params);
	read_abilities(server, json_object_get(message->params, "capabilities"));
	server->phase = PHASE_OPEN;
	message_result(&server->out, message->id, abilities(server));
}

void method_initialized(struct server *server, const struct message *message)
{
	(void)server;
	(void)message;
}

void method_shutdown(struct server *server, const struct message *message)
{
	for (size_t i = 0; i < server->documents.n; i++)
		tasks_outdate(server, server->documents.items[i]);
	server->phase = PHASE_SHUT;
	server->was_shut = true;
	message_result(&server->out, message->id, json_null());
}

void method_exit(struct server *server, const struct message *message)
{
	(void)message;
	server->phase = PHASE_ENDED;
}

void method_cancel(struct server *server, const struct message *message)
{
	const json_t *id = json_object_get(message->params, "id");

	/* It may have been answered already. */
	if (id)
		tasks_cancel(server, id);
}
