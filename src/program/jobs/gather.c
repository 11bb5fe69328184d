// SPDX-License-Identifier: GPL-2.0-only
#include "program/jobs/gather.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "program/ways/ways.h"
#include "treewide/graph/depfile.h"
#include "treewide/graph/index.h"
#include "treewide/graph/texts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RESULT "result.json"
#define PAGE "page.html"

/* What the session says while it ends. */
struct gathering {
	char *new, *target, *name;
	char *page;			/* for the page of a matrix */
	bool wants_page;
	struct timespec began;
	bool failed;
};

/* A file of a driver has its name for people by now. */
static void add(const struct run *run, const char *path, struct path_list *files)
{
	char *full = path_join(run->place ? run->place : run->tree.root, path);

	if (run->place && access(full, F_OK)) {
		free(full);
		full = path_join(run->tree.root, path);
	}
	VEC_PUSH(files, full);
}

static void list_read(const struct run *run, struct path_list *files)
{
	for (size_t i = 0; i < run->n_sources; i++)
		add(run, run->sources[i].path, files);
	for (size_t i = 0; i < run->scan.n_files; i++)
		add(run, run->scan.files[i].path, files);
	for (size_t i = 0; i < run->homes.n_files; i++)
		add(run, run->homes.files[i].path, files);
	for (size_t i = 0; i < run->others.n; i++)
		add(run, run->others.items[i]->path, files);
	for (size_t i = 0; i < run->looked_at.n; i++)
		add(run, run->looked_at.items[i], files);
}

/* The run is still open, and its report is written. */
static void note_read(struct session *session)
{
	struct gathering *gathering = session->closing_data;
	struct path_list files = {0};
	struct err err = {0};

	list_read(&session->run, &files);
	if (gathering->wants_page)
		add(&session->run, "MAINTAINERS", &files);
	if (depfile_write(gathering->target, gathering->name, &files, &err)) {
		complain(&err);
		gathering->failed = true;
	}
	path_list_free(&files);
}

static void redirect(struct session *session, struct gathering *gathering)
{
	struct output page = { .format = FORMAT_HTML, .path = gathering->page };
	struct options *options = &session->options;

	gathering->wants_page = options_want(options, FORMAT_HTML);
	options->format = FORMAT_JSON;
	options->outputs.n = 0;
	if (gathering->wants_page)
		VEC_PUSH(&options->outputs, page);
	options->in_place = options->choices.write_baseline = options->statistics = false;
	options->quiet = true;
	session->closing = note_read;
	session->closing_data = gathering;
}

static int finish(const struct gathering *gathering, struct err *err)
{
	if (fflush(stdout) || ferror(stdout) || gathering->failed || rename(gathering->new, gathering->target))
		return err_set(err, "%s: cannot be written: %s", gathering->target, strerror(errno));
	return work_set_age(gathering->target, &gathering->began, err);
}

static int begin(const struct graph *graph, struct gathering *gathering, struct err *err)
{
	char *folder = graph_path(graph, ".");
	int status = work_clock(folder, &gathering->began, err);

	free(folder);
	unlink(gathering->target);
	if (!status && !freopen(gathering->new, "w", stdout))
		status = err_set(err, "%s: cannot be written: %s", gathering->new, strerror(errno));
	return status;
}

int gather(struct session *session)
{
	struct gathering gathering = {
		.new = graph_path(&session->graph, RESULT ".new"),
		.target = graph_path(&session->graph, RESULT),
		.name = mem_printf("%s/" RESULT, session->graph.cell),
		.page = graph_path(&session->graph, PAGE),
	};
	struct only only = {0};
	struct err err = {0};
	int status = begin(&session->graph, &gathering, &err);

	redirect(session, &gathering);
	if (session->options.run.graph && index_files(&session->graph, &only))
		session->options.run.only = &only;
	if (status)
		session_end(session);
	else
		way_go(session);
	if (!status && ftell(stdout) <= 0)	/* it has said why */
		status = -1;
	else if (!status)
		status = finish(&gathering, &err);
	if (err.text)
		complain(&err);
	only_free(&only);
	free(gathering.new);
	free(gathering.target);
	free(gathering.name);
	free(gathering.page);
	return status ? EXIT_TROUBLE : EXIT_NOTHING;
}
