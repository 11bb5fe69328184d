// SPDX-License-Identifier: GPL-2.0-only
#include "graph/index.h"

#include "graph/graph.h"
#include "graph/groups.h"
#include "graph/texts.h"

#include <stdlib.h>

#define FORM "guptidy index 1"

static void add_sources(struct buf *content, const struct run *run)
{
	char digits[DIGEST_LENGTH + 1];

	for (size_t i = 0; i < run->n_sources; i++) {
		source_digits(&run->sources[i], digits);
		texts_add(content, digits);
		texts_add(content, run->sources[i].path);
	}
}

/* Their bytes matter to the second look, whose depfile has them. */
static void add_others(struct buf *content, const struct scan *scan)
{
	for (size_t i = 0; i < scan->n_files; i++)
		texts_add(content, scan->files[i].path);
	for (size_t i = 0; i < scan->n_others; i++)
		texts_add(content, scan->others[i].path);
}

int index_write(const struct graph *graph, const struct run *run, const char *key, struct err *err)
{
	char *path = graph_path(graph, "index");
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	texts_add(&content, key);
	for (int i = 0; i < graph->argc; i++)
		texts_add(&content, graph->argv[i]);
	add_sources(&content, run);
	add_others(&content, &run->scan);
	for (size_t i = 0; i < run->result.unanalysed.n; i++) {
		texts_add(&content, run->result.unanalysed.items[i].path);
		texts_add(&content, run->result.unanalysed.items[i].reason);
	}
	status = work_write_news(path, &content, err);
	buf_free(&content);
	free(path);
	return status;
}

int index_write_new(const struct graph *graph, struct err *err)
{
	char *path = graph_path(graph, "index");
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	status = work_write(path, &content, err);
	buf_free(&content);
	free(path);
	return status;
}
