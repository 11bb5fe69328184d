// SPDX-License-Identifier: GPL-2.0-only
/* Conditions by which a function may remember what came, and which nobody follows. */
#include "base/data/mem.h"
#include "c/outline/uses.h"
#include "c/outline/words.h"
#include "c/syntax/call.h"
#include "contract/partial/partial_private.h"

/* The name at token i ends an argument of a function that can do something to it. */
static bool is_argument_at(const struct outline *outline, size_t i)
{
	static const char *const ends[] = { ",", ")" }, *const hints[] = { "likely", "unlikely" };
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_encloser(outline, i), name = token_previous(tokens, open);

	return token_is_any(tokens, token_next(tokens, i), ends, ARRAY_SIZE(ends)) && token_is(tokens, open, "(") &&
	       call_is_of(tokens, name) && !token_is_any(tokens, name, hints, ARRAY_SIZE(hints)) &&
	       !is_log_word(tokens, name) && !is_capitals(tokens, name);
}

/* `x = `, `x[i] =`, `f(x)`, `f(&p->x)` */
static bool is_touched_at(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t close = outline_closing(outline, token_next(tokens, i));

	return is_set_at(tokens, i) || is_argument_at(outline, i) ||
	       (close != NO_TOKEN && token_is(tokens, token_next(tokens, i), "[") &&
		is_assignment(tokens, token_next(tokens, close)));
}

/* The condition asks for what is behind the name: `*x`, `x->m`, `p->x`, `x[i]`, `f(x)`. */
static bool is_place_at(const struct outline *outline, size_t i)
{
	static const char *const before[] = { "*", ".", "->" };
	static const char *const behind[] = { "[", ".", "->" };
	const struct token_list *tokens = &outline->tokens;

	return token_is_any(tokens, token_previous(tokens, i), before, ARRAY_SIZE(before)) ||
	       token_is_any(tokens, token_next(tokens, i), behind, ARRAY_SIZE(behind)) ||
	       is_argument_at(outline, i);
}

/* Where the function touches what the condition asks for at token i. */
static void note_touches(struct walk *walk, const struct expr *condition, size_t i, uint32_t bit)
{
	const struct uses *uses = source_uses(walk->source);

	for (uint32_t u = uses_behind(uses, i, walk->relations.call.close); u != NO_USE && u < walk->function->end;
	     u = uses_next(uses, u))
		if (is_touched_at(&walk->source->outline, u))
			VEC_PUSH(&walk->touches, ((struct touch){ .token = u, .condition = condition, .bit = bit }));
}

static void note_places(struct walk *walk, const struct expr *condition, uint32_t bit)
{
	const struct outline *outline = &walk->source->outline;

	for (size_t i = condition->first; i < condition->last; i++)
		if (outline->tokens.items[i].kind == TOKEN_IDENTIFIER && is_place_at(outline, i) &&
		    variable_at(&walk->relations.variables, i) == NO_VARIABLE && !page_array_at(&walk->array, i))
			note_touches(walk, condition, i, bit);
}

void partial_find_touches(struct walk *walk)
{
	size_t n, bit = 0;

	for (size_t b = 0; b < walk->graph->n; b++)
		for (size_t s = 0; s < walk->graph->blocks[b].n_steps; s++) {
			const struct step *step = &walk->graph->blocks[b].steps[s];

			n = walk->touches.n;
			if (step->condition)
				note_places(walk, step->condition, UINT32_C(1) << bit);
			/* The last bit stands for all further ones. */
			bit += walk->touches.n > n && bit < 31;
		}
}

bool partial_is_remembered(const struct walk *walk, struct way *way, const struct step *step)
{
	bool is_remembered = false;

	if (!partial_is_known(way) || way->relation.result == RELATION_FULL)
		return false;
	for (size_t i = 0; i < walk->touches.n; i++) {
		const struct touch *touch = &walk->touches.items[i];

		is_remembered |= touch->condition == step->condition && way->touched & touch->bit;
	}
	for (size_t i = 0; i < walk->touches.n; i++)
		if (walk->touches.items[i].token >= step->first && walk->touches.items[i].token < step->last)
			way->touched |= walk->touches.items[i].bit;
	return is_remembered;
}
