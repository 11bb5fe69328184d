// SPDX-License-Identifier: GPL-2.0-only
/* The ways through a function, kept apart: how many there are, and how often each is walked. */
#include "base/data/buf.h"
#include "base/data/mem.h"
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
	size_t n_doubtful;		/* of those */
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
	struct walk *walk = data;

	walk->n_ways++;
	walk->n_doubtful += memo_is_doubtful(&((const struct way *)way)->memo);
}

/* Walks a function that calls end(). False: there are too many ways. */
static bool walk_text(struct walk *walk, const struct buf *text)
{
	struct walker walker = { .size = sizeof(struct way), .step = pass, .data = walk };
	struct scanned_file file = {0};
	const struct way entry = {0};
	const struct graph *graph;
	struct walked walked;
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
	ways_walk(graph, &walker, &entry, &walked);
	is_known = ways_visit(graph, &walker, &walked, at, count, walk);
	assert_int_equal(ways_are_complete(graph, &walked), is_known);
	walked_free(&walked);
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

/* What a statement that has the name `init` does to a condition that is asked in front of it and behind it. */
enum fate { STAYS, IS_TOUCHED, IS_CHANGED };

static enum fate fate_behind(const char *condition, const char *statement)
{
	struct scanned_file file = {0};
	struct buf text = {0};
	const struct conditions *conditions;
	const struct graph *graph;
	struct source source;
	struct point point;
	size_t at, number;
	enum fate fate;

	buf_printf(&text, "void f(void)\n{\n\tif (%s)\n\t\ta();\n\t%s\n\tif (!%s)\n\t\tb();\n}\n",
		   condition, statement, condition);
	source_from_text(&source, &file, text.data, text.length);
	graph = graphs_of(&source, &source.outline.functions.items[0]);
	for (at = 0; !token_is(&source.outline.tokens, at, "init"); at++)
		;
	assert_true(graph_find(graph, at, &point));
	number = graph_step(graph, point)->number;
	conditions = conditions_of(&source, graph);
	fate = conditions->changed[number] ? IS_CHANGED : conditions->touched[number] ? IS_TOUCHED : STAYS;
	source_close(&source);
	free(text.data);
	return fate;
}

static void conditions_are_set_or_touched_or_left_alone(void **state)
{
	static const struct {
		const char *condition, *statement;
		enum fate fate;
	} cases[] = {
		{ "work", "init(&work->list);", STAYS },
		{ "work", "init(0, work);", STAYS },
		{ "work", "put_page(init, work);", STAYS },
		{ "work", "put_page(work, init);", STAYS },
		{ "work", "init(work);", IS_TOUCHED },		/* it may be a macro */
		{ "work", "init(&work);", IS_CHANGED },
		{ "work", "work = init(work->next);", IS_CHANGED },
		{ "work->ready", "init(0);", IS_TOUCHED },
		{ "work->ready", "init(work);", IS_TOUCHED },
		{ "work->ready", "init(&work->list);", IS_TOUCHED },
		{ "work->ready", "init(&work->ready);", IS_CHANGED },
		{ "work->ready", "work->ready = init;", IS_CHANGED },
		{ "work->ready", "++work->ready, init++;", IS_CHANGED },
		{ "work->ready", "work->list = init;", STAYS },
		{ "work->ready", "put_page(init);", STAYS },
		{ "work->ready", "pin_user_pages_fast(init, 1, 0, work->pages);", STAYS },
		{ "work->ready", "pin_user_pages_fast(init, 1, 0, &work->page);", STAYS },
		{ "work->page", "pin_user_pages_fast(init, 1, 0, &work->page);", IS_CHANGED },
		{ "work->page", "p = &work->page, pin_user_pages_fast(init, 1, 0, p);", IS_CHANGED },
		{ "*work->pages", "pin_user_pages_fast(init, 1, 0, work->pages);", IS_TOUCHED },
		{ "work.ready", "init(0);", IS_TOUCHED },
		{ "work.ready", "init(&work);", IS_CHANGED },
		{ "a->work.ready", "init(&a->work);", IS_CHANGED },
	};
	bool failed = false;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		enum fate fate = fate_behind(cases[i].condition, cases[i].statement);

		if (fate != cases[i].fate) {
			print_error("fate %d, not %d: %s behind %s\n", fate, cases[i].fate, cases[i].condition,
				    cases[i].statement);
			failed = true;
		}
	}
	assert_false(failed);
}

/* How many ways of the body come to end(), and how many of them are doubtful. */
static void a_member_that_comes_out_otherwise_is_doubted(void **state)
{
	static const struct {
		const char *between;
		size_t ways;
	} cases[] = { { "put_page(p);", 1 }, { "other();", 2 }, { "w->on = 0;", 2 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct buf text = {0};
		struct walk walk;

		buf_printf(&text, "void f(void)\n{\n\tif (!w->on)\n\t\treturn;\n\t%s\n\tif (w->on)\n\t\tmark();\n"
			   "\tend();\n}\n", cases[i].between);
		assert_true(walk_text(&walk, &text));
		assert_int_equal(walk.n_ways, cases[i].ways);
		assert_int_equal(walk.n_doubtful, !strcmp(cases[i].between, "other();"));
		free(text.data);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_way_is_walked_once),
		cmocka_unit_test(ways_that_meet_alike_are_one),
		cmocka_unit_test(of_too_many_ways_nothing_is_known),
		cmocka_unit_test(conditions_that_are_done_with_are_forgotten),
		cmocka_unit_test(a_function_has_its_graphs_once),
		cmocka_unit_test(conditions_are_set_or_touched_or_left_alone),
		cmocka_unit_test(a_member_that_comes_out_otherwise_is_doubted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
