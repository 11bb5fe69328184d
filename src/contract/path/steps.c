// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/steps.h"

#include "base/data/arena.h"
#include "base/data/mem.h"

#include <stdlib.h>

struct reader {
	const struct outline *outline;
	const struct token_list *tokens;
	struct arena *arena;
	struct step_exprs *list;
};

static void add(struct reader *reader, const struct step *step, size_t name, const struct expr *expr)
{
	struct step_expr item = { .step = step, .name = name, .expr = expr };

	VEC_PUSH(reader->list, item);
}

/* The comma or the semicolon behind token i, outside of brackets; or last. */
static size_t declarator_end(const struct reader *reader, size_t i, size_t last)
{
	for (; i < last; i = token_next(reader->tokens, i)) {
		if (token_is(reader->tokens, i, ",") || token_is(reader->tokens, i, ";"))
			return i;
		if (token_is(reader->tokens, i, "(") || token_is(reader->tokens, i, "[") ||
		    token_is(reader->tokens, i, "{"))
			i = outline_closing(reader->outline, i);
		if (i == NO_TOKEN)
			return last;
	}
	return last;
}

/* The `=` between tokens, outside of brackets, or NO_TOKEN. */
static size_t equals_in(const struct reader *reader, size_t i, size_t last)
{
	for (; i < last; i = token_next(reader->tokens, i)) {
		if (token_is(reader->tokens, i, "="))
			return i;
		if (token_is(reader->tokens, i, "(") || token_is(reader->tokens, i, "[") ||
		    token_is(reader->tokens, i, "{"))
			i = outline_closing(reader->outline, i);
		if (i == NO_TOKEN)
			break;
	}
	return NO_TOKEN;
}

/* `type a = x, *b, c[2] = { y };`: each value with its variable. */
static void read_declaration(struct reader *reader, const struct step *step)
{
	size_t first = step->first;

	while (first < step->last) {
		size_t end = declarator_end(reader, first, step->last);
		size_t equals = equals_in(reader, first, end), name;

		if (equals != NO_TOKEN) {
			name = token_previous(reader->tokens, equals);
			add(reader, step, reader->tokens->items[name].kind == TOKEN_IDENTIFIER ?
			    name : NO_TOKEN,
			    expr_read(reader->outline, token_next(reader->tokens, equals), end,
				      reader->arena));
		}
		first = token_next(reader->tokens, end);
	}
}

/* What stands behind the step may be the # of a directive: nothing is asked about that. */
static size_t without_semicolon(const struct reader *reader, const struct step *step)
{
	size_t last = step->last;

	return last > step->first && token_is(reader->tokens, last - 1, ";") ? last - 1 : last;
}

static void read_step(struct reader *reader, const struct step *step)
{
	size_t first = step->first, last = without_semicolon(reader, step);
	const struct expr *expr = step->condition;

	if (!expr && step->statement->kind == STATEMENT_DECLARATION) {
		read_declaration(reader, step);
		return;
	}
	if (!expr && token_is(reader->tokens, first, "return"))
		first = token_next(reader->tokens, first);
	if (!expr && first >= last)
		return;
	if (!expr)
		expr = expr_read(reader->outline, first, last, reader->arena);
	/* for (int i = 0; */
	if (expr->kind == EXPR_BAD && step->statement->kind == STATEMENT_FOR &&
	    equals_in(reader, first, last) != NO_TOKEN)
		read_declaration(reader, step);
	else
		add(reader, step, NO_TOKEN, expr);
}

static int compare(const void *a, const void *b)
{
	const struct step_expr *left = a, *right = b;

	if (left->step->first != right->step->first)
		return left->step->first < right->step->first ? -1 : 1;
	return left->expr->first < right->expr->first ? -1 : left->expr->first > right->expr->first;
}

void step_exprs_read(const struct outline *outline, const struct graph *graph, struct arena *arena,
		     struct step_exprs *list)
{
	struct reader reader = {
		.outline = outline, .tokens = &outline->tokens, .arena = arena, .list = list,
	};

	*list = (struct step_exprs){0};
	for (size_t b = 0; b < graph->n; b++)
		for (size_t s = 0; s < graph->blocks[b].n_steps; s++)
			read_step(&reader, &graph->blocks[b].steps[s]);
	if (list->n)
		qsort(list->items, list->n, sizeof(*list->items), compare);
}
