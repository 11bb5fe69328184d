// SPDX-License-Identifier: GPL-2.0-only
#include "contract/hold/errors.h"

#include "base/data/arena.h"
#include "c/flow/graphs.h"
#include "contract/hold/relation.h"
#include "contract/path/ways.h"

#include <string.h>

/* A function of more blocks, or tokens, is a machine's, or a table. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000

/* As contract/path/ways.h wants it: without padding. */
struct way {
	struct memo memo;
	struct relation relation;
};

struct walk {
	struct relations relations;
	struct errors *errors;
};

bool errors_at(const struct errors *errors, size_t i)
{
	return i > errors->function->body && i < errors->function->end &&
	       errors->at[i - errors->function->body];
}

/* The names are read before the step gives them other values. If nobody can tell, all of them count. */
static void pass_step(void *state, const struct step *step, void *data)
{
	struct walk *walk = data;
	struct relation *relation = &((struct way *)state)->relation;

	for (size_t i = step->first; i < step->last && relation->result & RELATION_NEGATIVE; i++) {
		unsigned variable = variable_at(&walk->relations.variables, i);

		if (variable != NO_VARIABLE &&
		    (relation->linked >> variable & 1 || relation->result & RELATION_UNKNOWN))
			walk->errors->at[i - walk->errors->function->body] = true;
	}
	relation_step(&walk->relations, step, relation);
}

static bool pass_edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	struct walk *walk = data;

	return relation_edge(&walk->relations, edge, last, &((struct way *)state)->relation);
}

static bool walk_graph(struct walk *walk, const struct graph *graph)
{
	struct walker walker = {
		.size = sizeof(struct way),
		.conditions = conditions_of(walk->relations.source, graph),
		.step = pass_step, .edge = pass_edge, .data = walk,
	};
	struct walked walked;
	struct way entry;
	bool complete;

	memset(&entry, 0, sizeof(entry));
	entry.relation = relation_begin(&walk->relations);
	ways_walk(graph, &walker, &entry, &walked);
	complete = ways_are_complete(graph, &walked);
	walked_free(&walked);
	return complete;
}

bool errors_read(struct errors *errors, struct source *source, const struct call *call,
		 const struct expr *count, struct arena *arena)
{
	const struct function *function = outline_function_at(&source->outline, call->name);
	const struct followed_call followed = {
		.call = call, .count = count,
		.first = relation_of_result(RESULT_COUNT_OR_ERRNO, count && relation_is_one(source, count)),
	};
	struct walk walk = { .errors = errors };
	const struct variants *variants;
	const struct graph *graph;

	if (!function || call->name <= function->body || function->end - function->body > MAX_TOKENS)
		return false;
	variants = source_variants(source, function);
	if (variants->n != 1 ||
	    !relations_read(&walk.relations, source, function, &followed, arena))
		return false;
	/* Who asks for an unsigned comparison is told what stands behind it; one with a sign is a test itself. */
	walk.relations.takes_for_unsigned = true;
	*errors = (struct errors){
		.function = function,
		.at = arena_alloc(arena, (function->end - function->body) * sizeof(*errors->at)),
	};
	graph = &graphs_of(source, function)[0];
	return graph->n <= MAX_BLOCKS && walk_graph(&walk, graph);
}
