// SPDX-License-Identifier: GPL-2.0-only
/* How a way leaves the function: with the pages or without, and whether that is a failure. */
#include "c/outline/words.h"
#include "contract/owner/own_private.h"

static bool is_called(const struct own_walk *walk, const struct expr *value, const char *name)
{
	return value->kind == EXPR_CALL && value->n_arguments == 1 &&
	       expr_op_is(&walk->source->outline, value->left, name);
}

/* Can the condition come out so on this way? */
static bool can_be(const struct own_walk *walk, const struct way *way, const struct expr *condition,
		   enum edge_kind kind)
{
	struct step step = { .condition = condition, .first = condition->first, .last = condition->last };
	struct edge edge = { .kind = kind };
	struct relation relation = way->relation;

	return relation_edge(&walk->relations, &edge, &step, &relation);
}

/* What of a ? b : c is returned, if the way tells. */
static const struct expr *chosen(const struct own_walk *walk, const struct way *way,
				 const struct expr *value)
{
	value = expr_bare(value);
	while (value->kind == EXPR_TERNARY && value->left) {
		bool if_true = can_be(walk, way, value->condition, EDGE_TRUE);

		if (if_true == can_be(walk, way, value->condition, EDGE_FALSE))
			break;
		value = expr_bare(if_true ? value->left : value->right);
	}
	return value;
}

/* Where pages can only be from the last call, only ways on which it handed out some are asked about. */
static struct way with_pages(const struct own_walk *walk, const struct way *way)
{
	struct way narrowed = *way;

	if (!way->has_more)
		narrowed.relation.result &= (unsigned char)(walk->came | RELATION_UNKNOWN);
	return narrowed;
}

/* A variable that the number of pages that are asked for is made of: it is no errno. */
static bool is_counted_with(const struct own_walk *walk, const struct expr *value)
{
	const struct expr *count = walk->relations.count_expr;
	const struct token_list *tokens = &walk->source->outline.tokens;

	value = expr_bare(value);
	for (size_t i = count ? count->first : 0; count && i < count->last; i++)
		if (value->kind == EXPR_IDENTIFIER && same_token_text(tokens, i, value->op))
			return true;
	return false;
}

/* Does the function fail, having pages, when it returns this? */
static bool is_failure(const struct own_walk *walk, const struct way *any, const struct expr *value)
{
	const struct way narrowed = with_pages(walk, any), *way = &narrowed;
	bool is_result = false, is_number = !walk->returns_pointer, is_error;
	unsigned is;

	value = chosen(walk, way, value);
	if (is_called(walk, value, "PTR_ERR") || is_called(walk, value, "ERR_CAST"))
		return true;
	is_error = is_called(walk, value, "ERR_PTR");
	is_number |= is_error;
	is = relation_of(&walk->relations, &way->relation, value, &is_result);
	if (is & RELATION_UNKNOWN)
		return false;
	if (!is_number)
		return !(is & RELATION_POSITIVE);
	if (is == RELATION_NEGATIVE || !(is & RELATION_NEGATIVE) || is_result || is_counted_with(walk, value))
		return is == RELATION_NEGATIVE;
	/* What was found not to be 0 is an errno; so is what goes into a pointer when all has been freed. */
	return !(is & RELATION_ZERO) || (is_error && walk->returns_pointer && way->lost);
}

/* What would be lost only if fewer pages came than asked for is another question. */
static bool is_leak(const struct own_walk *walk, const struct way *way)
{
	return !walk->is_filed && !way->has_choice && !way->is_lent && !memo_is_doubtful(&way->memo) &&
	       way->taker == TAKER_NONE && (!way->told || way->lost) &&
	       (way->has_more || (way->relation.result & walk->came_all &&
				  !(way->relation.result & RELATION_UNKNOWN)));
}

/* Where pages did come, and what they lie in is gone with the function, it does not matter what that returns. */
static bool ends_with_function(const struct own_walk *walk, const struct way *way)
{
	bool came = way->has_more || !(way->relation.result & ~walk->came);

	return came && !walk->is_foreign && !way->is_shared && !walk->is_shown && (way->lost || walk->is_on_stack);
}

static void leave(struct own_walk *walk, const struct way *way, bool fails)
{
	if (way->owner == OWNER_RELEASED)
		walk->sights |= *walk->pages.root.member && !(way->names & 1) ? SIGHT_RELEASED | SIGHT_CLEARED :
										SIGHT_RELEASED;
	if (!own_has_pages(walk, way))
		return;
	walk->sights |= way->lost ? SIGHT_FREED : SIGHT_KEPT;
	if (!is_leak(walk, way))
		walk->is_lost = true;
	if (is_leak(walk, way) && (fails || walk->is_single || ends_with_function(walk, way))) {
		walk->sights |= fails ? SIGHT_LEAK | SIGHT_FAILING : SIGHT_LEAK;
		walk->before = way->lost;
	}
}

void own_overwrite(struct own_walk *walk, const struct way *way)
{
	bool came = own_has_pages(walk, way) && !(way->relation.result & ~walk->came);

	/* A name of theirs beside that of the place, or one who knows the array, may still get at them. */
	if (came && is_leak(walk, way) && !way->at_choice && !way->is_shared && !way->has_more && !walk->is_foreign &&
	    !(way->names & ~1u)) {
		walk->sights |= SIGHT_LEAK;
		walk->before = way->lost;
	}
}

static const struct expr *returned(const struct own_walk *walk, const struct step *step)
{
	if (token_next(&walk->source->outline.tokens, step->first) >= step->last - 1)
		return NULL;
	for (size_t i = 0; i < walk->exprs.n; i++)
		if (walk->exprs.items[i].step == step)
			return walk->exprs.items[i].expr;
	return NULL;
}

void own_return(struct own_walk *walk, const struct way *way, const struct step *step)
{
	const struct expr *value = returned(walk, step);

	leave(walk, way, value && is_failure(walk, way, value));
}

void own_end(struct own_walk *walk, const struct way *way)
{
	walk->sights = 0;
	walk->before = 0;
	leave(walk, way, false);
}
