// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/drive/graph_proofs.h"

#include "base/data/mem.h"
#include "base/files/stamp.h"
#include "treewide/drive/graph_jobs.h"
#include "treewide/graph/answers.h"
#include "treewide/graph/basis.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/index.h"
#include "treewide/graph/manifest.h"

#include <stdlib.h>
#include <unistd.h>

#define FEW 20	/* files: as many as a job may have */

bool graph_proves(const struct run_options *options, size_t n)
{
	return options->graph && n && (n > FEW || options->graph->launcher);
}

/* --- the graph --- */

static int write_lists(const struct proof_round *round, const struct groups *groups, struct err *err)
{
	int status = 0;

	for (size_t i = 0; i < groups->n && !status; i++) {
		struct planned_group planned = {0};

		round->plan(&groups->items[i], &planned, round->data);
		status = planned_write(round->options->graph, groups->items[i].name, &planned, err);
		planned_free(&planned);
	}
	return status;
}

/* What conversions by migrations read, no list has: they are gathered anew each time. */
static int write_graph(const struct proof_round *round, const struct groups *groups, const char *key,
		       struct err *err)
{
	const struct graph *graph = round->options->graph;

	if (basis_write(graph, round->run, key, err) || write_lists(round, groups, err) ||
	    index_write_new(graph, err) || manifest_write_cell(graph, &round->rounds->groups, err))
		return -1;
	return graph->part == GRAPH_ALL ? graph_write_whole(graph, err) : 0;
}

/* Adds the round's groups to those of earlier ones, which own them: they are the last there. */
static struct groups make_groups(const struct proof_round *round)
{
	struct proof_rounds *rounds = round->rounds;
	char *purpose = mem_printf("proof %u", rounds->n++);
	struct groups groups = {0};
	size_t n;

	groups_make(&round->run->tree, round->files, round->n, purpose, &groups);
	n = groups.n;
	for (size_t i = 0; i < n; i++)
		groups.items[i].proves = true;
	groups_append(&rounds->groups, &groups);
	free(purpose);
	return (struct groups){ .items = rounds->groups.items + rounds->groups.n - n, .n = n };
}

/* --- the answers --- */

static size_t take_answers(const struct proof_round *round, const struct groups *groups, const char *key,
			   bool *is_open)
{
	struct stamps *stamps = stamps_new();
	struct told told = {0};
	size_t n = 0;

	for (size_t i = 0; i < groups->n; i++)
		told_read(&told, round->options->graph, groups->items[i].name, key);
	told_sort(&told);
	for (size_t i = 0; i < round->n; i++) {
		is_open[i] = is_open[i] && !round->take(round->files[i].index, &told, stamps, round->data);
		n += is_open[i];
	}
	told_free(&told);
	stamps_free(stamps);
	return n;
}

static bool is_open_at(const struct proof_round *round, const bool *is_open, size_t index)
{
	for (size_t i = 0; i < round->n; i++)
		if (round->files[i].index == index)
			return is_open[i];
	return false;
}

/* ninja sees no news where a file was put back that is older than its answer. */
static void forget_stale(const struct proof_round *round, const struct groups *groups, const bool *is_open)
{
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *group = &groups->items[i];
		char *path = answers_path(round->options->graph, group->name);

		for (size_t j = 0; j < group->files.n; j++)
			if (is_open_at(round, is_open, group->files.items[j].index))
				unlink(path);
		free(path);
	}
}

static int take_or_make(const struct proof_round *round, const struct groups *groups, const char *key,
			bool *is_open, struct err *err)
{
	const struct run_options *options = round->options;
	size_t n;

	for (size_t i = 0; i < round->n; i++)
		is_open[i] = true;
	n = take_answers(round, groups, key, is_open);
	if (!n || options->graph->part == GRAPH_GATHER)
		return 0;
	forget_stale(round, groups, is_open);
	if (graph_run_jobs(options->graph, options->jobs, n, err))
		return -1;
	take_answers(round, groups, key, is_open);
	return 0;
}

int graph_prove(const struct proof_round *round, bool *is_open, struct err *err)
{
	const struct run_options *options = round->options;
	const struct groups groups = make_groups(round);
	char key[DIGEST_LENGTH + 1];
	int status = 0;

	basis_key(round->run, options, GOAL_CONVERT, key);
	if (options->graph->part != GRAPH_GATHER)
		status = write_graph(round, &groups, key, err);
	if (!status && options->graph->part != GRAPH_INDEX)
		status = take_or_make(round, &groups, key, is_open, err);
	return status;
}

void proof_rounds_free(struct proof_rounds *rounds)
{
	groups_free(&rounds->groups);
	*rounds = (struct proof_rounds){0};
}
