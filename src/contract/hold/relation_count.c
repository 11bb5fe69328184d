// SPDX-License-Identifier: GPL-2.0-only
/* What a call is asked for, and what it can return then. */
#include "base/data/mem.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/hold/relation.h"
#include "contract/hold/relation_private.h"
#include "contract/hold/wrapper.h"
#include "contract/path/code.h"

#include <stdlib.h>
#include <string.h>

unsigned relation_of_result(enum gup_result result, bool is_one)
{
	unsigned some = is_one ? RELATION_FULL : RELATION_POSITIVE;

	switch (result) {
	case RESULT_COUNT_OR_ERRNO:
		return RELATION_NEGATIVE | RELATION_ZERO | some;
	case RESULT_COUNT:
		return RELATION_ZERO | some;
	case RESULT_TRUTH:
	case RESULT_PAGE_OR_NULL:
		return RELATION_ZERO | RELATION_FULL;
	case RESULT_PAGE_OR_ERRPTR:
		return RELATION_NEGATIVE | RELATION_FULL;
	case RESULT_PAGE_OR_ERRPTR_OR_NULL:
		return RELATION_NEGATIVE | RELATION_ZERO | RELATION_FULL;
	case RESULT_ZERO_OR_ERRNO:
		return RELATION_NEGATIVE | RELATION_ZERO;
	default:
		return RELATION_ANY;
	}
}

static bool is_number_one(const struct outline *outline, const struct expr *expr)
{
	static const char *const ones[] = { "1", "1u", "1U", "1ul", "1UL", "1l", "1L" };

	expr = expr_uncast(expr);
	return expr->kind == EXPR_NUMBER &&
	       token_is_any(&outline->tokens, expr->op, ones, ARRAY_SIZE(ones));
}

struct parameter_use {
	const struct outline *outline;
	size_t place;
	size_t n;
	bool is_one;
};

static void look_at_caller(const struct call *call, void *data)
{
	struct parameter_use *use = data;

	use->n++;
	use->is_one &= use->place < call->n && is_number_one(use->outline, call->arguments[use->place]);
}

/* A parameter for which all callers pass 1. */
static bool is_parameter_one(struct source *source, size_t use, int place)
{
	const struct function *function = outline_function_at(&source->outline, use);
	struct parameter_use callers = {
		.outline = &source->outline, .place = (size_t)place, .is_one = true,
	};

	for (size_t i = function->item; i < function->name_token; i++)
		if (token_is(&source->outline.tokens, i, "static"))
			return callers_visit(source, function, look_at_caller, &callers) &&
			       callers.n && callers.is_one;
	return false;
}

bool relation_is_one(struct source *source, const struct expr *count)
{
	struct assignments list;
	struct local local;
	bool is_one;

	count = expr_uncast(count);
	if (count->kind != EXPR_IDENTIFIER || source->outline.tokens.items[count->op].directive)
		return is_number_one(&source->outline, count);
	local = local_find(source, count->op);
	if (!local.found)
		return false;
	reaching_assignments(source, count->op, &list);
	is_one = !list.cut && (list.whole ? list.n > 0 : local.parameter >= 0 &&
			       is_parameter_one(source, count->op, local.parameter));
	for (size_t i = 0; i < list.n; i++)
		is_one &= list.items[i].value && !list.items[i].is_address &&
			  is_number_one(&source->outline, list.items[i].value);
	free(list.items);
	return is_one;
}

bool relation_is_doubted(const struct relation *relation, unsigned bits)
{
	return relation->is_sign_doubted && (bits & RELATION_ANY) != RELATION_NEGATIVE;
}

bool relation_is_count(const struct relations *relations, const struct relation *relation,
		       const struct expr *expr)
{
	expr = expr_uncast(expr);
	return relations->count && !relation->is_count_lost &&
	       !strcmp(relations->count, code_of_expr(&relations->source->outline, expr,
						      relations->arena));
}

static unsigned first_of(enum acquire_answer answer, bool is_one)
{
	static const enum gup_result results[] = {
		[ANSWER_COUNT] = RESULT_COUNT_OR_ERRNO, [ANSWER_BYTES] = RESULT_COUNT_OR_ERRNO,
		[ANSWER_ALL] = RESULT_ZERO_OR_ERRNO, [ANSWER_TRUTH] = RESULT_TRUTH,
		[ANSWER_PAGE] = RESULT_PAGE_OR_ERRPTR_OR_NULL,
	};

	return relation_of_result(results[answer], is_one);
}

bool relations_of_acquire(struct relations *relations, struct source *source,
			  const struct function *function, const struct acquire *acquire,
			  struct arena *arena)
{
	struct followed_call followed = {
		.call = &acquire->call, .count = acquire->answer == ANSWER_COUNT ? acquire->count : NULL,
	};
	bool is_one = acquire->is_one || acquire->is_complete ||
		      (followed.count && relation_is_one(source, followed.count));

	followed.first = first_of(acquire->answer, is_one);

	/* A wrapper that returns NULL where it fails returns no ERR_PTR(), or the other way round. */
	if (acquire->answer == ANSWER_PAGE && acquire->wrapper && !(acquire->wrapper->fails & RELATION_UNKNOWN))
		followed.first &= RELATION_POSITIVE | acquire->wrapper->fails;
	if (!relations_read(relations, source, function, &followed, arena))
		return false;
	relations->is_pointer = acquire->answer == ANSWER_PAGE;
	return true;
}
