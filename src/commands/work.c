// SPDX-License-Identifier: GPL-2.0-only
#include "commands/work.h"

#include "base/err.h"
#include "base/keep.h"
#include "base/kept_trees.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Overwritten each time, and wiped at the end. */
static void show_progress(const struct graph_progress *progress)
{
	double each = progress->files ? progress->seconds / (double)progress->files : 0;
	size_t to_go = progress->all_files - progress->files;

	if (!progress->all_files)
		fputs("\r\033[K", stderr);
	else
		fprintf(stderr, "\r%zu of %zu files, %zu calls, %zu converted, %zu left to you, %.0f s to go\033[K",
			progress->files, progress->all_files, progress->calls, progress->converted,
			progress->left, each * (double)to_go);
	fflush(stderr);
}

/* Of `guptidy run`: it is kept with all else that is kept of the tree. NULL: nothing is. */
static char *kept_folder(const struct options *options)
{
	struct tree tree = {0};
	struct err err = {0};
	char *folder = NULL;

	if (options->run.use_cache && !strcmp(options->argv[0], "run") &&
	    !tree_open(&tree, options->run.paths[0], options->run.kernel, &err))
		folder = keep_file(tree.root, KEPT_WORK);
	err_clear(&err);	/* the run will say so */
	tree_close(&tree);
	return folder;
}

static int open_at(struct session *session, const char *folder, struct err *err)
{
	const struct options *options = &session->options;
	struct graph *graph = &session->graph;

	if (graph_open(graph, folder, err) ||
	    graph_set_cell(graph, options->argv[0], options->run.paths, options->run.n_paths, err))
		return -1;
	graph->launcher = options->launcher;
	graph->argc = options->argc;
	graph->argv = options->argv;
	graph->show = options->run.progress ? show_progress : NULL;
	session->options.run.graph = graph;
	return 0;
}

int work_open(struct session *session, struct err *err)
{
	const char *named = session->options.work;
	char *kept;
	int status = 0;

	if (session->options.run.graph)
		return 0;
	kept = named ? NULL : kept_folder(&session->options);
	if (named || kept)
		status = open_at(session, named ? named : kept, err);
	free(kept);
	return status;
}
