// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/result_use.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "contract/path/code.h"
#include "kernel/api/api.h"

static bool is_relation(const struct token_list *tokens, size_t i)
{
	static const char *const relations[] = { "<", "<=", ">", ">=" };

	return token_is_any(tokens, i, relations, ARRAY_SIZE(relations));
}

/* Where a comparison's operand begins or ends. */
static bool is_bound(const struct token_list *tokens, size_t i)
{
	static const char *const bounds[] = {
		"(", ")", "[", "]", "{", "}", "&&", "||", ";", ",", "?", ":", "=", "return",
	};

	return token_is_any(tokens, i, bounds, ARRAY_SIZE(bounds));
}

/* The end of the operand that begins at token i. */
static size_t operand_end(const struct outline *outline, size_t i)
{
	for (; i < outline->tokens.n; i = token_next(&outline->tokens, i)) {
		if (token_is(&outline->tokens, i, "(") || token_is(&outline->tokens, i, "[")) {
			i = outline_closing(outline, i);
			if (i == NO_TOKEN)
				return outline->tokens.n;
		} else if (is_bound(&outline->tokens, i)) {
			return i;
		}
	}
	return i;
}

/* The begin of the operand that ends in front of token last. */
static size_t operand_begin(const struct outline *outline, size_t last)
{
	const struct token_list *tokens = &outline->tokens;
	size_t first = last, i = token_previous(tokens, last);

	while (i != NO_TOKEN) {
		if (token_is(tokens, i, ")") || token_is(tokens, i, "]"))
			i = outline_encloser(outline, i);
		else if (is_bound(tokens, i))
			break;
		first = i;
		i = i == NO_TOKEN ? NO_TOKEN : token_previous(tokens, i);
	}
	return first;
}

const struct expr *compared_with(struct source *source, size_t first, size_t last)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, first), other;

	if (is_relation(tokens, last) && is_bound(tokens, before)) {
		other = token_next(tokens, last);
		return expr_read(outline, other, operand_end(outline, other),
				 &source->arena);
	}
	if (!is_relation(tokens, before) || !is_bound(tokens, last))
		return NULL;
	other = operand_begin(outline, before);
	return other < before ? expr_read(outline, other, before, &source->arena) : NULL;
}

static bool is_zero(const struct kept_result *kept, const struct expr *expr)
{
	return expr_op_is(&kept->source->outline, expr_bare(expr), "0");
}

/* `x < 0` and `x <= 0`, or the same the other way round. */
static bool is_test_for_error(const struct kept_result *kept, size_t first, size_t last)
{
	static const char *const behind[] = { "<", "<=" };
	static const char *const before[] = { ">", ">=" };
	const struct token_list *tokens = &kept->source->outline.tokens;

	return token_is_any(tokens, last, behind, ARRAY_SIZE(behind)) ||
	       token_is_any(tokens, token_previous(tokens, first), before, ARRAY_SIZE(before));
}

/* `if (x > 0) if (x < n)`: what follows the head at token i asks about x once more. */
static bool asks_again(const struct outline *outline, size_t i, size_t x)
{
	const struct token_list *tokens = &outline->tokens;
	size_t open, close;

	if (token_is(tokens, i, "{"))
		i = token_next(tokens, i);
	open = token_next(tokens, i);
	close = token_is(tokens, i, "if") ? outline_closing(outline, open) : NO_TOKEN;
	for (; close != NO_TOKEN && open < close; open++)
		if (same_token_text(tokens, open, x))
			return true;
	return false;
}

/* `if (x >= 0)`, `if (x > 0)`, `if (0 < x)`, and nothing else is asked there. */
static bool is_whole_test(const struct kept_result *kept, size_t first, size_t last)
{
	static const char *const behind[] = { ">=", ">" };
	static const char *const before[] = { "<=", "<" };
	const struct outline *outline = &kept->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t sign = token_previous(tokens, first), end = NO_TOKEN;

	if (token_is_any(tokens, last, behind, ARRAY_SIZE(behind)))
		end = condition_end(tokens, first, token_next(tokens, last));
	else if (token_is_any(tokens, sign, before, ARRAY_SIZE(before)))
		end = condition_end(tokens, token_previous(tokens, sign), token_previous(tokens, last));
	return end != NO_TOKEN && !asks_again(outline, end, token_previous(tokens, last));
}

/*
 * `x > n`, `n < x`, `x <= n`: an errno that is a large number goes with what nobody has asked for, and is
 * found. Not in the head of a loop, which runs up to it.
 */
static bool is_test_for_more(const struct kept_result *kept, size_t first, size_t last)
{
	static const char *const behind[] = { ">", "<=" };
	static const char *const before[] = { "<", ">=" };
	const struct outline *outline = &kept->source->outline;
	size_t open = outline_enclosing_parenthesis(outline, first), head;

	head = open == NO_TOKEN ? NO_TOKEN : token_previous(&outline->tokens, open);
	if (head != NO_TOKEN && (token_is(&outline->tokens, head, "for") || token_is(&outline->tokens, head, "while")))
		return false;
	return token_is_any(&outline->tokens, last, behind, ARRAY_SIZE(behind)) ||
	       token_is_any(&outline->tokens, token_previous(&outline->tokens, first), before,
			    ARRAY_SIZE(before));
}

enum use result_comparison(const struct kept_result *kept, size_t first, size_t last,
			   const struct expr *other)
{
	struct integer type;
	bool is_open;

	if (is_zero(kept, other) && kept->type.is_unsigned)
		return is_test_for_error(kept, first, last) ? USE_NEVER_NEGATIVE :
		       is_whole_test(kept, first, last) ? USE_NEVER_ELSE : USE_AS_UNSIGNED;
	if (is_test_for_more(kept, first, last))
		return USE_CHECK;
	type = integer_asked(kept->source, other, kept->oracle, &is_open);
	if (is_open)
		return USE_OPEN;
	if (kept->type.is_unsigned && !type.is_known)
		return USE_CHECK;
	return integer_common(kept->type, type).is_unsigned ? USE_AS_UNSIGNED : USE_CHECK;
}

/* Handed over, negated, compared, tested, cast or returned: who gets it may look for an error. */
static bool may_check(const struct token_list *tokens, size_t object, size_t i)
{
	static const char *const before[] = {
		"!", "==", "!=", "&&", "||", "<", "<=", ">", ">=", "return", ")", "?", ":", "&",
	};
	static const char *const behind[] = { "==", "!=", "&&", "||", "?", "<", "<=", ">", ">=" };
	size_t previous = token_previous(tokens, object), next = token_next(tokens, i);

	if (token_is_any(tokens, previous, before, ARRAY_SIZE(before)) ||
	    token_is_any(tokens, next, behind, ARRAY_SIZE(behind)))
		return true;
	/* Kept elsewhere, or an argument. */
	return token_is(tokens, previous, "=") ||
	       ((token_is(tokens, previous, "(") || token_is(tokens, previous, ",")) &&
		(token_is(tokens, next, ")") || token_is(tokens, next, ",")));
}

/* release(pages, x) and its like count what x says, and check nothing. */
static bool is_released_count(const struct kept_result *kept, size_t i)
{
	const struct token_list *tokens = &kept->source->outline.tokens;
	size_t open = outline_enclosing_parenthesis(&kept->source->outline, i), callee;
	const struct gup_function *function;

	if (open == NO_TOKEN)
		return false;
	callee = token_previous(tokens, open);
	if (callee >= tokens->n)
		return false;
	function = gup_function_find(tokens->text + tokens->items[callee].offset,
				     tokens->items[callee].length);
	return function && function->kind == KIND_RELEASE;
}

bool result_is_asked_at_once(const struct kept_result *kept, size_t i)
{
	const struct outline *outline = &kept->source->outline;
	size_t open = token_previous(&outline->tokens, code_object(outline, i));

	return token_is(&outline->tokens, token_next(&outline->tokens, i), "=") &&
	       token_is(&outline->tokens, open, "(") && outline_closing(outline, open) != NO_TOKEN;
}

/* What stands for the result at token i: the object, or an assignment to it. */
static struct token_span place_of(const struct kept_result *kept, size_t i)
{
	const struct outline *outline = &kept->source->outline;
	struct token_span place = { .first = code_object(outline, i), .last = i };

	if (result_is_asked_at_once(kept, i)) {
		place.first = token_previous(&outline->tokens, place.first);
		place.last = outline_closing(outline, place.first);
	}
	return place;
}

const struct expr *result_compared_with(const struct kept_result *kept, size_t i)
{
	struct token_span place = place_of(kept, i);

	return compared_with(kept->source, place.first, token_next(&kept->source->outline.tokens, place.last));
}

enum use result_use_at(const struct kept_result *kept, size_t i)
{
	const struct token_list *tokens = &kept->source->outline.tokens;
	struct token_span place = place_of(kept, i);
	const struct expr *other = result_compared_with(kept, i);

	if (other)
		return result_comparison(kept, place.first, token_next(tokens, place.last), other);
	if (is_released_count(kept, i))
		return USE_OTHER;
	return may_check(tokens, place.first, place.last) ? USE_CHECK : USE_OTHER;
}

static bool returns_truth(const struct outline *outline, size_t token)
{
	const struct function *function = outline_function_at(outline, token);

	return function && is_bool_word(&outline->tokens, token_previous(&outline->tokens, function->name_token));
}

bool result_is_truth(struct source *source, const struct call *call, size_t taker)
{
	const struct token_list *tokens = &source->outline.tokens;

	if (!token_is(tokens, token_next(tokens, call->close), ";"))
		return false;
	if (taker == NO_TOKEN)
		return token_is(tokens, token_previous(tokens, call->name), "return") &&
		       returns_truth(&source->outline, call->name);
	return code_object(&source->outline, taker) == taker && local_find(source, taker).is_bool;
}
