/* SPDX-License-Identifier: GPL-2.0-only */
/* The loop of a language server: what comes in, what goes out, and jobs that have something to say. */
#ifndef GUPTIDY_LSP_SERVE_H
#define GUPTIDY_LSP_SERVE_H

#include "program/lsp/server.h"

/*
 * Serves until the editor says exit, or is gone, with so many jobs at once. The status: 0 if shutdown came
 * first, else 1; -1 if it ended for what it read or could not write, and err says so.
 */
int server_run(const struct look_configurer *configurer, unsigned jobs, int in, int out, struct err *err);

/* Handles one message of the editor. */
void server_take(struct server *server, const char *text, size_t length);

/* Frees all, and ends all jobs. */
void server_close(struct server *server);

#endif
