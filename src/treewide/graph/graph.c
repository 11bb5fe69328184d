// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/graph.h"

#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "treewide/graph/claim.h"
#include "treewide/graph/texts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_DIGITS 12

static int make_folder(const char *path, struct err *err)
{
	if (!mkdir(path, 0755) || errno == EEXIST)
		return 0;
	return err_set(err, "%s: no work folder can be made there: %s; name one with --work that can",
		       path, strerror(errno));
}

int graph_open(struct graph *graph, const char *path, bool is_named, struct err *err)
{
	graph->lock = -1;
	if (make_folder(path, err))
		return -1;
	graph->work = realpath(path, NULL);
	if (!graph->work)
		return err_set(err, "%s: %s; name a folder with --work", path, strerror(errno));
	return claim_take(graph->work, is_named, &graph->lock, err);
}

int graph_set_cell(struct graph *graph, const char *command, const char *const *paths, size_t n,
		   struct err *err)
{
	char digits[DIGEST_LENGTH + 1], *path;
	struct digest digest;
	int status;

	digest_init(&digest);
	for (size_t i = 0; i < n; i++) {
		char *real = realpath(paths[i], NULL);

		digest_text(&digest, real ? real : paths[i]);
		free(real);
	}
	digest_end(&digest, digits);
	graph->cell = mem_printf("%s-%.*s", command, NAME_DIGITS, digits);
	path = path_join(graph->work, graph->cell);
	status = make_folder(path, err);
	work_sweep(path);
	free(path);
	return status;
}

void graph_join(struct graph *graph, const char *work, const char *cell, enum graph_part part)
{
	*graph = (struct graph){
		.work = mem_strdup(work), .cell = mem_strdup(cell), .part = part, .lock = -1,
	};
}

char *graph_path(const struct graph *graph, const char *name)
{
	return mem_printf("%s/%s/%s", graph->work, graph->cell, name);
}

char *graph_headers(const struct graph *graph)
{
	char *path = graph_path(graph, "headers");

	mkdir(path, 0777);	/* who cannot write to it goes without */
	return path;
}

void graph_close(struct graph *graph)
{
	if (graph->work && graph->lock >= 0)
		close(graph->lock);
	free(graph->work);
	free(graph->cell);
	*graph = (struct graph){ .lock = -1 };
}
