// SPDX-License-Identifier: GPL-2.0-only
#include "contract/partial/partial.h"

#include "c/flow/graphs.h"
#include "contract/pages/scope.h"
#include "contract/partial/partial_private.h"

#include <stdlib.h>
#include <string.h>

/* A function of more blocks, or tokens, is a machine's, or a table. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000

static bool pass_edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	struct walk *walk = data;
	struct way *way = state;
	unsigned was = way->relation.result;
	const struct statement *loop;

	/* How often that loop runs tells nothing new of the number of pages. */
	if (way->left & LEFT_FEWER && last && last->statement == walk->fewer)
		return true;
	if (!relation_edge(&walk->relations, edge, last, &way->relation))
		return false;
	if (way->relation.result != was && last && last->condition) {
		way->branch = last->condition;
		way->is_true = edge->kind == EDGE_TRUE;
	}
	loop = last ? partial_left_early(walk, way, last, edge) : NULL;
	if (loop) {
		way->left = LEFT_FEWER;
		walk->fewer = loop;
	}
	return true;
}

static void forget(struct partials *partials, enum partial_kind kind)
{
	partials->items[kind] = (struct partial){ .token = NO_TOKEN };
}

static void forget_all(struct partials *partials)
{
	for (unsigned kind = 0; kind < PARTIAL_KINDS; kind++)
		forget(partials, kind);
}

/* What was seen on some ways, others put right. */
static void weigh(struct walk *walk)
{
	struct partials *partials = walk->partials;
	struct partial *used = &partials->items[PARTIAL_USED];
	struct partial *lost = &partials->items[PARTIAL_LOST];
	struct partial *returned = &partials->items[PARTIAL_RETURNED];

	if (walk->is_seen && !used->is_certain)
		forget(partials, PARTIAL_USED);
	if (walk->is_seen || walk->returns_count || used->token != NO_TOKEN)
		forget(partials, PARTIAL_SUCCESS);
	if (partial_is_kept(walk, lost->branch, lost->is_true))
		forget(partials, PARTIAL_LOST);
	if (!returned->is_certain && (!walk->returns_zero || walk->returns_count))
		forget(partials, PARTIAL_RETURNED);
	returned->is_certain = true;
}

static void judge(struct walk *walk, const struct walker *walker, struct walked *walked)
{
	walk->is_judging = true;
	if (!ways_pass(walk->graph, walker, walked)) {
		forget_all(walk->partials);
		return;
	}
	weigh(walk);
}

static void walk_graph(struct walk *walk)
{
	struct walker walker = {
		.size = sizeof(struct way), .conditions = conditions_of(walk->source, walk->graph),
		.step = partial_step, .edge = pass_edge, .data = walk,
	};
	struct walked walked;
	struct way entry;

	memset(&entry, 0, sizeof(entry));
	entry.relation = relation_begin(&walk->relations);
	partial_find_touches(walk);
	ways_walk(walk->graph, &walker, &entry, &walked);
	judge(walk, &walker, &walked);
	walked_free(&walked);
	free(walk->touches.items);
}

void partials_read(struct partials *partials, struct source *source, const struct acquire *acquire,
		   struct arena *arena)
{
	struct walk walk = {
		.source = source, .partials = partials,
		.function = outline_function_at(&source->outline, acquire->call.name),
	};
	const struct variants *variants;

	forget_all(partials);
	if (!walk.function || acquire->call.name <= walk.function->body || acquire->is_one ||
	    acquire->answer != ANSWER_COUNT || !acquire->count || scope_may_release(source, acquire) ||
	    walk.function->end - walk.function->body > MAX_TOKENS)
		return;
	variants = source_variants(source, walk.function);
	if (variants->n != 1 ||
	    !page_array_read(&walk.array, source, walk.function, acquire, arena) ||
	    !relations_of_acquire(&walk.relations, source, walk.function, acquire, arena) ||
	    !(walk.relations.first & RELATION_SHORT))
		return;
	walk.graph = &graphs_of(source, walk.function)[0];
	if (walk.graph->n <= MAX_BLOCKS)
		walk_graph(&walk);
}
