// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/drive/graph.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/stamp.h"
#include "treewide/drive/graph_jobs.h"
#include "treewide/drive/graph_small.h"
#include "treewide/graph/answers.h"
#include "treewide/graph/basis.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/groups.h"
#include "treewide/graph/index.h"
#include "treewide/graph/manifest.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 2	/* of ninja: files may change while their group is at work */

struct asked_graph {
	struct questions *questions;
	const struct graph *graph;
	struct groups groups;
	char key[DIGEST_LENGTH + 1];	/* of the basis */
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

/* What jobs read comes first: ninja may be started by hand. */
static int write_graph(const struct asked_graph *asked, struct err *err)
{
	const struct graph *graph = asked->graph;
	const struct run *run = asked->questions->run;

	if (basis_write(graph, run, asked->key, err) || write_groups(asked, err) ||
	    index_write(graph, run, asked->key, graph->is_always_news, err) ||
	    manifest_write_cell(graph, &asked->groups, err))
		return -1;
	return graph->part == GRAPH_ALL ? graph_write_whole(graph, err) : 0;
}

/* --- the answers --- */

/* Adds what was told of a source, if it holds. */
static bool take_answer(const struct told *told, struct run *run, size_t index, struct stamps *stamps)
{
	const struct source *source = &run->sources[index];
	char digits[DIGEST_LENGTH + 1];
	struct made_from files = {0};
	struct result result = {0};
	bool holds;

	cache_source_digits(source, digits);
	holds = told_find(told, digits, source->file, stamps, &result, &files) && result_fits(&result, source);
	if (holds) {
		result_read_excerpts(&result, source);
		result_take(&run->result, &result);
	}
	result_free(&result);
	made_from_free(&files);
	return holds;
}

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

		if (!take_answer(&told, questions->run, index, stamps))
			questions->open.items[kept++] = index;
	}
	questions->open.n = kept;
	told_free(&told);
	stamps_free(stamps);
}

static bool is_open(const struct questions *questions, const struct group *group)
{
	for (size_t i = 0; i < questions->open.n; i++)
		for (size_t j = 0; j < group->files.n; j++)
			if (questions->open.items[i] == group->files.items[j].index)
				return true;
	return false;
}

/*
 * Answers that do not hold although ninja sees no news: a file was put back that is older than they are, or
 * one changed while its group was at work. What is not there is asked again.
 * True if there were any.
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

/* Where all answers hold, ninja has nothing to do, and need not be there. A job that was lost is not done again. */
static int run_and_take(struct asked_graph *asked, struct err *err)
{
	const struct questions *questions = asked->questions;

	take_answers(asked);
	for (unsigned i = 0; asked->graph->part == GRAPH_ALL && questions->open.n && i < ROUNDS; i++) {
		if (!forget_stale(asked) && i)
			break;
		if (graph_run_jobs(asked->graph, questions->options->jobs, questions->open.n, err))
			return -1;
		take_answers(asked);
	}
	give_rest_up(asked->questions);
	return 0;
}

static void make_groups(struct asked_graph *asked)
{
	const struct questions *questions = asked->questions;
	struct grouped *files = mem_calloc(questions->open.n + 1, sizeof(*files));

	for (size_t i = 0; i < questions->open.n; i++) {
		size_t index = questions->open.items[i];

		files[i] = (struct grouped){ questions->run->sources[index].path, index };
	}
	groups_make(&questions->run->tree, files, questions->open.n, "", &asked->groups);
	free(files);
}

int ask_graph(struct questions *questions, struct err *err)
{
	struct asked_graph asked = { .questions = questions, .graph = questions->options->graph };
	bool is_small = graph_is_small(questions);
	int status = 0;

	if (!is_small)
		make_groups(&asked);
	/* What a mention is, hardly ever hangs on a type. */
	asked.groups.without_headers = questions->goal == GOAL_FIND;
	basis_key(questions->run, questions->options, questions->goal, asked.key);
	if (asked.graph->part != GRAPH_GATHER)
		status = write_graph(&asked, err);
	if (!status && asked.graph->part != GRAPH_INDEX && questions->open.n)
		status = is_small ? ask_small(questions, asked.key, err) : run_and_take(&asked, err);
	groups_free(&asked.groups);
	return status;
}
