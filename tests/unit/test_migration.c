// SPDX-License-Identifier: GPL-2.0-only
/* The migration room: the language, the rule that takes a call, and the call that comes of it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/err.h"
#include "base/data/mem.h"
#include "conversion/migration/fill.h"
#include "conversion/migration/match.h"
#include "outcome/plan/print.h"

#include <stdlib.h>
#include <string.h>

/* What becomes of the first call in text: the whole of it, or why not, or "-": no rule takes it. */
static char *converted(const char *rules, const char *text)
{
	struct scanned_file file = {0};
	struct migration migration;
	struct source source;
	struct err err = {0};
	struct call_plan plan;
	struct call call;
	const char *reason;
	char *after;

	if (migration_parse(&migration, "m", rules, strlen(rules), &err))
		fail_msg("%s", err.text);
	scan_text_names("a.c", text, strlen(text), migration.names.items, migration.n_callees, &file);
	assert_true(file.n_mentions > 0);
	source_from_text(&source, &file, text, strlen(text));
	assert_int_equal(call_read(&source.outline, source.tokens[0], &source.arena, &call), 0);
	struct filling filling = {
		.migration = &migration, .rule = migration_match(&migration, &source, &call),
		.source = &source, .call = &call,
	};

	if (!filling.rule) {
		after = mem_strdup("-");
	} else if (!filling.rule->successor) {
		after = mem_printf("left: %s", filling.rule->reason);
	} else {
		reason = migration_fill(&filling, &plan);
		after = reason ? mem_printf("not: %s", reason) : call_print_whole(&source, &call, &plan);
	}
	source_close(&source);
	scanned_file_free(&file);
	migration_free(&migration);
	return after;
}

struct row {
	const char *rules, *call, *after;
};

/* Each call is a statement of its own in a function. */
static void check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *text = mem_printf("int f(int a, int b)\n{\n\t%s;\n}\n", rows[i].call);
		char *after = converted(rows[i].rules, text);

		assert_string_equal(after, rows[i].after);
		free(after);
		free(text);
	}
}

static void test_arguments(void **state)
{
	static const struct row rows[] = {
		{ "old(a, b) -> new(b, a)", "old(x, y + 1)", "new(y + 1, x)" },
		{ "old(a, b) -> old(b)", "old(this, that)", "old(that)" },
		{ "old() -> old(NULL)", "old()", "old(NULL)" },
		{ "old(a) -> old()", "old(x)", "old()" },
		{ "old(a) -> new(a, a)", "old(x->y)", "new(x->y, x->y)" },
		{ "old(a, ...) -> new(...)", "old(x, y, z)", "new(y, z)" },
		{ "old(a, ...) -> new(0, ...)", "old(x)", "new(0)" },
		{ "old -> new", "old(x, y)", "new(x, y)" },
		{ "old(a) -> new(a, \"name\", sizeof(*a))", "old(p)", "new(p, \"name\", sizeof(*p))" },
		{ "old(a) -> new(to_dev(a)->parent)", "old(p)", "new(to_dev(p)->parent)" },
		{ "old(a) -> new(`jiffies`, a)", "old(p)", "new(jiffies, p)" },
		/* A backquote is no blank, but holds apart what would become one word, or one operator. */
		{ "old(a) -> new(&`root_ns`, a)", "old(p)", "new(&root_ns, p)" },
		{ "old(a) -> new(`root`[0] + a)", "old(p)", "new(root[0] + p)" },
		{ "old(a) -> new(sizeof`root`, -`-1` - a)", "old(p)", "new(sizeof root, - -1 - p)" },
		/* A member is no parameter, whatever its name is. */
		{ "old(a, b) -> new(b->a, a)", "old(x, y)", "new(y->a, x)" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

/* Expressions on the left side. */
static void test_parts(void **state)
{
	static const struct row rows[] = {
		{ "old(&mm->lock) -> new(mm)", "old(&current->mm->lock)", "new(current->mm)" },
		{ "old(&mm->lock) -> new(mm)", "old((&(mm)->lock))", "new(mm)" },
		{ "old(&mm->lock) -> new(mm)", "old(&mm.lock)", "-" },
		{ "old(&mm->lock) -> new(mm)", "old(&mm->other)", "-" },
		{ "old(&mm->lock) -> new(mm)", "old(lock)", "-" },
		{ "old(&mm->lock) -> new(mm, mm)", "old(&get()->lock)",
		  "not: `get()` would stand in new() more than once, and may do something each time; put its value "
		  "into a variable" },
		{ "old(&mm->lock) -> new(mm)", "old(&mm /* which? */->lock)",
		  "not: a comment stands in or beside `&mm /* which? */->lock`, of which new() takes a part; "
		  "convert it by hand" },
		{ "old(n * size, flags) -> new(n, size, flags)", "old(a * sizeof(*p), f)", "new(a, sizeof(*p), f)" },
		{ "old(n * size, flags) -> new(n, size, flags)", "old((a + 1) * b, f)", "new(a + 1, b, f)" },
		{ "old(n * size, flags) -> new(n, size, flags)", "old(a * b * c, f)", "new(a * b, c, f)" },
		{ "old(n * size, flags) -> new(n, size, flags)", "old(a + b, f)", "-" },
		{ "old(x, &x->lock) -> new(x)", "old(p->q, &p->q->lock)", "new(p->q)" },
		{ "old(x, &x->lock) -> new(x)", "old(p->q, &q->lock)", "-" },
		{ "old(x, &x->lock) -> new(x)", "old(get(), &get()->lock)",
		  "not: `&get()->lock` is passed more than once, and may do something each time; put its value into a "
		  "variable" },
		{ "old(&mm->lock) -> new(mm)", "old(&get()->lock)", "new(get())" },
		{ "old(a - a) -> new(a)", "old(p - p)", "new(p)" },
		{ "old(a - a) -> new(a)", "old(p - q)", "-" },
		{ "old(p + 1) -> new(p->next)", "old(a + b + 1)", "new((a + b)->next)" },
		{ "old(p[i]) -> new(p, i)", "old(x->y[z - 1])", "new(x->y, z - 1)" },
		{ "old(a | FLAG) -> new(a)", "old(x | y | FLAG)", "new(x | y)" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

/* An argument that takes an old one's place keeps the line that it stood in. */
static void test_places(void **state)
{
	static const struct row rows[] = {
		{ "old(n * size, f) -> new(n, size, f)", "old(\n\t\ta * b, c)", "new(\n\t\ta, b, c)" },
		{ "old(f, n * size) -> new(f, n, size)", "old(c,\n\t\ta * b)", "new(c,\n\t\ta, b)" },
		{ "old(a, b) -> new(a, b + 1)", "old(x,\n\t\ty)", "new(x,\n\t\ty + 1)" },
		/* Of two that are made of one, neither does. */
		{ "old(a, b) -> new(a, b + 1, b)", "old(x,\n\t\ty)", "new(x, y + 1,\n\t\ty)" },
		{ "old(a, b) -> new(a, b + 1, b - 1)", "old(x,\n\t\ty)", "new(x, y + 1, y - 1)" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void test_parentheses(void **state)
{
	static const struct row rows[] = {
		{ "old(a) -> new(a | F)", "old(x)", "new(x | F)" },
		{ "old(a) -> new(a | F)", "old(x | y)", "new(x | y | F)" },
		{ "old(a) -> new(F | a)", "old(x | y)", "new(F | x | y)" },
		{ "old(a) -> new(a | F)", "old(x ? y : z)", "new((x ? y : z) | F)" },
		{ "old(a) -> new(a | F)", "old((x ? y : z))", "new((x ? y : z) | F)" },
		/* gcc asks for these two. */
		{ "old(a) -> new(a | F)", "old(x & y)", "new((x & y) | F)" },
		{ "old(a) -> new(a << 2)", "old(x + y)", "new((x + y) << 2)" },
		{ "old(a) -> new(a << 2)", "old(x * y)", "new(x * y << 2)" },
		{ "old(a) -> new(a || b(a))", "old(x && y)", "new((x && y) || b(x && y))" },
		{ "old(a) -> new(8 - a)", "old(x - y)", "new(8 - (x - y))" },
		{ "old(a) -> new(a - 8)", "old(x - y)", "new(x - y - 8)" },
		{ "old(a) -> new(-a)", "old(-x)", "new(-(-x))" },
		{ "old(a) -> new(&a->dev)", "old(x + 1)", "new(&(x + 1)->dev)" },
		{ "old(a) -> new(&a->dev)", "old(x[1])", "new(&x[1]->dev)" },
		{ "old(a) -> new((u64)a)", "old(x + 1)", "new((u64)(x + 1))" },
		{ "old(a) -> new((u64)a)", "old(*x)", "new((u64)*x)" },
		{ "old(a) -> new(a ? 1 : 0)", "old(x ? y : z)", "new((x ? y : z) ? 1 : 0)" },
		{ "old(a) -> new(!a)", "old(!!x)", "new(!!!x)" },
		{ "old(a) -> new(!a)", "old(x == y)", "new(!(x == y))" },
		{ "old(a) -> new(sizeof(a))", "old(x + 1)", "new(sizeof(x + 1))" },
		{ "old(a) -> new(sizeof(*a))", "old(x + 1)", "new(sizeof(*(x + 1)))" },
		{ "old(a, b) -> new(b[a])", "old(x + 1, y)", "new(y[x + 1])" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void test_conditions(void **state)
{
#define BY_NUMBER "old(a, n) -> one(a)\n\twhere n == 1\nold(a, n) -> many(a, n)\n"
#define BY_USE "old(a) -> quiet(a)\n\twhere result unused\nold(a) -> left \"say why\"\n"
	static const struct row rows[] = {
		{ "old(NULL, a) -> new(a)", "old(NULL, x)", "new(x)" },
		{ "old(NULL, a) -> new(a)", "old(0, x)", "new(x)" },
		{ "old(NULL, a) -> new(a)", "old((NULL), x)", "new(x)" },
		{ "old(NULL, a) -> new(a)", "old(y, x)", "-" },
		{ "old(0, a) -> new(a)", "old(0x0UL, x)", "new(x)" },
		{ "old(0, a) -> new(a)", "old(NULL, x)", "-" },
		{ "old(current, a) -> new(a)", "old(current, x)", "new(x)" },
		{ "old(THIS_MODULE, a) -> new(a)", "old(THIS_MODULE, x)", "new(x)" },
		{ "old(`current->mm`, a) -> new(a)", "old(current -> mm, x)", "new(x)" },
		{ "old(-1, a) -> new(a)", "old(-1, x)", "new(x)" },
		{ BY_NUMBER, "old(x, 1)", "one(x)" },
		{ BY_NUMBER, "old(x, 0x1)", "one(x)" },
		{ BY_NUMBER, "old(x, n)", "many(x, n)" },
		{ "old(a, n) -> new(a)\nwhere n != 1 && a != NULL", "old(x, 2)", "new(x)" },
		{ "old(a, n) -> new(a)\nwhere n != 1 && a != NULL", "old(0, 2)", "-" },
		{ BY_USE, "old(x)", "quiet(x)" },
		{ BY_USE, "(void)old(x)", "quiet(x)" },
		{ BY_USE, "if (x) old(x)", "quiet(x)" },
		{ BY_USE, "a = old(x)", "left: say why" },
		{ BY_USE, "if (old(x)) return 0", "left: say why" },
		{ BY_USE, "for (old(x); a;) b++", "left: say why" },
		{ BY_USE, "a = ({ b++; old(x); })", "left: say why" },
		{ "old(a, b) -> new(a)", "old(x)", "-" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void test_effects(void **state)
{
	static const struct row rows[] = {
		{ "old(a, b) -> new(b)", "old(get(x), y)", "not: argument 1 of old() goes, but `get(x)` may do "
		  "something; keep that as a statement if it is needed" },
		{ "old(a, b) -> new(b)", "old(i++, y)", "not: argument 1 of old() goes, but `i++` may do "
		  "something; keep that as a statement if it is needed" },
		{ "old(a, b) -> new(b)", "old(x = 1, y)", "not: argument 1 of old() goes, but `x = 1` may do "
		  "something; keep that as a statement if it is needed" },
		{ "old(a, b) -> new(b)", "old((*f)(1), y)", "not: argument 1 of old() goes, but `(*f)(1)` may do "
		  "something; keep that as a statement if it is needed" },
		{ "old(a, b) -> new(b)", "old((u32)(x), y)", "new(y)" },
		{ "old(a, b) -> new(b)", "old((struct x *)(x), y)", "new(y)" },
		{ "old(a, b) -> new(b)", "old(ARRAY_SIZE(x), y)", "new(y)" },
		{ "old(a, b) -> new(b)", "old(ARRAY_SIZE(x[i++]), y)", "not: argument 1 of old() goes, but "
		  "`ARRAY_SIZE(x[i++])` may do something; keep that as a statement if it is needed" },
		{ "old(a, b) -> new(b)", "old(sizeof(struct page), y)", "new(y)" },
		{ "old(a) -> new(a, a)", "old(get(x))", "not: `get(x)` would stand in new() more than once, and "
		  "may do something each time; put its value into a variable" },
		{ "old(a, b) -> new(b, a)", "old(get(x), i++)", "new(i++, get(x))" },
		{ "old(a, ...) -> new(a)", "old(x, y, i++)", "not: argument 3 of old() goes, but `i++` may do "
		  "something; keep that as a statement if it is needed" },
		{ "old(a, b) -> new(b)", "old(x /* why */ + 1, y)", "not: argument 1 of old() goes, and a comment "
		  "with it; convert it by hand" },
		/* What nobody can read as an expression may stay, and go where it does nothing. */
		{ "old(a, b) -> new(b, a)", "old(struct page *, y)", "new(y, struct page *)" },
		{ "old(a, b) -> new(b)", "old(struct page *, y)", "new(y)" },
	};

	(void)state;
	check_rows(rows, ARRAY_SIZE(rows));
}

static void refused(const char *rules, const char *message)
{
	struct migration migration;
	struct err err = {0};

	assert_int_equal(migration_parse(&migration, "m", rules, strlen(rules), &err), -1);
	assert_string_equal(err.text, message);
	err_clear(&err);
	migration_free(&migration);
}

/* tests/migrations/wrong/ has the messages as users see them; here is what is refused and what is not. */
static void test_circles(void **state)
{
	(void)state;
	refused("a(x) -> b(x)\nb(x) -> a(x)\n", "m:1:1: what this makes is converted again by the rule in line 2, "
		"so that no run is the last; write here what becomes of it in the end, or use two files");
	refused("a(x, y) -> a(y, x)\n", "m:1:1: what this makes is converted again by the rule in line 1, "
		"so that no run is the last; write here what becomes of it in the end, or use two files");
	refused("a(x, y) -> a(x, 0)\n", "m:1:1: what this makes is converted again by the rule in line 1, "
		"so that no run is the last; write here what becomes of it in the end, or use two files");
	refused("a(x) -> b(x, 1)\n\nb(y, z) -> c(y)\n where z == 1\n", "m:1:1: what this makes is converted again by "
		"the rule in line 3, so that no run is the last; write here what becomes of it in the end, or "
		"use two files");
}

static void test_no_circles(void **state)
{
	static const char *const good[] = {
		"a(x, y) -> a(x)", "a(x, 0) -> a(x, F)", "a(x) -> b(x, 2)\nb(y, z) -> c(y)\nwhere z == 1",
		"a(x, n) -> a(x, 0)\nwhere n == 1", "a(x) -> b(x)\nb(x) -> left \"no\"", "a(x, y) -> b(y, x)",
		"a(x, n) -> a(x, 1)\nwhere n != 1", "a(NULL, x) -> b(x)\na(o, x) -> c(o, x)",
		"a(x) -> b(x)\nwhere result used\na(x) -> c(x)\nwhere result unused",
		"where(x) -> left(x)", "# only\n\na -> b # that\n", "a(\n\tx,\n\ty\n) -> b(x,\n\ty)",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		struct migration migration;
		struct err err = {0};

		if (migration_parse(&migration, "m", good[i], strlen(good[i]), &err))
			fail_msg("%s: %s", good[i], err.text);
		migration_free(&migration);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_parentheses),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_effects),
		cmocka_unit_test(test_circles),
		cmocka_unit_test(test_no_circles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
