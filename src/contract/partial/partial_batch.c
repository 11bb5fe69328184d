// SPDX-License-Identifier: GPL-2.0-only
/* Pages that go behind others of an array, which came before: `&pages[done]`, `pages + done`. */
#include "base/data/mem.h"
#include "c/outline/uses.h"
#include "c/outline/words.h"
#include "calls/value/reaching.h"
#include "contract/partial/page_loop.h"
#include "contract/partial/partial_private.h"
#include "contract/path/code.h"

#include <stdlib.h>

static bool is_offset(const struct walk *walk, const struct expr *count)
{
	count = count ? expr_bare(count) : NULL;
	return count && count->kind == EXPR_IDENTIFIER &&
	       same_token_text(&walk->source->outline.tokens, count->op, walk->array.offset);
}

bool partial_is_earlier(const struct walk *walk, const struct way *way, const struct expr *count)
{
	return walk->array.offset != NO_TOKEN && way->relation.result && !(way->left & LEFT_ADVANCED) &&
	       is_offset(walk, count);
}

bool partial_goes_through_earlier(const struct walk *walk, const struct way *way, const struct step *head)
{
	struct page_loop loop;

	return walk->array.offset != NO_TOKEN && head->condition &&
	       page_loop_read(&walk->array, &walk->relations.variables, head->statement, head->condition,
			      walk->relations.arena, &loop) &&
	       !loop.off && !loop.is_down && partial_is_earlier(walk, way, loop.limit);
}

void partial_advance(const struct walk *walk, struct way *way, const struct step *step)
{
	const struct token_list *tokens = &walk->source->outline.tokens;

	for (size_t i = step->first; walk->array.offset != NO_TOKEN && i < step->last; i++)
		if (same_token_text(tokens, i, walk->array.offset))
			way->left |= is_set_at(tokens, i) ? LEFT_ADVANCED : LEFT_MEASURED;
}

/* --- all that were to come --- */

/* `n - done` of pages behind `done`: n, or NULL. */
static const struct expr *total_in(const struct walk *walk, const struct expr *rest)
{
	rest = expr_uncast(rest);
	return rest->kind == EXPR_BINARY && expr_op_is(&walk->source->outline, rest, "-") &&
	       is_offset(walk, rest->right) ? expr_uncast(rest->left) : NULL;
}

/* The same of `min(n - done, 16)`, too. */
static const struct expr *total_of(const struct walk *walk, const struct expr *count)
{
	const struct expr *total = total_in(walk, count);

	count = expr_uncast(count);
	if (total || count->kind != EXPR_CALL ||
	    !(expr_op_is(&walk->source->outline, count->left, "min") ||
	      expr_op_is(&walk->source->outline, count->left, "min_t")))
		return total;
	for (size_t i = 0; i < count->n_arguments && !total; i++)
		total = total_in(walk, count->arguments[i]);
	return total;
}

/* The same of a variable that is set to nothing else for the call. */
static const struct expr *total_asked(const struct walk *walk)
{
	const struct expr *count = expr_uncast(walk->relations.count_expr), *total = NULL;
	struct assignments list;

	if (count->kind != EXPR_IDENTIFIER)
		return total_of(walk, count);
	reaching_assignments(walk->source, count->op, &list);
	if (list.n == 1 && list.whole && !list.cut && !list.items[0].is_address && list.items[0].value)
		total = total_of(walk, list.items[0].value);
	free(list.items);
	return total;
}

/* The function sets the number nowhere behind the call. */
static bool is_kept(const struct walk *walk, const struct expr *total)
{
	const struct uses *uses = source_uses(walk->source);

	if (total->kind != EXPR_IDENTIFIER)
		return false;
	for (uint32_t i = uses_behind(uses, total->op, walk->relations.call.name);
	     i != NO_USE && i < walk->function->end; i = uses_next(uses, i))
		if (may_be_set_at(&walk->source->outline.tokens, i))
			return false;
	return true;
}

bool partial_is_total(const struct walk *walk, const struct way *way, const struct expr *count)
{
	const struct expr *total;

	if (walk->array.offset == NO_TOKEN || !count || !walk->relations.count_expr ||
	    !partial_is_known(way) || way->relation.is_count_lost || !(way->relation.result & RELATION_NEGATIVE) ||
	    way->relation.result & RELATION_FULL || relation_is_doubted(&way->relation, way->relation.result) ||
	    way->left & (LEFT_RELEASED | LEFT_CHANGED | LEFT_ADVANCED | LEFT_MEASURED))
		return false;
	total = total_asked(walk);
	return total && is_kept(walk, total) && code_is_same(&walk->source->outline, total, expr_uncast(count));
}

bool partial_goes_through_total(const struct walk *walk, const struct way *way, const struct step *head)
{
	struct page_loop loop;

	return walk->array.offset != NO_TOKEN && head->condition &&
	       page_array_has(&walk->array, head->statement, ARRAY_DROPPED) &&
	       page_loop_read(&walk->array, &walk->relations.variables, head->statement, head->condition,
			      walk->relations.arena, &loop) &&
	       !loop.off && !loop.is_down && partial_is_total(walk, way, loop.limit);
}
