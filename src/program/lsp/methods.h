/* SPDX-License-Identifier: GPL-2.0-only */
/* The functions of methods.def. Each reads the parameters of its message, which may be anything. */
#ifndef GUPTIDY_LSP_METHODS_H
#define GUPTIDY_LSP_METHODS_H

#include "program/lsp/message.h"
#include "program/lsp/server.h"

#define REQUEST(name, function) void method_##function(struct server *server, const struct message *message);
#define NOTIFICATION REQUEST
#include "program/lsp/methods.def"

#endif
