// SPDX-License-Identifier: GPL-2.0-only
/*
 * The graph of a body: a line for each block that can be reached, `what it does -> where it goes`.
 * Where it goes is told by the first thing that is done there; T and F stand for a condition's two
 * edges, ? for one that a macro decides, # for a branch of an #if, case for one of a switch.
 */
#include "base/data/arena.h"
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "c/flow/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct sample {
	struct outline outline;
	struct arena arena;
	struct variants variants;
	struct graph graph;
};

static void sample_open(struct sample *sample, const char *text)
{
	const struct function *function;

	*sample = (struct sample){0};
	outline_read(&sample->outline, text, strlen(text));
	function = &sample->outline.functions.items[0];
	variants_read(&sample->outline, function->body + 1, function->end, &sample->arena,
		      &sample->variants);
	assert_true(sample->variants.n > 0);
	graph_make(&sample->outline, &sample->variants.items[0], &sample->arena, &sample->graph);
}

static void sample_close(struct sample *sample)
{
	outline_free(&sample->outline);
	arena_free(&sample->arena);
}

static void add_step(struct buf *out, const struct sample *sample, const struct step *step)
{
	const struct token_list *tokens = &sample->outline.tokens;

	for (size_t i = step->first; i < step->last; i++)
		if (!token_is(tokens, i, ";"))
			buf_printf(out, "%s%.*s", i > step->first ? " " : "",
				   (int)tokens->items[i].length,
				   tokens->text + tokens->items[i].offset);
}

/* The first things that are done from a block on; empty blocks are stepped over. */
static void add_target(struct buf *out, const struct sample *sample, size_t block, unsigned depth)
{
	const struct block *at = &sample->graph.blocks[block];

	if (block == sample->graph.exit)
		buf_puts(out, "end");
	else if (at->n_steps)
		add_step(out, sample, &at->steps[0]);
	for (size_t i = 0; !at->n_steps && i < at->n_edges && depth < 20; i++) {
		buf_puts(out, i ? "|" : "");
		add_target(out, sample, at->edges[i].to, depth + 1);
	}
}

static void add_block(struct buf *out, const struct sample *sample, const struct block *block)
{
	static const char *const kinds[] = {
		[EDGE_ALWAYS] = "", [EDGE_TRUE] = "T:", [EDGE_FALSE] = "F:", [EDGE_CASE] = "case:",
		[EDGE_ARM] = "#:", [EDGE_MAYBE] = "?:",
	};

	for (size_t i = 0; i < block->n_steps; i++) {
		buf_puts(out, i ? "; " : "");
		add_step(out, sample, &block->steps[i]);
	}
	buf_puts(out, " ->");
	for (size_t i = 0; i < block->n_edges; i++) {
		buf_printf(out, " %s", kinds[block->edges[i].kind]);
		add_target(out, sample, block->edges[i].to, 0);
	}
	buf_puts(out, "\n");
}

static bool join_nothing(void *into, const void *from, void *data)
{
	(void)into;
	(void)from;
	(void)data;
	return false;
}

static void step_nothing(void *state, const struct step *step, void *data)
{
	(void)state;
	(void)step;
	(void)data;
}

static char *printed(const char *text)
{
	struct lattice lattice = { .size = 1, .join = join_nothing, .step = step_nothing };
	struct solution solution;
	struct sample sample;
	struct buf out = {0};

	sample_open(&sample, text);
	solve(&sample.graph, &lattice, "", &solution);
	for (size_t i = 0; i < sample.graph.n; i++)
		if (solution.reached[i] && sample.graph.blocks[i].n_steps)
			add_block(&out, &sample, &sample.graph.blocks[i]);
	solution_free(&solution);
	sample_close(&sample);
	return buf_take(&out);
}

static void ways_through_a_body(void **state)
{
	static const struct {
		const char *body, *graph;
	} rows[] = {
		{ "a; b;", "a; b -> end\n" },
		{ "if (a) b; c;", "a -> T:b F:c\nb -> c\nc -> end\n" },
		{ "if (a) b; else c; d;", "a -> T:b F:c\nb -> d\nd -> end\nc -> d\n" },
		{ "if (a && b) c;", "a -> T:b F:end\nc -> end\nb -> T:c F:end\n" },
		{ "if (a || !b) c;", "a -> T:c F:b\nc -> end\nb -> T:end F:c\n" },
		{ "if (a ? b : c) d;", "a -> T:b F:c\nd -> end\nb -> T:d F:end\nc -> T:d F:end\n" },
		{ "if (likely(a)) b;", "a -> T:b F:end\nb -> end\n" },
		{ "if (likely()) b;", "likely ( ) -> T:b F:end\nb -> end\n" },
		{ "if (likely(a, c)) b;", "likely ( a , c ) -> T:b F:end\nb -> end\n" },
		{ "if (0) a; b;", "b -> end\n" },
		{ "while (a) b; c;", "a -> T:b F:c\nb -> a\nc -> end\n" },
		{ "while (1) a; b;", "a -> a\n" },
		{ "do a; while (b); c;", "a -> b\nb -> T:a F:c\nc -> end\n" },
		{ "for (a; b; c) d; e;", "a -> b\nb -> T:d F:e\nd -> c\nc -> b\ne -> end\n" },
		{ "for (;;) { if (a) break; if (b) continue; c; } d;",
		  "a -> T:d F:b\nd -> end\nb -> T:a F:c\nc -> a\n" },
		{ "switch (a) { case 1: b; case 2: c; break; } d;",
		  "a -> case:b case:c case:d\nd -> end\nb -> c\nc -> d\n" },
		{ "switch (a) { default: b; }", "a -> case:b\nb -> end\n" },
		{ "if (a) goto out; b; out: c;", "a -> T:c F:b\nc -> end\nb -> c\n" },
		{ "a; return b; c;", "a; return b -> end\n" },
		{ "if (a) BUG(); b;", "a -> T:BUG ( ) F:b\nBUG ( ) ->\nb -> end\n" },
		{ "for_each(a) b; c;", "for_each ( a ) -> ?:b ?:c\nb -> for_each ( a )\nc -> end\n" },
		/* What is no loop leaves the loop around it. */
		{ "while (a) guarded(b) break; c;",
		  "a -> T:guarded ( b ) F:c\nc -> end\nguarded ( b ) -> ?:a|c ?:a\n" },
		{ "get(a, out); b; out: c;",
		  "c -> end\nget ( a , out ) -> ?:c b\nb -> c\n" },
		/* A variable of that name is no label. */
		{ "get(a, x); x: c;", "get ( a , x ) -> c\nc -> end\n" },
		{ "long out; get(a, out); out: c;", "long out; get ( a , out ) -> c\nc -> end\n" },
		{ "#ifdef A\na;\n#endif\nb;", "b -> end\na -> b\n" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *text = mem_printf("int f(int x)\n{\n%s\n}\n", rows[i].body);
		char *graph = printed(text);

		if (strcmp(graph, rows[i].graph))
			print_error("%s\n%s", rows[i].body, graph);
		assert_string_equal(graph, rows[i].graph);
		free(graph);
		free(text);
	}
}

/* --- a lattice of its own: the fewest calls of hit() on any way --- */

static bool join_least(void *into, const void *from, void *data)
{
	unsigned *left = into;
	const unsigned *right = from;

	(void)data;
	/* The state of no way at all is 0; hits are counted from 1. */
	if (*left && *left <= *right)
		return false;
	*left = *right;
	return true;
}

static void count_hit(void *state, const struct step *step, void *data)
{
	const struct token_list *tokens = data;
	unsigned *hits = state;

	*hits += token_is(tokens, step->first, "hit");
}

static bool no_arms(void *state, const struct edge *edge, const struct step *last, void *data)
{
	(void)state;
	(void)last;
	(void)data;
	return edge->kind != EDGE_ARM || edge->branch == NO_TOKEN;
}

static unsigned least_hits(const char *body, bool arms)
{
	char *text = mem_printf("int f(int x)\n{\n%s\n}\n", body);
	struct sample sample;
	struct solution solution;
	struct lattice lattice = {
		.size = sizeof(unsigned), .join = join_least, .step = count_hit,
		.edge = arms ? NULL : no_arms, .data = &sample.outline.tokens,
	};
	unsigned entry = 1, hits;

	sample_open(&sample, text);
	solve(&sample.graph, &lattice, &entry, &solution);
	assert_true(solution.reached[sample.graph.exit]);
	hits = *(const unsigned *)solution_at(&solution, sample.graph.exit) - 1;
	solution_free(&solution);
	sample_close(&sample);
	free(text);
	return hits;
}

static void any_lattice_can_be_solved(void **state)
{
	(void)state;
	assert_int_equal(least_hits("hit();", true), 1);
	assert_int_equal(least_hits("if (a) hit(); hit();", true), 1);
	assert_int_equal(least_hits("if (a) { hit(); hit(); } else hit();", true), 1);
	assert_int_equal(least_hits("do hit(); while (a); while (b) hit();", true), 1);
	assert_int_equal(least_hits("hit();\n#ifdef A\nhit();\n#else\nhit();\n#endif\n", true), 2);
	/* An edge that is not passed is no way. */
	assert_int_equal(least_hits("#ifdef A\n;\n#endif\nhit();", false), 1);
	assert_int_equal(least_hits("while (a) hit(); again: hit(); if (b) goto again;", true), 1);
}

/* --- a way that shows something: get() without a put() behind it --- */

enum { EMPTY = 1 << 0, OWNED = 1 << 1 };

static bool join_bits(void *into, const void *from, void *data)
{
	unsigned *left = into, was = *left;

	(void)data;
	*left |= *(const unsigned *)from;
	return *left != was;
}

static void get_or_put(void *state, const struct step *step, void *data)
{
	const struct token_list *tokens = data;

	if (token_is(tokens, step->first, "get"))
		*(unsigned *)state = OWNED;
	if (token_is(tokens, step->first, "put"))
		*(unsigned *)state = EMPTY;
}

static bool is_owned(const void *state, void *data)
{
	(void)data;
	return *(const unsigned *)state & OWNED;
}

static void add_stop(struct buf *out, const struct sample *sample, const struct stop *stop)
{
	static const char *const kinds[] = {
		[STOP_STEP] = "", [STOP_TRUE] = "T:", [STOP_FALSE] = "F:",
	};
	struct step tokens = { .first = stop->first, .last = stop->last };

	if (out->length)
		buf_puts(out, "; ");
	buf_puts(out, kinds[stop->kind]);
	add_step(out, sample, &tokens);
}

/* The stops of the way on which the body ends with what it got. */
static char *way_to_loss(const char *body)
{
	char *text = mem_printf("int f(int x)\n{\n%s\n}\n", body);
	struct sample sample;
	struct lattice lattice = {
		.size = sizeof(unsigned), .join = join_bits, .step = get_or_put,
		.data = &sample.outline.tokens,
	};
	unsigned entry = EMPTY, at_end = 0;
	struct destination end = { .is_met = is_owned, .state = &at_end };
	struct buf out = {0};
	struct route route;
	bool is_there;

	sample_open(&sample, text);
	end.at.block = sample.graph.exit;
	is_there = route_find(&sample.graph, &lattice, &entry, &end, &route);
	assert_int_equal(at_end, is_there ? OWNED : 0);
	for (size_t i = 0; i < route.n; i++)
		add_stop(&out, &sample, &route.items[i]);
	route_free(&route);
	sample_close(&sample);
	free(text);
	return out.length ? buf_take(&out) : mem_strdup("");
}

static void the_shortest_way_is_told_with_the_branches_that_matter(void **state)
{
	static const struct {
		const char *body, *way;
	} rows[] = {
		{ "get(); put();", "" },
		{ "get(); if (a) return; put();", "get ( ); a; T:a; return" },
		{ "get(); if (a) goto out; put(); out: b;", "get ( ); a; T:a; b" },
		{ "get(); if (a) b; if (c) put();", "get ( ); a; c; F:c" },
		{ "if (a) return; get(); if (!b) put();", "a; F:a; get ( ); b; T:b" },
		{ "get(); if (a && b) put();", "get ( ); a; F:a" },
		{ "get(); while (a) b; if (c) { put(); return; }", "get ( ); a; c; F:c" },
		{ "while (a) { if (b) get(); } c;", "a; T:a; b; T:b; get ( ); a; c" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *way = way_to_loss(rows[i].body);

		if (strcmp(way, rows[i].way))
			print_error("%s\n%s\n", rows[i].body, way);
		assert_string_equal(way, rows[i].way);
		free(way);
	}
}

static void a_token_has_its_step(void **state)
{
	struct sample sample;
	struct point point;

	(void)state;
	sample_open(&sample, "int f(int x)\n{\nfor (a = 1; b; c) d; out: e;\n}\n");
	for (size_t i = 0; i < sample.outline.tokens.n; i++) {
		const char *at = sample.outline.tokens.text + sample.outline.tokens.items[i].offset;

		assert_int_equal(graph_find(&sample.graph, i, &point),
				 i > sample.outline.functions.items[0].body &&
				 ((*at >= 'a' && *at <= 'e') || *at == '=' || *at == '1' ||
				  (*at == ';' && at[-1] == 'd') || (*at == ';' && at[-1] == 'e')));
	}
	sample_close(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ways_through_a_body),
		cmocka_unit_test(any_lattice_can_be_solved),
		cmocka_unit_test(the_shortest_way_is_told_with_the_branches_that_matter),
		cmocka_unit_test(a_token_has_its_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
