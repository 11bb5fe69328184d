// SPDX-License-Identifier: GPL-2.0-only
#include "calls/value/bound.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/integer.h"
#include "calls/value/reaching.h"
#include "kernel/api/api.h"

#include <stdlib.h>

/* As in meaning.c. */
#define MAX_HOPS 5

static bool is_bounded(struct source *source, const struct expr *expr, unsigned hops);

/* n < x, LIMIT < n, n & mask, n % x; `pinned != n` finds what was cut. `i < n` says nothing of n. */
static bool is_limited_at(const struct token_list *tokens, size_t i)
{
	static const char *const behind[] = { "<", "<=", ">", ">=", "==", "!=", "&", "%", "&=", "%=" };
	static const char *const before[] = { "==", "!=", "&", "%" };
	size_t previous = token_previous(tokens, i), limit = token_previous(tokens, previous);

	if (token_is_any(tokens, token_next(tokens, i), behind, ARRAY_SIZE(behind)) ||
	    token_is_any(tokens, previous, before, ARRAY_SIZE(before)))
		return true;
	return (token_is(tokens, previous, "<") || token_is(tokens, previous, "<=")) &&
	       (is_capitals(tokens, limit) ||
		(tokens->items[limit].kind == TOKEN_NUMBER && !token_is(tokens, limit, "0")));
}

/* Who gets it may check it, or cannot allocate so much; the family does neither. */
static bool is_handed_over(const struct outline *outline, size_t i)
{
	static const char *const heads[] = { "if", "while", "for", "switch", "return", "sizeof" };
	size_t open = outline_enclosing_parenthesis(outline, i), callee;
	const struct token *token;

	if (open == NO_TOKEN)
		return false;
	callee = token_previous(&outline->tokens, open);
	if (callee >= outline->tokens.n ||
	    token_is_any(&outline->tokens, callee, heads, ARRAY_SIZE(heads)))
		return false;
	token = &outline->tokens.items[callee];
	return token->kind == TOKEN_IDENTIFIER &&
	       !gup_function_find(outline->tokens.text + token->offset, token->length);
}

static bool is_looked_at(struct source *source, const struct local *local, size_t use)
{
	const struct function *function = outline_function_at(&source->outline, use);
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_behind(uses, use, function->body); i != NO_USE && i < function->end;
	     i = uses_next(uses, i)) {
		if (i == local->declaration || i == use)
			continue;
		if (is_limited_at(&source->outline.tokens, i) || is_handed_over(&source->outline, i))
			return true;
	}
	return false;
}

static bool is_local_bounded(struct source *source, size_t use, unsigned hops)
{
	struct local local = local_find(source, use);
	struct integer type = integer_of_local(source, &local);
	struct assignments list;
	bool bounded;

	if (!type.is_known || type.bits < 64 || hops == MAX_HOPS || is_looked_at(source, &local, use))
		return true;
	reaching_assignments(source, use, &list);
	bounded = list.cut || !(list.n || local.parameter >= 0);
	/* One way without a bound is enough; a parameter's own value is one. */
	if (!bounded && list.n)
		bounded = list.whole || local.parameter < 0;
	for (size_t i = 0; i < list.n && bounded && !list.cut; i++)
		bounded = !list.items[i].value || is_bounded(source, list.items[i].value, hops + 1);
	free(list.items);
	return bounded;
}

/* The definition of the type is no use of the member. */
static bool is_declared_at(const struct outline *outline, size_t i)
{
	return outline->context[i] == CONTEXT_RECORD || outline->context[i] == CONTEXT_FILE;
}

/* Whoever in the file looks at a member of that name may keep it small; so may who gives it a value. */
static bool is_member_bounded(struct source *source, size_t name, unsigned hops)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, name); i != NO_USE; i = uses_next(uses, i)) {
		size_t op = token_next(tokens, i), first;
		const struct expr *value;

		if (i == name || is_object_at(tokens, i) || is_declared_at(&source->outline, i))
			continue;
		if (tokens->items[i].directive || is_limited_at(tokens, i) ||
		    is_handed_over(&source->outline, i))
			return true;
		if (!is_assignment(tokens, op))
			continue;
		first = token_next(tokens, op);
		value = expr_read(&source->outline, first, expr_value_end(&source->outline, first),
				  &source->arena);
		if (is_bounded(source, value, hops + 1))
			return true;
	}
	return false;
}

static bool is_bounded(struct source *source, const struct expr *expr, unsigned hops)
{
	static const char *const transparent[] = { "+", "-", "*", "<<", ">>", "/" };
	const struct token_list *tokens = &source->outline.tokens;

	expr = expr_bare(expr);
	if (expr->kind == EXPR_IDENTIFIER)
		return tokens->items[expr->op].directive || is_local_bounded(source, expr->op, hops);
	if (expr->kind == EXPR_MEMBER)
		return hops > 0 || is_member_bounded(source, expr->op, hops);
	if (expr->kind != EXPR_BINARY ||
	    !token_is_any(tokens, expr->op, transparent, ARRAY_SIZE(transparent)))
		return true;
	return is_bounded(source, expr->left, hops) && is_bounded(source, expr->right, hops);
}

bool bound_in_sight(struct source *source, const struct expr *expr)
{
	return is_bounded(source, expr, 0);
}
