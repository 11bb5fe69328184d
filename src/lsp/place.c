// SPDX-License-Identifier: GPL-2.0-only
/* In which tree a document is judged. */
#include "base/err.h"
#include "base/mem.h"
#include "lsp/ground.h"
#include "lsp/server.h"
#include "lsp/tasks.h"
#include "scan/scan.h"

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

/* The kernel to be named for a file: the command line's, none if the file has its own, else the workspace's. */
static int find_kernel(const struct server *server, const char *path, char **kernel, struct err *err)
{
	struct tree tree;
	int status;

	*kernel = server->options.run.kernel ? mem_strdup(server->options.run.kernel) : NULL;
	if (*kernel)
		return 0;
	status = ground_tree(&tree, path, NULL, err);
	if (!status && !tree.version)
		*kernel = kernel_of_workspace(server);
	tree_close(&tree);
	return status;
}

static struct ground *known_ground(const struct server *server, const char *root)
{
	for (size_t i = 0; i < server->grounds.n; i++)
		if (server->grounds.items[i]->is_read && !strcmp(server->grounds.items[i]->base.tree.root, root))
			return server->grounds.items[i];
	return NULL;
}

static struct ground *new_ground(struct server *server, const char *path, const char *kernel, struct err *err)
{
	struct ground *ground = mem_calloc(1, sizeof(*ground));

	if (!ground_open(ground, path, kernel, &server->options.run, err)) {
		VEC_PUSH(&server->grounds, ground);
		return ground;
	}
	ground_close(ground);
	free(ground);
	return NULL;
}

/* The ground of a file's tree, the same for all files of it. NULL sets err. */
static struct ground *ground_for(struct server *server, const char *path, struct err *err)
{
	struct ground *ground = NULL;
	struct tree tree;
	char *kernel;

	if (find_kernel(server, path, &kernel, err))
		return NULL;
	if (!ground_tree(&tree, path, kernel, err)) {
		ground = known_ground(server, tree.root);
		if (!ground)
			ground = new_ground(server, path, kernel, err);
	}
	tree_close(&tree);
	free(kernel);
	return ground;
}

void server_place(struct server *server, struct document *document)
{
	struct err err = {0};
	struct ground *ground;

	if (!document->path || language_of(document->path) != LANGUAGE_C)
		return;
	ground = document->ground = ground_for(server, document->path, &err);
	if (!ground)
		server_show(server, 1, "%s", err.text);
	else if (!ground->base.tree.version && !ground->is_told)
		server_show(server, 2, "%s: no kernel tree is around it, so its calls are held against all that "
			    "mainline ever declared; start guptidy lsp with --kernel TREE", ground->base.tree.root);
	if (ground)
		ground->is_told = true;
	err_clear(&err);
}

void server_close(struct server *server)
{
	tasks_free(server);
	document_list_free(&server->documents);
	for (size_t i = 0; i < server->grounds.n; i++) {
		ground_close(server->grounds.items[i]);
		free(server->grounds.items[i]);
	}
	free(server->grounds.items);
	path_list_free(&server->folders);
	frames_free(&server->in);
	buf_free(&server->out);
}
