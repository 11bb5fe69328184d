// SPDX-License-Identifier: GPL-2.0-only
/* Pages that go behind others of an array, which came before: `&pages[done]`, `pages + done`. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/partial/page_loop.h"
#include "contract/partial/partial_private.h"

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
		if (same_token_text(tokens, i, walk->array.offset) && is_set_at(tokens, i))
			way->left |= LEFT_ADVANCED;
}
