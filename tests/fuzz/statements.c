// SPDX-License-Identifier: GPL-2.0-only
/* Statements of functions, with their #ifs, and the graphs that are made of them. */
#include "base/data/arena.h"
#include "c/flow/graph.h"
#include "c/flow/solve.h"
#include "c/outline/outline.h"
#include "c/syntax/variant.h"
#include "fuzz.h"

/* Children lie in their parent, in order, and know it. */
static void check_tree(const struct outline *outline, const struct statement *statement)
{
	size_t end = statement->first;

	FUZZ_CHECK(statement->first <= statement->last && statement->last <= outline->tokens.n);
	for (const struct statement *child = statement->child; child; child = child->next) {
		FUZZ_CHECK(child->parent == statement);
		FUZZ_CHECK(child->first >= end && child->last <= statement->last);
		end = child->first;
		check_tree(outline, child);
	}
}

static bool join(void *into, const void *from, void *data)
{
	(void)into;
	(void)from;
	(void)data;
	return false;
}

static void count_step(void *state, const struct step *step, void *data)
{
	(void)state;
	(void)data;
	FUZZ_CHECK(step->first <= step->last);
}

/* Edges lead to blocks, and whatever is reached can be solved. */
static void check_graph(const struct graph *graph)
{
	struct lattice lattice = { .size = 1, .join = join, .step = count_step };
	struct solution solution;
	char entry = 1;

	FUZZ_CHECK(graph->entry < graph->n && graph->exit < graph->n);
	FUZZ_CHECK(!graph->blocks[graph->exit].n_steps);
	for (size_t b = 0; b < graph->n; b++)
		for (size_t e = 0; e < graph->blocks[b].n_edges; e++)
			FUZZ_CHECK(graph->blocks[b].edges[e].to < graph->n);
	solve(graph, &lattice, &entry, &solution);
	FUZZ_CHECK(solution.reached[graph->entry]);
	solution_free(&solution);
}

static void check_variant(const struct outline *outline, const struct variant *variant,
			  const struct function *function, struct arena *arena)
{
	struct graph graph;

	check_tree(outline, variant->root);
	for (size_t i = function->body; i < function->end && i < function->body + 200; i++) {
		const struct statement *statement = variant_at(variant, i);

		FUZZ_CHECK(!statement || (statement->first <= i && i < statement->last));
	}
	graph_make(outline, variant, arena, &graph);
	check_graph(&graph);
}

static void check_function(const struct outline *outline, const struct function *function)
{
	struct arena arena = {0};
	struct variants variants;

	variants_read(outline, function->body + 1, function->end, &arena, &variants);
	FUZZ_CHECK(variants.n || variants.why);
	for (size_t i = 0; i < variants.n; i++)
		check_variant(outline, &variants.items[i], function, &arena);
	arena_free(&arena);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text copy = fuzz_take(&at, text + length);
	struct outline outline;

	outline_read(&outline, copy.data, copy.length);
	for (size_t i = 0; i < outline.functions.n && i < 20; i++)
		if (outline.functions.items[i].end > outline.functions.items[i].body)
			check_function(&outline, &outline.functions.items[i]);
	for (size_t i = 0; i < outline.tokens.n && i < 200; i++)
		FUZZ_CHECK(statement_begin(&outline, i) <= outline.tokens.n);
	outline_free(&outline);
	fuzz_text_free(&copy);
}
