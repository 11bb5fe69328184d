// SPDX-License-Identifier: GPL-2.0-only
#include "drive/graph.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/stamp.h"
#include "graph/answers.h"
#include "graph/basis.h"
#include "graph/graph.h"
#include "graph/groups.h"
#include "graph/index.h"
#include "graph/manifest.h"
#include "graph/ninja.h"
#include "graph/order.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct asked_graph {
	struct questions *questions;
	const struct graph *graph;
	struct groups groups;
	char key[DIGEST_LENGTH + 1];	/* of the basis */
	struct graph_progress progress;
	time_t began;
};

/* --- the graph --- */

static int write_groups(const struct asked_graph *asked, struct err *err)
{
	const struct run *run = asked->questions->run;

	for (size_t i = 0; i < asked->groups.n; i++)
		if (group_write(asked->graph, run, &asked->groups.items[i], err))
			return -1;
	return 0;
}

/* The cell of this run is all that build.ninja has. */
static int write_whole(const struct graph *graph, struct err *err)
{
	char *cell = graph->cell;
	const struct path_list cells = { .items = &cell, .n = 1 };

	return order_write(graph, err) || manifest_write(graph, &cells, false, err) ? -1 : 0;
}

/* What jobs read comes first: ninja may be started by hand. */
static int write_graph(const struct asked_graph *asked, struct err *err)
{
	const struct graph *graph = asked->graph;
	const struct run *run = asked->questions->run;

	if (basis_write(graph, run, asked->key, err) || write_groups(asked, err) ||
	    index_write(graph, run, asked->key, graph->is_always_news, err) ||
	    manifest_write_cell(graph, &asked->groups, err))
		return -1;
	return graph->part == GRAPH_ALL ? write_whole(graph, err) : 0;
}

/* --- the jobs --- */

static void add_progress(const char *name, void *data)
{
	struct asked_graph *asked = data;
	char *path = mem_printf("%s/%s", asked->graph->work, name);

	answers_progress(path, &asked->progress);
	asked->progress.seconds = difftime(time(NULL), asked->began);
	asked->graph->show(&asked->progress);
	free(path);
}

static int run_jobs(struct asked_graph *asked, struct err *err)
{
	char *target = mem_printf("%s/answers", asked->graph->cell);
	const struct ninja_call call = {
		.folder = asked->graph->work, .target = target, .jobs = asked->questions->options->jobs,
		.made = asked->graph->show ? add_progress : NULL, .data = asked,
	};
	int status;

	asked->progress = (struct graph_progress){ .all_files = asked->questions->open.n };
	asked->began = time(NULL);
	status = ninja_run(&call, err);
	asked->progress.all_files = 0;
	if (asked->graph->show)
		asked->graph->show(&asked->progress);
	free(target);
	return status < 0 ? -1 : 0;
}

/* --- the answers --- */

/* Adds those that hold, and keeps the others open. */
static void take_answers(struct asked_graph *asked)
{
	struct questions *questions = asked->questions;
	struct stamps *stamps = stamps_new();
	struct told told = {0};
	size_t kept = 0;

	for (size_t i = 0; i < asked->groups.n; i++)
		told_read(&told, asked->graph, asked->groups.items[i].name, asked->key);
	told_sort(&told);
	for (size_t i = 0; i < questions->open.n; i++) {
		size_t index = questions->open.items[i];

		if (!told_find(&told, &questions->run->sources[index], stamps, &questions->run->result))
			questions->open.items[kept++] = index;
	}
	questions->open.n = kept;
	told_free(&told);
	stamps_free(stamps);
}

static bool is_open(const struct questions *questions, const struct group *group)
{
	for (size_t i = 0; i < questions->open.n; i++)
		for (size_t j = 0; j < group->sources.n; j++)
			if (questions->open.items[i] == group->sources.items[j])
				return true;
	return false;
}

/*
 * Answers that do not hold although ninja sees no news: a file was put back that is older than they are, or
 * one changed while its group was at work. What is not there is asked again.
 */
static bool forget_stale(const struct asked_graph *asked)
{
	bool any = false;

	for (size_t i = 0; i < asked->groups.n; i++) {
		char *path = answers_path(asked->graph, asked->groups.items[i].name);

		if (is_open(asked->questions, &asked->groups.items[i]))
			any |= !unlink(path);
		free(path);
	}
	return any;
}

static void give_rest_up(struct questions *questions)
{
	for (size_t i = 0; i < questions->open.n; i++)
		give_up(questions, questions->open.items[i],
			"its job came to nothing; run again, what is done stays done");
}

static int run_and_take(struct asked_graph *asked, struct err *err)
{
	if (asked->graph->part == GRAPH_ALL && run_jobs(asked, err))
		return -1;
	take_answers(asked);
	if (asked->graph->part == GRAPH_ALL && forget_stale(asked)) {
		if (run_jobs(asked, err))
			return -1;
		take_answers(asked);
	}
	give_rest_up(asked->questions);
	return 0;
}

int ask_graph(struct questions *questions, struct err *err)
{
	struct asked_graph asked = { .questions = questions, .graph = questions->options->graph };
	int status = 0;

	groups_make(questions->run, questions->open.items, questions->open.n, &asked.groups);
	/* What a mention is, hardly ever hangs on a type. */
	asked.groups.without_headers = questions->goal == GOAL_FIND;
	basis_key(questions->run, questions->options, questions->goal, asked.key);
	if (asked.graph->part != GRAPH_GATHER)
		status = write_graph(&asked, err);
	if (!status && asked.graph->part != GRAPH_INDEX && questions->open.n)
		status = run_and_take(&asked, err);
	groups_free(&asked.groups);
	return status;
}
