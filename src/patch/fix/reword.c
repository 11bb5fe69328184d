// SPDX-License-Identifier: GPL-2.0-only
#include "patch/fix/reword.h"

#include "c/source/source.h"
#include "c/syntax/call.h"

#include <string.h>

/* Both calls, each in its own text. */
struct reworded {
	struct source *source;
	const struct call *old;
	struct outline outline;		/* of the text */
	struct call call;
};

/* True if argument i of the text is argument j of the old call, comments and all. */
static bool is_same(const struct reworded *reworded, size_t i, size_t j)
{
	const struct expr *new = reworded->call.arguments[i], *old = reworded->old->arguments[j];

	if (new->last - new->first != old->last - old->first)
		return false;
	for (size_t t = 0; t < new->last - new->first; t++)
		if (!token_is_same(&reworded->outline.tokens, new->first + t,
				&reworded->source->outline.tokens, old->first + t))
			return false;
	return true;
}

static const char *text_of(const struct reworded *reworded, size_t i)
{
	const struct expr *argument = reworded->call.arguments[i];
	size_t begin = expr_begin(&reworded->outline, argument), end = expr_end(&reworded->outline, argument);

	return arena_printf(&reworded->source->arena, "%.*s", (int)(end - begin),
			    reworded->outline.tokens.text + begin);
}

static void plan_callee(const struct reworded *reworded, struct call_plan *plan)
{
	const struct token_list *tokens = &reworded->outline.tokens;
	const struct token *name = &tokens->items[reworded->call.name];

	if (!token_is_same(tokens, reworded->call.name, &reworded->source->outline.tokens, reworded->old->name))
		plan->callee = arena_printf(&reworded->source->arena, "%.*s", (int)name->length,
					    tokens->text + name->offset);
}

/* As many as before: each takes the place that it has. */
static void plan_in_place(const struct reworded *reworded, struct call_plan *plan)
{
	for (size_t i = 0; i < reworded->call.n; i++)
		call_plan_add(plan, i, is_same(reworded, i, i) ? NULL : text_of(reworded, i));
}

/* More or fewer: the next old one that is the same stays, and what is none of them is new. */
static void plan_in_order(const struct reworded *reworded, struct call_plan *plan)
{
	size_t next = 0;

	for (size_t i = 0; i < reworded->call.n; i++) {
		size_t j = next;

		while (j < reworded->old->n && !is_same(reworded, i, j))
			j++;
		if (j == reworded->old->n) {
			call_plan_add(plan, NO_ARGUMENT, text_of(reworded, i));
			continue;
		}
		call_plan_add(plan, j, NULL);
		next = j + 1;
	}
}

bool reword_call(struct source *source, const struct call *call, const char *text, struct call_plan *plan)
{
	struct reworded reworded = { .source = source, .old = call };
	bool is_call;

	outline_read(&reworded.outline, text, strlen(text));
	is_call = reworded.outline.tokens.n &&
		  !call_read(&reworded.outline, 0, &source->arena, &reworded.call) &&
		  reworded.call.close + 1 == reworded.outline.tokens.n;
	if (is_call) {
		call_plan_clear(plan, call, &source->arena);
		plan_callee(&reworded, plan);
		if (reworded.call.n == call->n)
			plan_in_place(&reworded, plan);
		else
			plan_in_order(&reworded, plan);
	}
	outline_free(&reworded.outline);
	return is_call;
}
