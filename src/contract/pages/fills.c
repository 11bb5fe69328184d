// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/fills.h"

#include "base/data/mem.h"
#include "base/data/search.h"
#include "c/outline/uses.h"
#include "contract/pages/array.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"
#include "kernel/api/api.h"

#include <stdlib.h>
#include <string.h>

static void add(struct fills *fills, struct source *source, size_t token, const struct expr *pages,
		struct part part, enum hold_kind kind)
{
	const struct expr *array = array_in(source, pages);
	struct fill fill = { .token = token, .part = part, .kind = kind };

	if (!array)
		return;
	fill.array = code_of_expr(&source->outline, array, &fills->arena);
	VEC_PUSH(fills, fill);
}

/* A function of the file, under a name of the family, may fill whatever it gets. */
static void add_of_namesake(struct fills *fills, struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct token *token = &tokens->items[i];
	struct call call;

	if (!gup_function_find(tokens->text + token->offset, token->length) ||
	    !callee_is_own(source, i) || call_read(&source->outline, i, &fills->arena, &call))
		return;
	for (size_t a = 0; a < call.n; a++)
		add(fills, source, i, call.arguments[a], (struct part){ .is_unknown = true }, HOLD_KIND_NONE);
}

/* The page, or the array, is the result, and a variable takes it. */
static void add_result(struct fills *fills, struct source *source, size_t i, const struct acquire *acquire)
{
	const struct expr variable = {
		.kind = EXPR_IDENTIFIER, .first = acquire->result, .last = acquire->result + 1,
		.op = acquire->result,
	};

	if (acquire->result != NO_TOKEN && is_object_at(&source->outline.tokens, acquire->result))
		add(fills, source, i, &variable, part_of_acquire(source, acquire), acquire->kind);
}

static void add_call(struct fills *fills, struct source *source, size_t i)
{
	struct acquire acquire;

	if (!acquire_at(source, i, &acquire))
		add_of_namesake(fills, source, i);
	else if (acquire.pages)
		add(fills, source, i, acquire.pages, part_of_acquire(source, &acquire), acquire.kind);
	else
		add_result(fills, source, i, &acquire);
}

void fills_read(struct fills *fills, struct source *source, const struct function *function)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = function->body; i < function->end && !fills->is_read; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER &&
		    token_is(tokens, token_next(tokens, i), "("))
			add_call(fills, source, i);
	fills->is_read = true;
}

void fills_free(struct fills *fills)
{
	free(fills->items);
	arena_free(&fills->arena);
	*fills = (struct fills){0};
}

/* The first one at the token or behind it. */
static size_t first_at(const struct fills *fills, size_t token)
{
	size_t i;

	LOWER_BOUND(i, fills->n, fills->items[i].token < token);
	return i;
}

const struct fill *fill_at(const struct fills *fills, size_t token, const char *array)
{
	for (size_t i = first_at(fills, token); i < fills->n && fills->items[i].token == token; i++)
		if (!strcmp(fills->items[i].array, array))
			return &fills->items[i];
	return NULL;
}
