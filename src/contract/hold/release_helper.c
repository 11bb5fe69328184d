// SPDX-License-Identifier: GPL-2.0-only
#include "contract/hold/release_helper.h"

#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/outline/words.h"
#include "c/syntax/call.h"
#include "calls/value/integer.h"
#include "contract/hold/release.h"
#include "contract/path/callee.h"

/* A helper is a small one. */
#define MAX_TOKENS 120

struct helper {
	struct source *source;
	const struct function *function;
	const struct variant *variant;
	int array, count;
};

static bool is_parameter(const struct helper *helper, const struct expr *expr, int place)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_IDENTIFIER &&
	       local_find(helper->source, expr->op).parameter == place;
}

/* How often the body names the parameter. */
static size_t count_uses(const struct helper *helper, int place)
{
	const struct token_list *tokens = &helper->source->outline.tokens;
	size_t n = 0;

	for (size_t i = helper->function->body; i < helper->function->end; i++)
		n += tokens->items[i].kind == TOKEN_IDENTIFIER && is_object_at(tokens, i) &&
		     local_find(helper->source, i).parameter == place;
	return n;
}

/* In each round, and not under a condition. */
static bool is_done_always(const struct helper *helper, const struct statement *loop, size_t i)
{
	const struct statement *at = variant_at(helper->variant, i);

	while (at && at != loop && (at->kind == STATEMENT_BLOCK || at->kind == STATEMENT_EXPRESSION))
		at = at->parent;
	return at == loop;
}

/* put_page(array[index]) */
static bool drops_element(const struct helper *helper, const struct statement *loop, size_t index, size_t i)
{
	const struct outline *outline = &helper->source->outline;
	const struct release *release = release_at(&outline->tokens, i);
	const struct expr *page;
	struct call call;

	if (!release || release->operand == RELEASES_PAGES || !is_done_always(helper, loop, i) ||
	    call_read(outline, i, &helper->source->arena, &call) || !call.n)
		return false;
	page = expr_bare(call.arguments[0]);
	return page->kind == EXPR_INDEX && is_parameter(helper, page->left, helper->array) &&
	       expr_bare(page->right)->kind == EXPR_IDENTIFIER &&
	       same_token_text(&outline->tokens, expr_bare(page->right)->op, index);
}

/* The loop drops a page each time, and nothing leaves it before its end. */
static bool drops_all(const struct helper *helper, const struct statement *loop, size_t index)
{
	static const char *const exits[] = { "break", "continue", "goto", "return" };
	const struct token_list *tokens = &helper->source->outline.tokens;
	bool drops = false;

	for (size_t i = loop->first; i < loop->last; i++) {
		if (token_is_any(tokens, i, exits, ARRAY_SIZE(exits)))
			return false;
		drops |= drops_element(helper, loop, index, i);
	}
	return drops;
}

/* for (i = 0; i < count; i++), with the condition at hand. */
static bool is_loop(const struct helper *helper, const struct step *step)
{
	const struct outline *outline = &helper->source->outline;
	const struct expr *condition = step->condition;

	return condition && step->statement->kind == STATEMENT_FOR && condition->kind == EXPR_BINARY &&
	       expr_op_is(outline, condition, "<") && expr_bare(condition->left)->kind == EXPR_IDENTIFIER &&
	       is_parameter(helper, condition->right, helper->count) &&
	       drops_all(helper, step->statement, expr_bare(condition->left)->op);
}

static const struct expr *condition_of_loop(const struct helper *helper)
{
	const struct graph *graph = &graphs_of(helper->source, helper->function)[0];

	for (size_t b = 0; b < graph->n; b++)
		for (size_t s = 0; s < graph->blocks[b].n_steps; s++)
			if (is_loop(helper, &graph->blocks[b].steps[s]))
				return graph->blocks[b].steps[s].condition;
	return NULL;
}

bool release_helper_at(struct source *source, size_t i, size_t array, size_t count, bool *is_unsigned)
{
	struct helper helper = {
		.source = source, .function = callee_in_file(source, i), .array = (int)array,
		.count = (int)count,
	};
	const struct variants *variants;
	const struct expr *condition;

	if (!helper.function || helper.function->end - helper.function->body > MAX_TOKENS)
		return false;
	variants = source_variants(source, helper.function);
	if (variants->n != 1 || count_uses(&helper, helper.count) != 1)
		return false;
	helper.variant = &variants->items[0];
	condition = condition_of_loop(&helper);
	if (!condition)
		return false;
	*is_unsigned = integer_common(integer_of(source, condition->left),
				      integer_of(source, condition->right)).is_unsigned;
	return true;
}
