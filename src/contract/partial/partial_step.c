// SPDX-License-Identifier: GPL-2.0-only
/* What the steps of one way do with the pages. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/owner/origin.h"
#include "contract/partial/page_loop.h"
#include "contract/partial/partial_private.h"

/* --- what is told --- */

/* Only if nothing of the kind has been told that stands in front of it. */
static void tell_as(struct walk *walk, enum partial_kind kind, const struct way *way, const struct partial *partial)
{
	struct partial *told = &walk->partials->items[kind];

	if (!walk->is_judging || way->memo.marks & MEMO_DOUBTED ||
	    (told->token != NO_TOKEN && told->token <= partial->token))
		return;
	*told = *partial;
	told->branch = way->branch;
	told->is_true = way->is_true;
}

static void tell(struct walk *walk, enum partial_kind kind, size_t token, const struct way *way)
{
	tell_as(walk, kind, way, &(struct partial){ .token = token, .is_certain = true });
}

/* The same of what a function does that nobody knows. */
static void suspect(struct walk *walk, enum partial_kind kind, size_t token, const struct way *way)
{
	tell_as(walk, kind, way, &(struct partial){ .token = token });
}

/* Fewer may have come, and the text looked at the result, but did not find out. */
static bool may_be_short(const struct walk *walk, const struct way *way)
{
	return partial_is_known(way) && way->relation.result & RELATION_SHORT &&
	       way->relation.result != walk->relations.first;
}

/* The array still holds what came. */
static bool is_filled(const struct walk *walk, const struct way *way)
{
	return walk->array.is_whole && !(way->left & (LEFT_RELEASED | LEFT_CHANGED));
}

/* Fewer came, or none. */
static bool is_short(const struct way *way)
{
	return partial_is_known(way) && !(way->relation.result & RELATION_FULL);
}

/* Fewer came, and nobody has released them on this way, or may do it. */
static bool is_lost(const struct walk *walk, const struct way *way)
{
	if (!may_be_short(walk, way) || !is_short(way))
		return false;
	return walk->array.is_whole ? !way->left :
				      walk->array.offset != NO_TOKEN &&
				      !(way->left & ~(uint32_t)(LEFT_EARLIER | LEFT_MEASURED));
}

bool partial_is_kept(const struct walk *walk, const struct expr *branch, bool is_true)
{
	for (size_t i = 0; i < walk->kept.n; i++)
		if (walk->kept.items[i].condition == branch && walk->kept.items[i].is_true == is_true)
			return true;
	return walk->kept.n == MAX_BRANCHES;
}

/* What leaves the pages behind on this way is no loss. */
static void leave(struct walk *walk, struct way *way, uint32_t why)
{
	way->left |= why;
	if (walk->is_judging && way->branch && walk->kept.n < MAX_BRANCHES &&
	    !partial_is_kept(walk, way->branch, way->is_true))
		walk->kept.items[walk->kept.n++] =
			(struct branch_taken){ .condition = way->branch, .is_true = way->is_true };
}

/* --- steps --- */

/* Fewer came, and were released; nothing else is put into the array, on whatever way. */
static bool is_emptied(const struct walk *walk, const struct way *way)
{
	for (size_t i = 0; i < walk->array.n_uses; i++)
		if (walk->array.uses[i].event == ARRAY_CHANGED && !walk->array.uses[i].is_other &&
		    walk->array.uses[i].token > walk->relations.call.name)
			return false;
	return walk->array.is_whole && way->left == LEFT_RELEASED && is_short(way) &&
	       way->relation.result & RELATION_SHORT;
}

/* What is wrong with a release of that many. */
static void judge_release(struct walk *walk, const struct way *way, const struct array_use *use)
{
	bool is_result;
	unsigned count = relation_of(&walk->relations, &way->relation, use->count, &is_result);

	if (is_emptied(walk, way) && relation_is_count(&walk->relations, &way->relation, use->count))
		tell(walk, PARTIAL_RELEASED, use->token, way);
	if (!is_filled(walk, way))
		return;
	if (is_result && partial_is_known(way) && count & RELATION_NEGATIVE && use->is_unsigned &&
	    !relation_is_doubted(&way->relation, count) && !partial_is_told(walk, way))
		tell(walk, PARTIAL_NEGATIVE, use->token, way);
	if (partial_missed_by(walk, way, use->count) > 0)
		tell(walk, PARTIAL_BEYOND, use->token, way);
	if (relation_is_count(&walk->relations, &way->relation, use->count) &&
	    (may_be_short(walk, way) || is_short(way)))
		tell(walk, PARTIAL_RELEASED, use->token, way);
}

static void meet_release(struct walk *walk, struct way *way, const struct array_use *use)
{
	if (partial_is_earlier(walk, way, use->count)) {
		way->left |= LEFT_EARLIER;
		return;
	}
	if (partial_is_total(walk, way, use->count))
		tell(walk, PARTIAL_RELEASED, use->token, way);
	judge_release(walk, way, use);
	leave(walk, way, partial_missed_by(walk, way, use->count) < 0 ? LEFT_FEWER : LEFT_RELEASED);
}

static bool is_within(const struct statement *statement, size_t token)
{
	return token >= statement->first && token < statement->last;
}

/* In a loop over the pages that came before. */
static bool is_in_earlier(const struct walk *walk, const struct way *way, size_t token)
{
	return way->left & LEFT_EARLIER && walk->earlier && is_within(walk->earlier, token);
}

/* In a loop that does not go through all that came. */
static bool is_in_fewer(const struct walk *walk, const struct way *way, size_t token)
{
	return way->left & LEFT_FEWER && walk->fewer && is_within(walk->fewer, token);
}

/* Who got single pages has none of those that the next call puts in their place. */
static uint32_t why_escaped(const struct walk *walk, const struct array_use *use)
{
	return partial_is_of_one(walk, use) ? LEFT_PICKED : LEFT_ESCAPED;
}

/* `pages = NULL` behind kfree(pages) keeps nothing. */
static void meet_change(struct walk *walk, struct way *way, const struct array_use *use)
{
	if (way->left & LEFT_RELEASED)
		way->left |= LEFT_CHANGED;
	else if (way->relation.result)
		leave(walk, way, LEFT_ESCAPED | LEFT_CHANGED);
	else if (use->is_other)
		way->left &= ~(uint32_t)LEFT_ESCAPED;
}

static void meet(struct walk *walk, struct way *way, const struct array_use *use)
{
	bool is_all = is_filled(walk, way) && use->count && may_be_short(walk, way) &&
		      relation_is_count(&walk->relations, &way->relation, use->count);

	switch (use->event) {
	case ARRAY_RELEASED:
		meet_release(walk, way, use);
		break;
	case ARRAY_ALL_USED:
		if (is_all)
			tell(walk, PARTIAL_USED, use->token, way);
		leave(walk, way, LEFT_ESCAPED);
		break;
	case ARRAY_HANDED_OVER:
		/* Who knows that fewer came hands all over to somebody who cleans up, and looks for them. */
		if (is_all && !is_short(way))
			suspect(walk, PARTIAL_USED, use->token, way);
		leave(walk, way, LEFT_ESCAPED);
		break;
	case ARRAY_FREED:
		if (is_lost(walk, way))
			tell(walk, PARTIAL_LOST, use->token, way);
		if (partial_leaves_rest(walk, way))
			tell(walk, PARTIAL_FEWER, use->token, way);
		way->left |= LEFT_RELEASED;
		break;
	case ARRAY_DROPPED:
		if (!is_in_earlier(walk, way, use->token) && !is_in_fewer(walk, way, use->token))
			leave(walk, way, LEFT_RELEASED);
		break;
	case ARRAY_CHANGED:
		meet_change(walk, way, use);
		break;
	case ARRAY_ESCAPED:
		leave(walk, way, why_escaped(walk, use));
		break;
	}
}

/*
 * A loop may release pages, hand them over, or put others in their place, whether or not its body runs on
 * this way. One that takes them does so with those of its last round.
 */
static void pass_loop(struct walk *walk, struct way *way, const struct statement *loop)
{
	if (is_within(loop, walk->relations.call.name))
		return;
	if (page_array_has(&walk->array, loop, ARRAY_DROPPED) ||
	    page_array_has(&walk->array, loop, ARRAY_RELEASED))
		leave(walk, way, LEFT_RELEASED);
	if (page_array_has(&walk->array, loop, ARRAY_HANDED_OVER))
		leave(walk, way, LEFT_ESCAPED);
	for (size_t i = 0; i < walk->array.n_uses; i++) {
		const struct array_use *use = &walk->array.uses[i];

		if (use->event == ARRAY_ESCAPED && is_within(loop, use->token))
			leave(walk, way, why_escaped(walk, use));
		else if (use->event == ARRAY_CHANGED && is_within(loop, use->token))
			meet_change(walk, way, use);
	}
}

/* By how many pages the loop goes on too far; less than 0: so many it leaves out. 0: or nobody can tell. */
static long loop_missed_by(const struct walk *walk, const struct way *way, const struct page_loop *loop)
{
	long by = partial_missed_by(walk, way, loop->limit);
	bool is_result = false, is_all;

	if (!loop->off || by)
		return by + loop->off;
	if (partial_is_known(way))
		relation_of(&walk->relations, &way->relation, loop->limit, &is_result);
	is_all = (loop->off > 0 || way->relation.result == RELATION_FULL) &&
		 relation_is_count(&walk->relations, &way->relation, loop->limit);
	return is_result || is_all ? loop->off : 0;
}

/* True: it releases fewer pages than came. `before` is the way as it came to the head. */
static bool look_at_loop(struct walk *walk, struct way *way, const struct way *before, const struct step *step)
{
	const struct statement *statement = step->statement;
	bool drops = page_array_has(&walk->array, statement, ARRAY_DROPPED);
	struct page_loop loop;
	long by;

	if (!step->condition || !is_filled(walk, way) ||
	    !page_loop_read(&walk->array, &walk->relations.variables, statement, step->condition,
			    walk->relations.arena, &loop))
		return false;
	before = loop.counts_in_head ? before : way;
	if (may_be_short(walk, before) && relation_is_count(&walk->relations, &before->relation, loop.limit))
		tell(walk, drops ? PARTIAL_RELEASED : PARTIAL_USED, step->first, way);
	if (drops && !loop.is_down && partial_runs_away(walk, way, step->condition))
		tell(walk, PARTIAL_NEGATIVE, step->first, way);
	by = loop_missed_by(walk, before, &loop);
	if (by > 0)
		tell(walk, PARTIAL_BEYOND, step->first, way);
	if (by >= 0 || !drops)
		return false;
	leave(walk, way, LEFT_FEWER);
	walk->fewer = statement;
	return true;
}

/* The head of a loop: whether its body runs for all pages. */
static void enter_loop(struct walk *walk, struct way *way, const struct way *before, const struct step *step)
{
	/* Of `pages && i < n` the last part decides; of `i < n && pages[i]` each. */
	if (token_is(&walk->source->outline.tokens, step->last, "&&")) {
		if (page_array_is_named(&walk->array, step->last, step->statement->close))
			pass_loop(walk, way, step->statement);
		return;
	}
	if (partial_goes_through_earlier(walk, way, step)) {
		walk->earlier = step->statement;
		way->left |= LEFT_EARLIER;
		return;
	}
	if (partial_goes_through_total(walk, way, step))
		tell(walk, PARTIAL_RELEASED, step->first, way);
	if (!look_at_loop(walk, way, before, step))
		pass_loop(walk, way, step->statement);
}

/* What a function returns tells what its numbers mean. */
static void note_convention(struct walk *walk, const struct way *way, unsigned value, bool is_result)
{
	if (!walk->is_judging || !partial_is_known(way) || !(way->relation.result & RELATION_FULL))
		return;
	if (is_result || (value & RELATION_POSITIVE && !(value & RELATION_NEGATIVE)))
		walk->returns_count = true;
	else if (value == RELATION_ZERO)
		walk->returns_zero = true;
}

/* The array itself is returned, or as many as were asked for: then the caller takes them for all. */
static bool returns_all(const struct walk *walk, const struct way *way, const struct expr *expr)
{
	expr = expr_bare(expr);
	return relation_is_count(&walk->relations, &way->relation, expr) ||
	       page_array_is(&walk->array, expr);
}

/* ERR_PTR(ret): whatever the function returns else, that is meant for an error. */
static bool is_error_pointer(const struct walk *walk, const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_CALL && expr_op_is(&walk->source->outline, expr->left, "ERR_PTR");
}

static void return_value(struct walk *walk, const struct way *way, const struct step *step,
			 const struct expr *expr)
{
	bool is_result = false;
	unsigned value = relation_of(&walk->relations, &way->relation, expr, &is_result);
	bool is_all = returns_all(walk, way, expr);

	note_convention(walk, way, value, is_result);
	if (!may_be_short(walk, way))
		return;
	if (is_short(way) && (value & RELATION_POSITIVE) == RELATION_SHORT) {
		if (is_error_pointer(walk, expr))
			tell(walk, PARTIAL_RETURNED, step->first, way);
		else
			suspect(walk, PARTIAL_RETURNED, step->first, way);
	}
	if (!is_short(way) && !way->follows && is_filled(walk, way) &&
	    (is_all || (value == RELATION_ZERO && !walk->array.is_own)))
		suspect(walk, PARTIAL_SUCCESS, step->first, way);
}

static void leave_function(struct walk *walk, const struct way *way, const struct step *step)
{
	const struct outline *outline = &walk->source->outline;
	size_t first = token_next(&outline->tokens, step->first), last = step->last;

	if (token_is(&outline->tokens, last - 1, ";"))
		last--;
	if (first < last)
		return_value(walk, way, step, expr_read(outline, first, last, walk->relations.arena));
	if (is_lost(walk, way) &&
	    (walk->array.is_own || walk->array.is_scoped || way->left & LEFT_EARLIER))
		tell(walk, PARTIAL_LOST, step->first, way);
	if (partial_leaves_rest(walk, way) && (walk->array.is_own || walk->array.is_scoped))
		tell(walk, PARTIAL_FEWER, step->first, way);
}

/* --- all of it --- */

void partial_step(void *state, const struct step *step, void *data)
{
	struct walk *walk = data;
	struct way *way = state;
	const struct way before = *way;

	relation_step(&walk->relations, step, &way->relation);
	partial_note_follower(walk, &before, way, step);
	if (step->first <= walk->relations.call.name && walk->relations.call.name < step->last) {
		way->left &= LEFT_ESCAPED;
		way->follows = false;
		way->touched = 0;
		way->branch = NULL;
		return;
	}
	if (partial_is_remembered(walk, way, step))
		way->memo.marks |= MEMO_DOUBTED;
	partial_advance(walk, way, step);
	for (size_t i = 0; i < walk->array.n_uses; i++)
		if (walk->array.uses[i].token >= step->first && walk->array.uses[i].token < step->last)
			meet(walk, way, &walk->array.uses[i]);
	if (partial_is_loop_head(step))
		enter_loop(walk, way, &before, step);
	else if (step->statement->kind == STATEMENT_RETURN)
		leave_function(walk, way, step);
}
