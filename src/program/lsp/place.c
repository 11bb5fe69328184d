// SPDX-License-Identifier: GPL-2.0-only
/* In which tree a document is judged. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/scan/scan.h"
#include "program/lsp/ground.h"
#include "program/lsp/server.h"

#include <stdlib.h>
#include <string.h>

/* A kernel tree among the folders of the workspace, for what has none around it; NULL: there is none. */
static char *kernel_of_workspace(const struct server *server)
{
	for (size_t i = 0; i < server->folders.n; i++) {
		struct err err = {0};
		char *root = NULL;
		struct tree tree;

		if (!tree_open(&tree, server->folders.items[i], NULL, &err) && tree.version)
			root = mem_strdup(tree.root);
		tree_close(&tree);
		err_clear(&err);
		if (root)
			return root;
	}
	return NULL;
}

/* A file that has no tree around it, and for which no kernel is named, gets the workspace's. */
static int find_kernel(const struct server *server, const char *path, struct ground *ground, struct err *err)
{
	struct tree tree;
	int status;

	if (ground->kernel)
		return 0;
	status = ground_tree(&tree, path, NULL, err);
	if (!status && !tree.version)
		ground->kernel = kernel_of_workspace(server);
	tree_close(&tree);
	return status;
}

static bool is_same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* The one that is the same tree, with the same configuration. */
static struct ground *known_ground(const struct server *server, const struct ground *ground, const char *root)
{
	for (size_t i = 0; i < server->grounds.n; i++) {
		struct ground *known = server->grounds.items[i];

		if (known->is_read && !strcmp(known->base.tree.root, root) && is_same(known->config, ground->config))
			return known;
	}
	return NULL;
}

/* The server's own of a ground that was begun: NULL sets err. */
static struct ground *settle(struct server *server, const char *path, struct ground *begun, struct err *err)
{
	struct ground *ground = NULL;
	struct tree tree;

	if (find_kernel(server, path, begun, err))
		return NULL;
	if (!ground_tree(&tree, path, begun->kernel, err)) {
		ground = known_ground(server, begun, tree.root);
		if (!ground && !ground_read(begun, err))
			ground = begun;
	}
	tree_close(&tree);
	return ground;
}

/* The ground of a file's tree, the same for all files of it. NULL sets err. */
static struct ground *ground_for(struct server *server, const char *path, struct err *err)
{
	struct ground *begun = mem_calloc(1, sizeof(*begun)), *ground = NULL;

	if (!ground_begin(begun, path, server->configurer, err))
		ground = settle(server, path, begun, err);
	if (ground == begun) {
		VEC_PUSH(&server->grounds, begun);
		return begun;
	}
	ground_close(begun);
	free(begun);
	return ground;
}

void server_place(struct server *server, struct document *document)
{
	struct err err = {0};

	if (!document->path || language_of(document->path) != LANGUAGE_C)
		return;
	document->ground = ground_for(server, document->path, &err);
	if (err.text)
		server_show(server, 1, "%s", err.text);
	err_clear(&err);
}
