// SPDX-License-Identifier: GPL-2.0-only
#include "contract/lock/answer.h"

#include "c/outline/words.h"

void answers_follow(struct answers *answers, struct source *source, const struct function *function,
		    size_t token, enum lock_answer answer, struct arena *arena)
{
	enum gup_result result = answer == LOCK_IF_ZERO ? RESULT_ZERO_OR_ERRNO : RESULT_TRUTH;
	struct call call;
	const struct followed_call followed = { .call = &call, .first = relation_of_result(result, true) };

	if (answers->has_result || call_read(&source->outline, token, arena, &call))
		return;
	answers->source = source;
	answers->answer = answer;
	answers->has_result = relations_read(&answers->relations, source, function, &followed, arena);
}

bool answers_has(const struct answers *answers, size_t token)
{
	return answers->has_result && answers->relations.call.name == token;
}

/* Whether the lock is taken, as far as the result is known. */
static enum told told_by(const struct relation *relation, enum lock_answer answer)
{
	enum told zero = answer == LOCK_IF_ZERO ? TOLD_YES : TOLD_NO;

	if (!relation->result || relation->result & RELATION_UNKNOWN)
		return TOLD_NOTHING;
	if (relation->result == RELATION_ZERO)
		return zero;
	if (relation->result & RELATION_ZERO)
		return TOLD_NOTHING;
	return zero == TOLD_YES ? TOLD_NO : TOLD_YES;
}

bool answers_edge(const struct answers *answers, const struct edge *edge, const struct step *last,
		  struct relation *relation, enum told *told)
{
	*told = TOLD_NOTHING;
	if (!answers->has_result)
		return true;
	if (!relation_edge(&answers->relations, edge, last, relation))
		return false;
	*told = told_by(relation, answers->answer);
	return true;
}

/* `x` is 1 for x, x != 0 and x == 1, -1 for x == 0 and x != 1, 0 for all else. */
static int sense_of(const struct outline *outline, size_t variable, const struct expr *expr)
{
	bool is_zero, is_one, is_equal;

	expr = expr_bare(expr);
	if (expr->kind == EXPR_IDENTIFIER)
		return same_token_text(&outline->tokens, expr->op, variable) ? 1 : 0;
	if (expr->kind != EXPR_BINARY || sense_of(outline, variable, expr->left) != 1)
		return 0;
	is_equal = expr_op_is(outline, expr, "==");
	if (!is_equal && !expr_op_is(outline, expr, "!="))
		return 0;
	is_zero = expr_op_is(outline, expr_bare(expr->right), "0");
	is_one = expr_op_is(outline, expr_bare(expr->right), "1");
	if (!is_zero && !is_one)
		return 0;
	return is_zero == is_equal ? -1 : 1;
}

enum told answer_of_variable(const struct outline *outline, size_t variable, const struct edge *edge,
			     const struct step *last)
{
	int sense;

	if (!last || !last->condition || (edge->kind != EDGE_TRUE && edge->kind != EDGE_FALSE))
		return TOLD_NOTHING;
	sense = sense_of(outline, variable, last->condition);
	if (!sense)
		return TOLD_NOTHING;
	return (sense > 0) == (edge->kind == EDGE_TRUE) ? TOLD_YES : TOLD_NO;
}

bool answer_is_replaced(const struct token_list *tokens, size_t variable, const struct step *step)
{
	for (size_t i = step->first; i < step->last; i++)
		if (same_token_text(tokens, i, variable) && is_assignment(tokens, token_next(tokens, i)))
			return true;
	return false;
}
