// SPDX-License-Identifier: GPL-2.0-only
/* The walk over all ways of a function, and what is seen on them. */
#include "contract/owner/own_private.h"

#include <string.h>

struct walker own_walker(struct own_walk *walk)
{
	return (struct walker){
		.size = sizeof(struct way), .conditions = walk->conditions, .step = own_step,
		.edge = own_edge, .data = walk,
	};
}

struct way own_begin(const struct own_walk *walk)
{
	struct way way;

	memset(&way, 0, sizeof(way));
	way.relation = relation_begin(&walk->relations);
	way.names = way.array_names = 1;
	way.moved = 3;
	return way;
}

struct look {
	struct own_walk *walk;
	struct point at;
	own_visit *visit;
	void *data;
};

void own_go_on(struct own_walk *walk, struct point at, const void *state)
{
	const struct step *step = graph_step(&walk->graph, at);
	struct way way;

	memcpy(&way, state, sizeof(way));
	if (step)
		own_step(&way, step, walk);
	else
		own_end(walk, &way);
}

static void look_at_way(void *way, void *data)
{
	struct look *look = data;

	own_go_on(look->walk, look->at, way);
	look->visit(look->walk, look->at, look->data);
}

/* The function's end, behind something else than a return. */
static bool is_end(const struct own_walk *walk, size_t block)
{
	const struct block *at = &walk->graph.blocks[block];

	if (at->n_steps && at->steps[at->n_steps - 1].statement->kind == STATEMENT_RETURN)
		return false;
	for (size_t i = 0; i < at->n_edges; i++)
		if (at->edges[i].to == walk->graph.exit)
			return true;
	return false;
}

static bool is_worth_a_look(const struct own_walk *walk, const struct step *step)
{
	if (step->statement->kind == STATEMENT_RETURN || detour_loop_at(&walk->detours, step->first))
		return true;
	for (size_t i = 0; i < walk->pages.events.n; i++)
		if (walk->pages.events.items[i].step == step->first)
			return true;
	return false;
}

/* Looks at all places where a way may show something; false: there were too many ways. */
static bool look_around(struct look *look, const struct walker *walker, struct walked *walked)
{
	struct own_walk *walk = look->walk;
	bool is_known = true;

	for (size_t b = 0; b < walk->graph.n && is_known; b++) {
		const struct block *block = &walk->graph.blocks[b];

		for (size_t s = 0; s <= block->n_steps && is_known && walked->solution.reached[b]; s++) {
			look->at = (struct point){ b, s };
			if (s < block->n_steps ? is_worth_a_look(walk, &block->steps[s]) : is_end(walk, b))
				is_known = ways_visit(&walk->graph, walker, walked, look->at, look_at_way,
						      look);
		}
	}
	return is_known;
}

bool own_look(struct own_walk *walk, const struct way *entry, own_visit *visit, void *data)
{
	struct walker walker = own_walker(walk);
	struct look look = { .walk = walk, .visit = visit, .data = data };
	struct walked walked;
	bool is_known;

	ways_walk(&walk->graph, &walker, entry, &walked);
	is_known = look_around(&look, &walker, &walked);
	walked_free(&walked);
	return is_known;
}

static void collect(struct own_walk *walk, struct point at, void *data)
{
	unsigned *sights = data;

	(void)at;
	*sights |= walk->sights;
}

bool own_sights(struct own_walk *walk, const struct way *entry, unsigned *sights)
{
	*sights = 0;
	return own_look(walk, entry, collect, sights) && !walk->is_lost;
}
