// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/drive/graph_jobs.h"

#include "base/data/mem.h"
#include "treewide/graph/answers.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/manifest.h"
#include "treewide/graph/ninja.h"
#include "treewide/graph/order.h"

#include <stdlib.h>
#include <time.h>

struct watched {
	const struct graph *graph;
	struct graph_progress progress;
	time_t began;
};

int graph_write_whole(const struct graph *graph, struct err *err)
{
	char *cell = graph->cell;
	const struct path_list cells = { .items = &cell, .n = 1 };

	return order_write(graph, err) || manifest_write(graph, &cells, err) ? -1 : 0;
}

static void add_progress(const char *name, void *data)
{
	struct watched *watched = data;
	char *path = mem_printf("%s/%s", watched->graph->work, name);

	answers_progress(path, &watched->progress);
	watched->progress.seconds = difftime(time(NULL), watched->began);
	watched->graph->show(&watched->progress);
	free(path);
}

int graph_run_jobs(const struct graph *graph, unsigned jobs, size_t n, struct err *err)
{
	struct watched watched = { .graph = graph, .progress.all_files = n, .began = time(NULL) };
	char *target = mem_printf("%s/answers", graph->cell);
	const struct ninja_call call = {
		.folder = graph->work, .target = target, .jobs = jobs,
		.made = graph->show ? add_progress : NULL, .data = &watched,
	};
	int status = ninja_run(&call, err);

	watched.progress.all_files = 0;
	if (graph->show)
		graph->show(&watched.progress);
	free(target);
	return status < 0 ? -1 : 0;
}
