// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/summed_result.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"

struct summing {
	struct source *source;
	const struct outline *outline;
	const struct token_list *tokens;
	const struct variant *variant;
	const struct function *function;
	const struct call *call;
	const struct statement *loop;	/* around the call */
	size_t result;			/* the variable that takes the result, or NO_TOKEN: none does */
};

/* The innermost loop around the token, unless something in it leaves it: nobody knows for what. */
static const struct statement *loop_around(const struct summing *summing, size_t token)
{
	static const char *const jumps[] = { "break", "continue", "goto", "return" };
	const struct statement *loop = variant_at(summing->variant, token);

	while (loop && loop->kind != STATEMENT_WHILE && loop->kind != STATEMENT_DO && loop->kind != STATEMENT_FOR)
		loop = loop->parent;
	for (size_t i = loop ? loop->first : 0; loop && i < loop->last; i++)
		if (token_is_any(summing->tokens, i, jumps, ARRAY_SIZE(jumps)))
			return NULL;
	return loop;
}

static bool is_sum_operator(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "+=") || token_is(tokens, i, "-=");
}

/* The variable that the value of tokens [first, last) is added to, or taken away from, as it is; or NO_TOKEN. */
static size_t sum_of(const struct token_list *tokens, size_t first, size_t last)
{
	static const char *const ends[] = { ";", ")", "," };
	size_t op = token_previous(tokens, first), name = token_previous(tokens, op);

	if (!is_sum_operator(tokens, op) || !token_is_any(tokens, last, ends, ARRAY_SIZE(ends)) ||
	    tokens->items[name].kind != TOKEN_IDENTIFIER || !is_object_at(tokens, name))
		return NO_TOKEN;
	return name;
}

/* `failed += ret < 0`, `failed += !ret`: the statement asks something. */
static bool asks(const struct token_list *tokens, const struct statement *statement)
{
	static const char *const signs[] = { "<", "<=", ">", ">=", "==", "!=", "!", "?", "&&", "||" };

	for (size_t i = statement->first; i < statement->last; i++)
		if (token_is_any(tokens, i, signs, ARRAY_SIZE(signs)))
			return true;
	return false;
}

/* `addr += ret * PAGE_SIZE;`: what is made of it here tells nobody whether it is an errno. */
static bool is_added(const struct summing *summing, size_t i)
{
	const struct statement *statement = variant_at(summing->variant, i);
	const struct token_list *tokens = summing->tokens;
	size_t open = outline_enclosing_parenthesis(summing->outline, i);

	if (!statement || statement->kind != STATEMENT_EXPRESSION ||
	    !is_sum_operator(tokens, token_next(tokens, statement->first)) || asks(tokens, statement))
		return false;
	return open == NO_TOKEN || tokens->items[token_previous(tokens, open)].kind == TOKEN_PUNCTUATION;
}

/* Does some function get it, which may tell an errno, as IS_ERR_VALUE(sum)? */
static bool is_passed(const struct summing *summing, size_t i)
{
	const struct token_list *tokens = summing->tokens;
	size_t open = outline_enclosing_parenthesis(summing->outline, i);

	return open != NO_TOKEN && open != summing->loop->open && token_is_called(tokens, token_previous(tokens, open));
}

/* In the head of the loop: `sum < n`, `n > sum`, `sum != n`, `sum`, `sum > 0`. */
static bool decides(const struct summing *summing, size_t i)
{
	static const char *const behind[] = { "<", "!=", ")", "&&", ";" };
	static const char *const before[] = { "(", ";", ">", "&&", "!=" };
	const struct token_list *tokens = summing->tokens;
	size_t next = token_next(tokens, i), previous = token_previous(tokens, i);

	if (is_passed(summing, i))
		return false;
	if (token_is(tokens, next, ">"))
		return token_is(tokens, token_next(tokens, next), "0");
	return token_is_any(tokens, next, behind, ARRAY_SIZE(behind)) &&
	       token_is_any(tokens, previous, before, ARRAY_SIZE(before));
}

/* In the body: `sum += ret`, `pages + sum`, `&pages[sum]`: nobody sees there whether it is less than before. */
static bool is_reckoned_with(const struct summing *summing, size_t i)
{
	static const char *const behind[] = { "+=", "-=", "+", "-", "*", "<<", "]" };
	static const char *const before[] = { "+", "-", "*", "[" };
	const struct token_list *tokens = summing->tokens;
	const struct statement *statement = variant_at(summing->variant, i);

	if (i > summing->call->open && i < summing->call->close)
		return true;
	return statement && statement->kind == STATEMENT_EXPRESSION && !asks(tokens, statement) &&
	       !is_passed(summing, i) &&
	       (token_is_any(tokens, token_next(tokens, i), behind, ARRAY_SIZE(behind)) ||
		token_is_any(tokens, token_previous(tokens, i), before, ARRAY_SIZE(before)));
}

/* Is the sum asked for whether the loop goes on, and for nothing else? */
static bool only_decides(const struct summing *summing, size_t sum)
{
	const struct statement *loop = summing->loop;
	bool is_asked = false;

	for (size_t i = loop->first; i < loop->last; i++) {
		const struct statement *statement = variant_at(summing->variant, i);

		if (!same_token_text(summing->tokens, i, sum))
			continue;
		if (statement == loop && i > loop->open && i < loop->close && !is_set_at(summing->tokens, i)) {
			if (!decides(summing, i))
				return false;
			is_asked = true;
		} else if (statement != loop && !is_reckoned_with(summing, i)) {
			return false;
		}
	}
	return is_asked;
}

/* Does the function look at the variable again behind the loop, before it gets another value? */
static bool is_read_behind(const struct summing *summing)
{
	const struct token_list *tokens = summing->tokens;

	for (size_t i = summing->loop->last; i < summing->function->end; i++)
		if (same_token_text(tokens, i, summing->result) && is_object_at(tokens, i))
			return !token_is(tokens, token_next(tokens, i), "=");
	return false;
}

/* Does the function compare the sum with anything behind the loop? It may find that too much has come. */
static bool is_compared_behind(const struct summing *summing, size_t sum)
{
	static const char *const signs[] = { "<", "<=", ">", ">=", "==", "!=" };
	const struct token_list *tokens = summing->tokens;

	for (size_t i = summing->loop->last; i < summing->function->end; i++)
		if (same_token_text(tokens, i, sum) &&
		    (token_is_any(tokens, token_next(tokens, i), signs, ARRAY_SIZE(signs)) ||
		     token_is_any(tokens, token_previous(tokens, i), signs, ARRAY_SIZE(signs))))
			return true;
	return false;
}

static bool is_own_number(struct source *source, size_t name)
{
	struct local local = local_find(source, name);

	return local.found && !local.is_pointer && !local.is_static;
}

static bool is_asked_sum(const struct summing *summing, size_t sum)
{
	return sum != NO_TOKEN && is_own_number(summing->source, sum) && only_decides(summing, sum) &&
	       !is_compared_behind(summing, sum);
}

/* What the variable with the result is added to, if nothing else is done with it. */
static size_t sum_of_result(const struct summing *summing)
{
	const struct token_list *tokens = summing->tokens;
	size_t sum = NO_TOKEN;

	for (size_t i = summing->loop->first; i < summing->loop->last; i++) {
		size_t here;

		if (!same_token_text(tokens, i, summing->result) || i == summing->result)
			continue;
		here = sum_of(tokens, i, token_next(tokens, i));
		if (here == NO_TOKEN && !is_added(summing, i))
			return NO_TOKEN;
		if (is_asked_sum(summing, here))
			sum = here;
	}
	return sum == NO_TOKEN || is_read_behind(summing) ? NO_TOKEN : sum;
}

size_t result_sum(struct source *source, const struct function *function, const struct call *call)
{
	const struct variants *variants = source_variants(source, function);
	struct summing summing = {
		.source = source, .outline = &source->outline, .tokens = &source->outline.tokens,
		.variant = variants->items, .function = function, .call = call,
		.result = call_taker(&source->outline.tokens, call->name),
	};
	size_t behind = token_next(summing.tokens, call->close);

	summing.loop = variants->n == 1 ? loop_around(&summing, call->name) : NULL;
	if (!summing.loop || !token_is(summing.tokens, behind, ";"))
		return NO_TOKEN;
	if (summing.result == NO_TOKEN) {
		size_t sum = sum_of(summing.tokens, call->name, behind);

		return is_asked_sum(&summing, sum) ? sum : NO_TOKEN;
	}
	return is_own_number(source, summing.result) ? sum_of_result(&summing) : NO_TOKEN;
}
