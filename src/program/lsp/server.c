// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/server.h"

#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "program/lsp/ground.h"
#include "program/lsp/message.h"

#include <stdarg.h>
#include <stdio.h>

void server_show(struct server *server, int type, const char *format, ...)
{
	struct buf quoted = {0};
	va_list arguments;
	char line[1024];

	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	quote_text(&quoted, line);
	message_notify(&server->out, "window/showMessage",
		       json_pack("{s:i, s:o}", "type", type, "message", json_text(quoted.data)));
	buf_free(&quoted);
}

void server_publish(struct server *server, struct document *document, json_t *diagnostics)
{
	json_decref(document->shown);
	document->shown = diagnostics;
	message_notify(&server->out, "textDocument/publishDiagnostics",
		       json_pack("{s:o, s:I, s:O}", "uri", json_text(document->uri), "version",
				 document->version, "diagnostics", diagnostics));
}

void server_tell(struct server *server, struct ground *ground)
{
	const struct tree *tree = &ground->base.tree;

	if (!ground->is_read || ground->is_told || tree->version)
		return;
	server_show(server, 2, "%s: no kernel tree is around it, so its calls are held against all that mainline ever "
		    "declared; start guptidy lsp with --kernel TREE", tree->root);
	ground->is_told = true;
}
