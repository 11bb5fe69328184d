// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/order.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FORM "guptidy order 1"

/* Its texts; from COMMAND on they are words. */
enum { FOLDER, LABEL, COMMAND };

int order_write(const struct graph *graph, struct err *err)
{
	char *path = graph_path(graph, "order"), *folder = realpath(".", NULL);
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	texts_add(&content, folder ? folder : "/");
	texts_add(&content, graph->label ? graph->label : "");
	for (int i = 0; i < graph->argc; i++)
		texts_add(&content, graph->argv[i]);
	status = work_write(path, &content, err);
	buf_free(&content);
	free(folder);
	free(path);
	return status;
}

static int read_all(const struct graph *graph, struct path_list *texts, struct err *err)
{
	char *path = graph_path(graph, "order");
	int status = texts_read(path, FORM, texts, err);

	if (!status && texts->n <= COMMAND)
		status = err_set(err, "%s: says nothing; run again what wrote it", path);
	free(path);
	return status;
}

char *order_label(const struct graph *graph)
{
	struct path_list texts = {0};
	struct err err = {0};
	char *label = mem_strdup(!read_all(graph, &texts, &err) && *texts.items[LABEL] ? texts.items[LABEL] :
				 graph->cell);

	path_list_free(&texts);
	err_clear(&err);
	return label;
}

int order_read(const struct graph *graph, struct path_list *argv, struct err *err)
{
	struct path_list texts = {0};
	int status = read_all(graph, &texts, err);

	if (!status && chdir(texts.items[FOLDER]))
		status = err_set(err, "%s: %s; the jobs need the folder in which they were asked for",
				 texts.items[FOLDER], strerror(errno));
	for (size_t i = COMMAND; !status && i < texts.n; i++) {
		char *word = mem_strdup(texts.items[i]);

		VEC_PUSH(argv, word);
	}
	path_list_free(&texts);
	return status;
}
