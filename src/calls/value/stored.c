// SPDX-License-Identifier: GPL-2.0-only
/* What a member of a type of the file's own holds: whatever the file stores in it. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/call.h"
#include "calls/value/local.h"
#include "calls/value/private.h"

/* Of more places that name a member, or its struct, nobody keeps count. */
#define MAX_PLACES 200

/* The name of the struct that the local variable is, or points to; NO_TOKEN: it is no such variable. */
static size_t tag_of(struct reading *reading, const struct expr *object)
{
	const struct token_list *tokens = &reading->outline->tokens;
	struct local local;

	object = expr_bare(object);
	if (object->kind != EXPR_IDENTIFIER)
		return NO_TOKEN;
	local = local_find(reading->source, object->op);
	for (size_t i = local.type; local.found && i < local.declaration; i = token_next(tokens, i))
		if (token_is(tokens, i, "struct"))
			return token_next(tokens, i);
	return NO_TOKEN;
}

/* The brace that opens the struct in this file, or NO_TOKEN: nor does it have another name by typedef. */
static size_t definition_of(struct reading *reading, size_t tag)
{
	const struct token_list *tokens = &reading->outline->tokens;
	const struct uses *uses = source_uses(reading->source);

	for (uint32_t i = uses_first(uses, tag); i != NO_USE; i = uses_next(uses, i)) {
		size_t before = token_previous(tokens, i);

		if (token_is(tokens, token_next(tokens, i), "{") && !tokens->items[i].directive &&
		    token_is(tokens, before, "struct"))
			return token_is(tokens, token_previous(tokens, before), "typedef") ? NO_TOKEN :
											     token_next(tokens, i);
	}
	return NO_TOKEN;
}

/* The name at token i, in the braces of a struct, is declared as an integer's; a bool is one by its type. */
static bool is_integer_at(const struct token_list *tokens, size_t i)
{
	static const char *const begins[] = { ";", "{", "}" }, *const ends[] = { ";", "," };

	if (!token_is_any(tokens, token_next(tokens, i), ends, ARRAY_SIZE(ends)))
		return false;
	for (i = token_previous(tokens, i); i < tokens->n && !token_is_any(tokens, i, begins, ARRAY_SIZE(begins));
	     i = token_previous(tokens, i))
		if (token_is(tokens, i, "*") || is_bool_word(tokens, i))
			return false;
	return true;
}

/* Does the struct itself declare it so? */
static bool declares(const struct outline *outline, size_t brace, size_t member)
{
	for (size_t i = brace; i < outline->tokens.n && i < outline_closing(outline, brace); i++)
		if (same_token_text(&outline->tokens, i, member) && outline_encloser(outline, i) == brace)
			return is_integer_at(&outline->tokens, i);
	return false;
}

/* `struct tag x = { 1, 2 }`, `(struct tag){ 1 }`: values without the names of members. Not `{ 0 }`. */
static bool is_filled_by_place(const struct outline *outline, size_t tag)
{
	static const char *const ends[] = { ";", "(", ")", "," };
	static const char *const harmless[] = { ".", "}", "0" };
	const struct token_list *tokens = &outline->tokens;
	size_t i = token_next(tokens, tag);

	if (token_is(tokens, i, "{"))
		return false;
	if (token_is(tokens, i, ")"))
		i = token_next(tokens, i);
	else
		while (i < tokens->n && !token_is(tokens, i, "{") && !token_is_any(tokens, i, ends, ARRAY_SIZE(ends)))
			i = token_next(tokens, i);
	return token_is(tokens, i, "{") &&
	       !token_is_any(tokens, token_next(tokens, i), harmless, ARRAY_SIZE(harmless));
}

/* The call at token i copies bytes of who knows where over an object of the type: copy_from_user(), memcpy(). */
static bool brings_bytes(struct reading *reading, size_t i, size_t tag)
{
	static const char *const names[] = { "copy_from", "memcpy", "__copy_from" };
	const struct token_list *tokens = &reading->outline->tokens;
	const struct expr *object;
	struct call call;
	size_t n = 0, other;

	while (n < ARRAY_SIZE(names) && !token_begins_with(tokens, i, names[n]))
		n++;
	if (n == ARRAY_SIZE(names) || !token_is_called(tokens, i) ||
	    call_read(reading->outline, i, &reading->source->arena, &call) || !call.n)
		return false;
	object = expr_uncast(call.arguments[0]);
	if (object->kind == EXPR_UNARY)
		object = object->left;
	other = tag_of(reading, object);
	return other != NO_TOKEN && same_token_text(tokens, other, tag);
}

/* Objects of the type get values that no assignment to the member shows. */
static bool is_filled_otherwise(struct reading *reading, size_t tag)
{
	const struct token_list *tokens = &reading->outline->tokens;
	const struct uses *uses = source_uses(reading->source);
	unsigned places = 0;

	for (uint32_t i = uses_first(uses, tag); i != NO_USE; i = uses_next(uses, i)) {
		const struct function *function = outline_function_at(reading->outline, i);

		if (++places > MAX_PLACES || tokens->items[i].directive || is_filled_by_place(reading->outline, i))
			return true;
		for (size_t t = i; function && t < function->end; t++)
			if (brings_bytes(reading, t, tag))
				return true;
	}
	return false;
}

/* Its address is taken, or it is a macro's first argument, which may set it: `get_user(x->member, p)`. */
static bool may_be_set_by_others(const struct token_list *tokens, size_t i)
{
	static const char *const ends[] = { ";", "{", "}", "=", "," };

	if (tokens->items[i].directive)
		return true;
	for (size_t t = token_previous(tokens, i); t < tokens->n && !token_is_any(tokens, t, ends, ARRAY_SIZE(ends));
	     t = token_previous(tokens, t)) {
		if (token_is(tokens, t, "&") || is_increment(tokens, t))
			return true;
		if (token_is(tokens, t, "("))
			return token_is(tokens, token_next(tokens, i), ",");
	}
	return false;
}

/* What the assignment to the member at token i brings; a place that only reads it brings nothing. */
static struct meaning stored_at(struct reading *reading, size_t i)
{
	const struct token_list *tokens = &reading->outline->tokens;
	size_t op = token_next(tokens, i), first = token_next(tokens, op);

	if (is_increment(tokens, op) || may_be_set_by_others(tokens, i))
		return means(MEANS_INTEGER);
	/* In no function there is a macro that knows what to do with it: module_param_named(). */
	if (!is_assignment(tokens, op))
		return means(outline_function_at(reading->outline, i) ? 0 : MEANS_INTEGER);
	if (!token_is(tokens, op, "=") && !token_is(tokens, op, "|="))
		return means(MEANS_INTEGER);
	return read_meaning(reading, expr_read(reading->outline, first, expr_value_end(reading->outline, first),
					       &reading->source->arena));
}

/* What all assignments to members of that name bring together. */
static struct meaning read_stores(struct reading *reading, size_t member)
{
	const struct token_list *tokens = &reading->outline->tokens;
	const struct uses *uses = source_uses(reading->source);
	struct meaning meaning = means(0);
	unsigned places = 0;

	for (uint32_t i = uses_first(uses, member); i != NO_USE; i = uses_next(uses, i)) {
		size_t before = token_previous(tokens, i);

		if (++places > MAX_PLACES)
			return means(MEANS_INTEGER);
		if (token_is(tokens, before, "->") || token_is(tokens, before, "."))
			meaning = means_either(reading, meaning, stored_at(reading, i));
	}
	return meaning;
}

bool read_stored(struct reading *reading, const struct expr *expr, struct meaning *meaning)
{
	size_t tag = tag_of(reading, expr->left), brace;
	struct meaning all;

	if (tag == NO_TOKEN || reading->hops == MAX_HOPS)
		return false;
	brace = definition_of(reading, tag);
	if (brace == NO_TOKEN || !declares(reading->outline, brace, expr->op) || is_filled_otherwise(reading, tag))
		return false;
	reading->hops++;
	all = read_stores(reading, expr->op);
	reading->hops--;
	if (!(all.bits & MEANS_TRUTH) || all.bits & ~(unsigned)(MEANS_TRUTH | MEANS_ZERO | MEANS_NUMBER) ||
	    (all.bits & MEANS_NUMBER && all.number != 1))
		return false;
	*meaning = means_because(reading, MEANS_TRUTH, expr, "a member that gets nothing but truth values");
	meaning->confidence = CONFIDENCE_MEDIUM;
	return true;
}
