// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/taken.h"

#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "contract/hold/acquire.h"
#include "contract/pages/array.h"

/* `work->kept = pages;` in the function that takes pages into that array. */
static bool is_kept_as(struct source *source, size_t array, size_t name)
{
	const struct function *function = outline_function_at(&source->outline, array);
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = function ? array : NO_TOKEN; function && i < function->end; i++) {
		size_t equals = token_next(tokens, i), value = token_next(tokens, equals);

		if (same_token_text(tokens, i, name) && token_is(tokens, equals, "=") &&
		    same_token_text(tokens, value, array) && token_is(tokens, token_next(tokens, value), ";"))
			return true;
	}
	return false;
}

/* Does the call at token i take pages in that way into something of that name, or of one that is kept under it? */
static bool takes_at(struct source *source, size_t i, size_t name, enum hold_kind kind)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct acquire acquire;
	size_t place;

	if (!acquire_at(source, i, &acquire) || acquire.kind != kind)
		return false;
	place = acquire.pages ? expr_array_name(acquire.pages) : acquire.result;
	return place != NO_TOKEN && (same_token_text(tokens, place, name) || is_kept_as(source, place, name));
}

/* Does the file? By the family, by its own wrappers, by relatives. */
static bool takes_into(struct source *source, size_t name, enum hold_kind kind)
{
	const struct marks *calls = acquire_calls(source);

	for (size_t i = 0; name != NO_TOKEN && i < calls->n; i++)
		if (takes_at(source, calls->items[i], name, kind))
			return true;
	return false;
}

/* `pages[i] = x`, `page = f()` with the name at token i: something that the family has not put there. */
static bool puts_other(struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), value;
	bool is_element = token_is(tokens, next, "[") && outline_closing(outline, next) != NO_TOKEN;
	struct acquire acquire;

	if (is_element)
		next = token_next(tokens, outline_closing(outline, next));
	value = token_next(tokens, next);
	if (outline->context[i] != CONTEXT_BODY || !token_is(tokens, next, "=") || array_is_empty(outline, value) ||
	    same_token_text(tokens, i, value))
		return false;
	return (is_element || token_is_called(tokens, value)) && !acquire_at(source, value, &acquire);
}

/* Does the file put other pages into something of that name? */
static bool holds_others(struct source *source, size_t name)
{
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, name); i != NO_USE; i = uses_next(uses, i))
		if (puts_other(source, i))
			return true;
	return false;
}

/* Calls of a function that gets an array as one of its parameters. */
struct handed {
	struct source *source;
	int parameter;
	enum hold_kind kind;
	bool is_called, is_other;	/* some call hands over an array that the file takes nothing into */
};

static void look_at_call(const struct call *call, void *data)
{
	struct handed *handed = data;

	handed->is_called = true;
	if ((size_t)handed->parameter >= call->n ||
	    !takes_into(handed->source, expr_array_name(call->arguments[handed->parameter]), handed->kind))
		handed->is_other = true;
}

/* The array is a parameter, and all who call the function hand over one that the file takes pages into. */
static bool is_handed_over(struct source *source, size_t name, enum hold_kind kind)
{
	const struct function *function = outline_function_at(&source->outline, name);
	struct handed handed = {
		.source = source, .parameter = local_find(source, name).parameter, .kind = kind,
	};

	return function && handed.parameter >= 0 &&
	       callers_visit(source, function, look_at_call, &handed) && handed.is_called &&
	       !handed.is_other;
}

bool taken_into(struct source *source, size_t name, enum hold_kind kind)
{
	return name != NO_TOKEN && (takes_into(source, name, kind) || is_handed_over(source, name, kind));
}

/* What puts the pages of its second argument into a list, or a table. */
static bool is_filler(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "sg_set_page") || token_is(tokens, i, "sg_alloc_table_from_pages") ||
	       token_is(tokens, i, "__sg_alloc_table_from_pages") ||
	       token_is(tokens, i, "sg_alloc_table_from_pages_segment");
}

bool taken_into_lists(struct source *source, enum hold_kind kind)
{
	const struct outline *outline = &source->outline;
	bool fills = false;

	for (size_t i = 0; i < outline->tokens.n; i++) {
		struct call call;

		if (!is_filler(&outline->tokens, i) || outline->context[i] != CONTEXT_BODY)
			continue;
		if (source_call(source, i, &call) || call.n < 2 ||
		    !taken_into(source, expr_array_name(call.arguments[1]), kind) ||
		    holds_others(source, expr_array_name(call.arguments[1])))
			return false;
		fills = true;
	}
	return fills;
}
