// SPDX-License-Identifier: GPL-2.0-only
/*
 * How the result of a call stands to what was asked for: at each `at();` of a body, and in each `return x;`
 * (with `r`). N is negative, Z zero, S short, F full, ? that nobody can tell; `=` that it is the result
 * itself; - that no way leads there, or none behind the call.
 */
#include "base/data/arena.h"
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "contract/hold/relation.h"
#include "contract/path/ways.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct way {
	struct memo memo;
	struct relation relation;
};

struct looking {
	struct relations relations;
	struct walker walker;
	struct walked walked;
	const struct graph *graph;
	const struct expr *returned;	/* of a return, else NULL */
	unsigned found;
	bool is_result;
	struct buf out;
};

static void step(void *state, const struct step *step, void *data)
{
	relation_step(data, step, &((struct way *)state)->relation);
}

static bool edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	return relation_edge(data, edge, last, &((struct way *)state)->relation);
}

static void look(void *state, void *data)
{
	struct looking *looking = data;
	const struct relation *relation = &((struct way *)state)->relation;
	bool is_result = true;

	if (!looking->returned)
		looking->found |= relation->result;
	else if (relation->result)
		looking->found |= relation_of(&looking->relations, relation, looking->returned,
					      &is_result);
	looking->is_result &= is_result;
}

static void print(struct looking *looking, struct point at)
{
	static const char letters[] = "NZSF?";

	looking->found = 0;
	looking->is_result = looking->returned;
	assert_true(ways_visit(looking->graph, &looking->walker, &looking->walked, at, look, looking));
	buf_printf(&looking->out, "%s%s", looking->out.length ? " " : "", looking->returned ? "r" : "");
	if (looking->found && looking->is_result)
		buf_puts(&looking->out, "=");
	for (size_t i = 0; letters[i]; i++)
		if (looking->found >> i & 1)
			buf_printf(&looking->out, "%c", letters[i]);
	if (!looking->found)
		buf_puts(&looking->out, "-");
}

/* All marks, in the order of the text. */
static void print_all(struct looking *looking, struct source *source, const struct function *function)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct point at;

	for (size_t i = function->body; i < function->end; i++) {
		bool is_return = token_is(tokens, i, "return") && !token_is(tokens, i + 1, ";");

		if (!is_return && !token_is(tokens, i, "at"))
			continue;
		assert_true(graph_find(looking->graph, i, &at));
		looking->returned = NULL;
		if (is_return)
			looking->returned = expr_read(&source->outline, i + 1,
						      graph_step(looking->graph, at)->last - 1,
						      &source->arena);
		print(looking, at);
	}
}

static char *relations_in(const char *text)
{
	struct scanned_file file = {0};
	struct looking looking = {0};
	const struct function *function;
	struct acquire acquire;
	struct source source;
	struct graph graph;
	struct way entry = {0};
	size_t i;

	source_from_text(&source, &file, text, strlen(text));
	function = &source.outline.functions.items[0];
	i = function->body;
	while (!acquire_at(&source, i, &acquire))
		assert_true(++i < source.outline.tokens.n);
	graph_make(&source.outline, &source_variants(&source, function)->items[0], &source.arena, &graph);
	assert_true(relations_of_acquire(&looking.relations, &source, function, &acquire, &source.arena));
	looking.graph = &graph;
	looking.walker = (struct walker){
		.size = sizeof(struct way), .conditions = conditions_of(&source, &graph),
		.step = step, .edge = edge, .data = &looking.relations,
	};
	entry.relation = relation_begin(&looking.relations);
	ways_walk(&graph, &looking.walker, &entry, &looking.walked);
	print_all(&looking, &source, function);
	walked_free(&looking.walked);
	source_close(&source);
	return buf_take(&looking.out);
}

#define HEAD "int f(struct work *work, unsigned long start, int n, size_t size, struct page **pages) { " \
	     "int ret, i, err = 0; unsigned int u; "
#define PIN "pin_user_pages_fast(start, n, 0, pages)"

struct row {
	const char *body, *expected;
};

static void assert_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *text = mem_printf(HEAD "%s }", rows[i].body), *found = relations_in(text);

		if (strcmp(found, rows[i].expected))
			fail_msg("%s\n  expected: %s\n  found:    %s", rows[i].body, rows[i].expected,
				 found);
		free(found);
		free(text);
	}
}

static void test_conditions(void **state)
{
	static const struct row rows[] = {
		{ "at(); ret = " PIN "; at();", "- NZSF" },
		{ "ret = " PIN "; if (ret < 0) at(); else at();", "N ZSF" },
		{ "ret = " PIN "; if (ret <= 0) at(); else at();", "NZ SF" },
		{ "ret = " PIN "; if (ret > 0) at(); else at();", "SF NZ" },
		{ "ret = " PIN "; if (ret >= 0) at(); else at();", "ZSF N" },
		{ "ret = " PIN "; if (0 > ret) at(); else at();", "N ZSF" },
		{ "ret = " PIN "; if (ret) at(); else at();", "NSF Z" },
		{ "ret = " PIN "; if (!ret) at(); else at();", "Z NSF" },
		{ "ret = " PIN "; if (ret != n) at(); else at();", "NZS F" },
		{ "ret = " PIN "; if (n != ret) at(); else at();", "NZS F" },
		{ "ret = " PIN "; if (ret < n) at(); else at();", "NZS F" },
		{ "ret = " PIN "; if (n > ret) at(); else at();", "NZS F" },
		{ "ret = " PIN "; if (ret == (long)n) at(); else at();", "F NZS" },
		{ "ret = " PIN "; if (ret < 1) at(); else at();", "NZ SF" },
		{ "ret = " PIN "; if (ret == 1) at(); else at();", "SF NZSF?" },
		{ "ret = " PIN "; if (ret < 1) at(); else at();", "NZ SF" },
		{ "ret = pin_user_pages_fast(start, 3, 0, pages); if (ret == 1) at(); else if (ret != 2) at();",
		  "S NZF" },
		{ "ret = pin_user_pages_fast(start, 4, 0, pages); if (ret == 1) at(); else if (ret != 2) at();",
		  "S NZSF" },
		{ "ret = " PIN "; err = ret == n ? 0 : ret > 0 ? -EAGAIN : -EFAULT;"
		  " if (err == -EAGAIN) at(); else at();", "NZS? NZSF?" },
		{ "ret = " PIN "; if (ret == 4) at(); else at();", "SF NZSF?" },
		{ "ret = " PIN "; if (ret == -EAGAIN) at(); else at();", "N NZSF" },
		{ "ret = " PIN "; if (IS_ERR_VALUE((unsigned long)ret)) at(); else at();", "N ZSF" },
		{ "ret = " PIN "; if (unlikely(ret < 0)) at(); else at();", "N ZSF" },
		{ "ret = " PIN "; if (WARN_ON(ret != n)) at(); else at();", "NZS F" },
		{ "ret = " PIN "; if (ret < 0 || ret != n) at(); else at();", "NZS F" },
		{ "ret = " PIN "; if (ret >= 0 && ret < n) at(); else at();", "ZS NF" },
		{ "if ((ret = " PIN ") != n) at(); else at();", "NZS F" },
		{ "if (" PIN " != n) at(); else at();", "NZS F" },
		{ "while (" PIN " == n) at(); at();", "F NZS" },
		/* A count of one cannot be short. */
		{ "ret = pin_user_pages_fast(start, 1, 0, pages); if (ret > 0) at(); else at();", "F NZ" },
		{ "ret = pin_user_pages_fast(start, 1, 0, pages); if (ret == 1) at(); else at();", "F NZ" },
		{ "n = 1; ret = " PIN "; if (ret != 1) at(); else at();", "NZ F" },
		/* In a comparison of unsigned numbers, an errno is a large one. */
		{ "u = " PIN "; if (u < n) at(); else at();", "ZS NF" },
		{ "ret = pin_user_pages_fast(start, size, 0, pages); if (ret < size) at(); else at();",
		  "ZS NF" },
		/* Nobody knows how these stand to the count. */
		{ "ret = " PIN "; if (ret < work->limit) at(); else at();", "NZSF? NZSF?" },
		{ "ret = " PIN "; if (size < work->limit) at(); else at();", "NZSF NZSF" },
		{ "ret = " PIN "; if (is_bad(ret)) at(); else at();", "NZSF? NZSF?" },
		{ "ret = " PIN "; i = n - ret; if (i) at(); else at();", "NZSF? NZSF?" },
		{ "ret = " PIN "; switch (ret) { case 0: at(); }", "Z" },
		{ "ret = " PIN "; switch (ret) { case 0: return; case -14: return; } at();", "NSF" },
		{ "ret = " PIN "; switch (ret) { case 1 ... 4: return; } at();", "NZSF?" },
		{ "ret = " PIN "; n = 4; if (ret < n) at(); else at();", "NZSF? NZSF?" },
		{ "ret = pin_user_pages_fast(start, work->n, 0, pages); if (ret != work->n) at(); else at();",
		  "NZS F" },
		{ "ret = pin_user_pages_fast(start, work->n, 0, pages); touch(work); if (ret != work->n) at(); "
		  "else at();", "NZSF? NZSF?" },
		{ "ret = " PIN "; for (i = 0; i < ret; i++) at(); at();", "NZSF NZSF" },
		{ "n = " PIN "; if (n < 0) at(); else if (n < n) at();", "N ZSF?" },
		/* Some ways end in an assertion. */
		{ "ret = " PIN "; BUG_ON(ret != n); at();", "F" },
		{ "ret = " PIN "; BUG_ON(ret < 0); at();", "ZSF" },
		{ "ret = " PIN "; WARN_ON(ret != n); at();", "NZSF" },
		{ "ret = " PIN "; CHECK(ret == n); at();", "NZSF?" },
		{ "ret = " PIN "; SHOW(\"got %d\", ret); at();", "NZSF" },
		{ "ret = work ? " PIN " : 0; at();", "NZSF?" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

static void test_values(void **state)
{
	static const struct row rows[] = {
		{ "ret = " PIN "; return ret;", "r=NZSF" },
		{ "return " PIN ";", "r-" },
		{ "ret = " PIN "; if (ret != n) return ret; return 0;", "r=NZS rZ" },
		{ "ret = " PIN "; err = ret; if (err < 0) at(); return (int)err;", "N r=NZSF" },
		{ "ret = " PIN "; if (ret != n) { if (ret >= 0) ret = -EFAULT; return ret; } return 0;",
		  "rN rZ" },
		{ "ret = " PIN "; if (ret < 0) goto out; ret = 0; out: if (ret) at(); return ret;",
		  "N rNZ" },
		{ "ret = " PIN "; if (ret != n) { err = -EFAULT; goto out; } out: if (err) at(); else at();"
		  "return err;", "NZS F rNZ" },
		{ "ret = " PIN "; return ret < 0 ? ret : 0;", "rNZ" },
		{ "ret = " PIN "; return ret < n ? -EFAULT : 0;", "rNZ" },
		{ "ret = " PIN "; return !ret ? -EFAULT : ret;", "rNSF" },
		{ "ret = " PIN "; ret = ret ?: -EFAULT; return ret;", "rNSF?" },
		{ "ret = " PIN "; i = ret < 0 ? ret : 0; if (i) at(); else at();", "N ZSF" },
		{ "ret = " PIN "; i = ret == n; if (i) at(); else at();", "F NZS" },
		{ "ret = " PIN "; i = ret == n && start; if (i) at();", "NZSF?" },
		{ "i = (ret = " PIN ") < 0 ? ret : 0; if (i) at(); else at();", "N ZSF" },
		{ "i = (ret = " PIN "); if (i < 0) at(); else if (ret < n) at();", "N ZS" },
		{ "ret = " PIN "; i = work ? 0 : ret != n ? -EFAULT : 0; if (i) at();", "NZSF?" },
		{ "ret = " PIN "; i = work ? -EFAULT : 0; if (ret < 0) at(); else if (i) at();", "N ZSF" },
		{ "ret = " PIN "; i = ret < 0 ? ret : -EFAULT; if (ret > 0 && i) at();", "SF" },
		{ "ret = " PIN "; return ret ?: -EFAULT;", "rNSF" },
		{ "ret = " PIN "; if (ret != n) return ret < 0 ? ret : -EFAULT; return ret;", "rN r=F" },
		{ "i = 0; ret = " PIN "; i += ret; if (i != n) at(); else at();", "NZS F" },
		{ "i = 1; ret = " PIN "; i += ret; if (i != n) at(); else at();", "NZSF? NZSF?" },
		{ "work->pinned = " PIN "; if (work->pinned != n) at(); return work->pinned;",
		  "NZS r=NZSF" },
		{ "work->pinned = " PIN "; touch(work); if (work->pinned != n) at();", "NZSF?" },
		{ "work->pinned = " PIN "; if (other->pinned != n) at();", "NZSF" },
		{ "ret = " PIN "; ret = other(work); if (ret < 0) at(); return ret;", "NZSF rNZSF" },
		{ "ret = " PIN "; if (ret < 0) at(); return (long)ERR_PTR(ret);", "N r=NZSF" },
		{ "ret = " PIN "; SET(ret); if (ret < 0) at();", "NZSF?" },
		{ "ret = " PIN "; touch(&ret); if (ret < 0) at();", "NZSF?" },
		{ "while (n) { ret = " PIN "; if (ret <= 0) break; n -= ret; at(); } at();", "SF NZSF?" },
		{ "ret = -ENOMEM; if (!work) goto out; ret = " PIN "; at(); out: return ret;",
		  "NZSF r=NZSF" },
	};

	(void)state;
	assert_rows(rows, ARRAY_SIZE(rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
