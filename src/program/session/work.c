// SPDX-License-Identifier: GPL-2.0-only
#include "program/session/work.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/keep.h"
#include "base/files/kept_trees.h"
#include "base/files/path.h"
#include "treewide/graph/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Overwritten each time, and wiped at the end. */
static void show_progress(const struct graph_progress *progress)
{
	double each = progress->files ? progress->seconds / (double)progress->files : 0;
	size_t to_go = progress->all_files - progress->files;

	if (!progress->all_files)
		work_hide_cells();
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

/* The folder that was named, or the one that is kept; opened. 1: there is none. */
static int open_folder(struct session *session, struct err *err)
{
	const struct options *options = &session->options;
	char *kept = options->work ? NULL : kept_folder(options);
	const char *folder = options->work ? options->work : kept;
	int status = folder ? graph_open(&session->graph, folder, options->work, err) : 1;

	session->graph.launcher = options->launcher;
	session->graph.argc = options->argc;
	session->graph.argv = options->argv;
	session->graph.show = options->run.progress ? show_progress : NULL;
	free(kept);
	return status;
}

int work_open(struct session *session, struct err *err)
{
	const struct options *options = &session->options;
	int status;

	if (options->run.graph)
		return 0;
	status = open_folder(session, err);
	if (status > 0 && options->launcher)
		return err_set(err, "--launcher: needs a folder for its jobs; name one with --work");
	if (status)
		return status < 0 ? -1 : 0;
	if (graph_set_cell(&session->graph, options->argv[0], options->run.paths, options->run.n_paths, err))
		return -1;
	session->options.run.graph = &session->graph;
	return 0;
}

int work_open_matrix(struct session *session, struct err *err)
{
	int status = open_folder(session, err);

	if (status > 0)
		return err_set(err, "--matrix: needs a folder for its jobs; name one with --work");
	return status;
}

void work_show_cell(const char *name, void *data)
{
	struct matrix_progress *progress = data;
	char *path = mem_printf("%s/%s", progress->work, name);

	if (ends_with(name, "/result.json"))
		progress->n_done++;
	else
		answers_progress(path, &progress->found);
	fprintf(stderr, "\r%zu of %zu trees, %zu files asked about, %zu calls\033[K", progress->n_done,
		progress->n_cells, progress->found.files, progress->found.calls);
	fflush(stderr);
	free(path);
}

void work_hide_cells(void)
{
	fputs("\r\033[K", stderr);
	fflush(stderr);
}
