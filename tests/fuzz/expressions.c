// SPDX-License-Identifier: GPL-2.0-only
/* Expressions, calls and prototypes, wherever the text might have one. */
#include "base/data/arena.h"
#include "c/outline/prototype.h"
#include "c/syntax/call.h"
#include "c/syntax/expr.h"
#include "fuzz.h"

static void check_expr(const struct outline *outline, const struct expr *expr, unsigned depth);

static void check_parts(const struct outline *outline, const struct expr *expr, unsigned depth)
{
	const struct expr *const parts[] = { expr->condition, expr->left, expr->right };

	for (size_t i = 0; i < 3; i++)
		if (parts[i])
			check_expr(outline, parts[i], depth + 1);
	for (size_t i = 0; i < expr->n_arguments; i++)
		check_expr(outline, expr->arguments[i], depth + 1);
}

/* Each node's bytes are in the text, and a good one's parts are in it. */
static void check_expr(const struct outline *outline, const struct expr *expr, unsigned depth)
{
	FUZZ_CHECK(depth < 5000);
	FUZZ_CHECK(expr->first <= outline->tokens.n && expr->last <= outline->tokens.n);
	FUZZ_CHECK(expr_begin(outline, expr) <= expr_end(outline, expr));
	FUZZ_CHECK(expr_end(outline, expr) <= outline->tokens.length);
	if (expr->kind == EXPR_BAD)
		return;
	FUZZ_CHECK(expr->first < expr->last && expr->op < outline->tokens.n);
	FUZZ_CHECK(expr_precedence(outline, expr) >= PRECEDENCE_COMMA);
	check_parts(outline, expr, depth);
}

static void read_range(const struct outline *outline, size_t first, size_t last)
{
	struct arena arena = {0};
	const struct expr *expr = expr_read(outline, first, last, &arena);

	check_expr(outline, expr, 0);
	check_expr(outline, expr_bare(expr), 0);
	arena_free(&arena);
}

static void read_call(const struct outline *outline, size_t i)
{
	struct arena arena = {0};
	struct call call;

	if (!call_read(outline, i, &arena, &call)) {
		FUZZ_CHECK(call.name == i && call.open > i && call.close > call.open);
		for (size_t a = 0; a < call.n; a++)
			check_expr(outline, call.arguments[a], 0);
	}
	arena_free(&arena);
}

static void read_prototype(const struct outline *outline, size_t i)
{
	struct prototype prototype;

	if (prototype_read(outline, i, &prototype))
		return;
	FUZZ_CHECK(prototype.returns && prototype.n <= MAX_PARAMETERS);
	for (size_t p = 0; p < prototype.n; p++) {
		const struct parameter *parameter = &prototype.parameters[p];

		FUZZ_CHECK(parameter->type && parameter->name);
		FUZZ_CHECK(parameter->begin < parameter->end);
		FUZZ_CHECK(!*parameter->name || (parameter->name_begin >= parameter->begin &&
						 parameter->name_begin < parameter->end));
	}
	prototype_free(&prototype);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text copy = fuzz_take(&at, text + length);
	struct outline outline;

	outline_read(&outline, copy.data, copy.length);
	read_range(&outline, 0, outline.tokens.n);
	for (size_t i = 0; i < outline.tokens.n && i < 500; i++) {
		size_t close = outline_closing(&outline, i);

		if (close != NO_TOKEN)
			read_range(&outline, token_next(&outline.tokens, i), close);
		if (outline.tokens.items[i].kind != TOKEN_IDENTIFIER)
			continue;
		read_call(&outline, i);
		if (!outline.tokens.items[i].directive)
			read_prototype(&outline, i);
	}
	outline_free(&outline);
	fuzz_text_free(&copy);
}
