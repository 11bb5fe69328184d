// SPDX-License-Identifier: GPL-2.0-only
#include "graph/order.h"

#include "base/err.h"
#include "base/mem.h"
#include "graph/graph.h"
#include "graph/texts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FORM "guptidy order 1"

int order_write(const struct graph *graph, struct err *err)
{
	char *path = graph_path(graph, "order"), *folder = realpath(".", NULL);
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	texts_add(&content, folder ? folder : "/");
	for (int i = 0; i < graph->argc; i++)
		texts_add(&content, graph->argv[i]);
	status = work_write(path, &content, err);
	buf_free(&content);
	free(folder);
	free(path);
	return status;
}

int order_read(const struct graph *graph, struct path_list *argv, struct err *err)
{
	char *path = graph_path(graph, "order"), *folder;
	int status = texts_read(path, FORM, argv, err);

	if (!status && argv->n < 2)
		status = err_set(err, "%s: says nothing; run again what wrote it", path);
	free(path);
	if (status)
		return -1;
	folder = argv->items[0];
	if (chdir(folder))
		status = err_set(err, "%s: %s; the jobs need the folder in which they were asked for",
				 folder, strerror(errno));
	free(folder);
	memmove(argv->items, argv->items + 1, --argv->n * sizeof(*argv->items));
	return status;
}
