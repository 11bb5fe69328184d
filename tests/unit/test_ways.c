// SPDX-License-Identifier: GPL-2.0-only
/* The ways through a function, kept apart: how many there are, and how often each is walked. */
#include "base/data/buf.h"
#include "c/flow/graphs.h"
#include "contract/path/ways.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A way counts the calls of mark(): so two of them differ if they have met different numbers. */
struct way {
	struct memo memo;
	uint32_t n_marks, spare;
};

struct walk {
	struct source source;
	size_t n_ends;			/* so often a way passed end() */
	size_t n_ways;			/* that were found there */
};

static bool holds(const struct walk *walk, const struct step *step, const char *word)
{
	return token_is(&walk->source.outline.tokens, step->first, word);
}

static void pass(void *state, const struct step *step, void *data)
{
	struct walk *walk = data;
	struct way *way = state;

	way->n_marks += holds(walk, step, "mark");
	walk->n_ends += holds(walk, step, "end");
}

static void count(void *way, void *data)
{
	(void)way;
	((struct walk *)data)->n_ways++;
}

/* Walks a function that calls end(). False: there are too many ways. */
static bool walk_text(struct walk *walk, const struct buf *text)
{
	struct walker walker = { .size = sizeof(struct way), .step = pass, .data = walk };
	struct scanned_file file = {0};
	const struct way entry = {0};
	const struct graph *graph;
	struct solution solution;
	struct point at;
	size_t end;
	bool is_known;

	*walk = (struct walk){0};
	source_from_text(&walk->source, &file, text->data, text->length);
	graph = graphs_of(&walk->source, &walk->source.outline.functions.items[0]);
	for (end = 0; !token_is(&walk->source.outline.tokens, end, "end"); end++)
		;
	assert_true(graph_find(graph, end, &at));
	walker.conditions = conditions_of(&walk->source, graph);
	ways_walk(graph, &walker, &entry, &solution);
	is_known = ways_visit(graph, &walker, &solution, at, count, walk);
	solution_free(&solution);
	source_close(&walk->source);
	return is_known;
}

/* The same of a body that has n times `head`, and then end(). */
static bool walk_body(struct walk *walk, const char *head, unsigned n)
{
	struct buf text = {0};
	bool is_known;

	buf_puts(&text, "void f(void)\n{\n");
	for (unsigned i = 0; i < n; i++)
		buf_printf(&text, "\tif (c%u)\n\t\t%s\n", i, head);
	buf_puts(&text, "\tend();\n}\n");
	is_known = walk_text(walk, &text);
	free(text.data);
	return is_known;
}

static void each_way_is_walked_once(void **state)
{
	struct walk walk;

	(void)state;
	assert_true(walk_body(&walk, "mark();", 20));
	assert_int_equal(walk.n_ways, 21);
	assert_int_equal(walk.n_ends, 21);
}

static void ways_that_meet_alike_are_one(void **state)
{
	struct walk walk;

	(void)state;
	assert_true(walk_body(&walk, "other();", 20));
	assert_int_equal(walk.n_ways, 1);
	assert_int_equal(walk.n_ends, 1);
}

static void of_too_many_ways_nothing_is_known(void **state)
{
	struct walk walk;

	(void)state;
	assert_true(walk_body(&walk, "mark();", 63));
	assert_int_equal(walk.n_ways, 64);
	assert_false(walk_body(&walk, "mark();", 64));
}

/* What is known of many conditions in between leaves room for the one that is asked at both ends. */
static void conditions_that_are_done_with_are_forgotten(void **state)
{
	struct buf text = {0};
	struct walk walk;

	(void)state;
	buf_puts(&text, "void f(void)\n{\n\tif (both)\n\t\tmark();\n");
	for (unsigned i = 0; i < 8; i++)
		buf_printf(&text, "\tif (c%u)\n\t\tone();\n\tif (c%u)\n\t\ttwo();\n", i, i);
	buf_puts(&text, "\tif (both)\n\t\tmark();\n\tend();\n}\n");
	assert_true(walk_text(&walk, &text));
	assert_int_equal(walk.n_ways, 2);
	free(text.data);
}

static void a_function_has_its_graphs_once(void **state)
{
	const char text[] = "void f(void)\n{\n\tif (c)\n\t\ta();\n\tif (!c)\n\t\tb();\n}\n";
	struct scanned_file file = {0};
	const struct function *function;
	const struct graph *graph;
	struct source source;

	(void)state;
	source_from_text(&source, &file, text, strlen(text));
	function = &source.outline.functions.items[0];
	graph = graphs_of(&source, function);
	assert_ptr_equal(graphs_of(&source, function), graph);
	assert_ptr_equal(conditions_of(&source, graph), conditions_of(&source, graph));
	assert_int_equal(conditions_of(&source, graph)->n_places, 2);
	source_close(&source);
}

/* Which conditions on `work` come out differently behind the statement that has the name `init`? */
static uint32_t changed_by(const char *statement)
{
	struct scanned_file file = {0};
	struct buf text = {0};
	const struct graph *graph;
	struct source source;
	struct point point;
	size_t at;
	uint32_t changed;

	buf_printf(&text, "void f(void)\n{\n\tif (work)\n\t\ta();\n\t%s\n\tif (!work)\n\t\tb();\n}\n",
		   statement);
	source_from_text(&source, &file, text.data, text.length);
	graph = graphs_of(&source, &source.outline.functions.items[0]);
	for (at = 0; !token_is(&source.outline.tokens, at, "init"); at++)
		;
	assert_true(graph_find(graph, at, &point));
	changed = conditions_of(&source, graph)->changed[graph_step(graph, point)->number];
	source_close(&source);
	free(text.data);
	return changed;
}

static void whose_member_is_handed_out_stays_what_it_is(void **state)
{
	(void)state;
	assert_int_equal(changed_by("init(&work->list);"), 0);
	assert_int_equal(changed_by("init(0, work);"), 0);
	assert_int_not_equal(changed_by("init(&work);"), 0);
	assert_int_not_equal(changed_by("work = init(work->next);"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_way_is_walked_once),
		cmocka_unit_test(ways_that_meet_alike_are_one),
		cmocka_unit_test(of_too_many_ways_nothing_is_known),
		cmocka_unit_test(conditions_that_are_done_with_are_forgotten),
		cmocka_unit_test(a_function_has_its_graphs_once),
		cmocka_unit_test(whose_member_is_handed_out_stays_what_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
