// SPDX-License-Identifier: GPL-2.0-only
#include "contract/owner/pair.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "contract/owner/origin.h"
#include "contract/pages/array.h"
#include "contract/pages/page_call.h"
#include "contract/path/callee.h"

/* A function that has so many tokens is a machine's. */
#define MAX_TOKENS 4000

struct search {
	struct source *source;
	struct pair pair;
	int parameter;			/* of the function that takes them: where they go */
	void (*visit)(const struct pair *pair, void *data);
	void *data;
};

/* --- calls --- */

/* The place of the argument that token i stands in, of the call whose parenthesis is open; call->n: in none. */
static size_t argument_at(const struct call *call, size_t i)
{
	size_t a = 0;

	while (a < call->n && !(i >= call->arguments[a]->first && i < call->arguments[a]->last))
		a++;
	return a;
}

/* The call that gets the array at token i as one of its arguments, or false: it is no call. */
static bool call_around(struct search *search, size_t i, struct call *call)
{
	static const char *const heads[] = { "if", "while", "for", "switch" };
	const struct outline *outline = &search->source->outline;
	size_t open = outline_enclosing_parenthesis(outline, i), name;

	name = open == NO_TOKEN ? NO_TOKEN : token_previous(&outline->tokens, open);
	return name != NO_TOKEN && outline->tokens.items[name].kind == TOKEN_IDENTIFIER &&
	       !is_statement_word(&outline->tokens, name) &&
	       !token_is_any(&outline->tokens, name, heads, ARRAY_SIZE(heads)) &&
	       !source_call(search->source, name, call);
}

/* `f(pages[i])` gets a page, and not the array. */
static bool is_element(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, token_next(tokens, i), "[") && !token_is(tokens, token_previous(tokens, i), "&");
}

/* Is it one of the kernel's functions that put nothing into an array? */
static bool is_known(const struct search *search, const struct call *call)
{
	const struct token_list *tokens = &search->source->outline.tokens;

	return !callee_is_own(search->source, call->name) &&
	       (release_kind(tokens, call->name) != HOLD_KIND_NONE ||
		page_effect_of(tokens, call->name) != PAGE_EFFECT_UNKNOWN);
}

/* --- one function and its parameter --- */

static bool is_parameter(struct source *source, const struct expr *pages, int parameter)
{
	const struct expr *array = pages ? array_in(source, pages) : NULL;

	return array && array->kind == EXPR_IDENTIFIER && local_find(source, array->op).parameter == parameter;
}

/* `pages[i] = page`, with a use of pages at token i. */
static bool is_element_set(const struct outline *outline, size_t i)
{
	size_t open = token_next(&outline->tokens, i);

	return token_is(&outline->tokens, open, "[") && outline_closing(outline, open) != NO_TOKEN &&
	       token_is(&outline->tokens, token_next(&outline->tokens, outline_closing(outline, open)), "=");
}

/* A use of the parameter at token i: may it put anything into it but what is held by that kind? */
static bool may_put(struct search *search, size_t i, enum hold_kind kind)
{
	const struct outline *outline = &search->source->outline;
	struct acquire acquire;
	struct call call;

	if (is_element_set(outline, i))
		return true;
	if (is_element(&outline->tokens, i) || !call_around(search, i, &call) || is_known(search, &call))
		return false;
	return !acquire_at(search->source, call.name, &acquire) || acquire.kind != kind;
}

/* Does the function put nothing else into the parameter? */
static bool fills_alone(struct search *search, const struct function *function, int parameter, enum hold_kind kind)
{
	const struct token_list *tokens = &search->source->outline.tokens;

	if (function->end - function->body > MAX_TOKENS)
		return false;
	for (size_t i = function->body; i < function->end; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && is_object_at(tokens, i) &&
		    local_find(search->source, i).parameter == parameter && may_put(search, i, kind))
			return false;
	return true;
}

/* The release of what is in the parameter, if all of them drop the same kind of hold; or NO_TOKEN. */
static size_t sole_release(struct search *search, const struct function *function, int parameter)
{
	const struct token_list *tokens = &search->source->outline.tokens;
	size_t found = NO_TOKEN;

	for (size_t i = function->body; i < function->end; i++) {
		struct call call;

		if (release_kind(tokens, i) == HOLD_KIND_NONE || callee_is_own(search->source, i) ||
		    source_call(search->source, i, &call) || !call.n ||
		    !is_parameter(search->source, call.arguments[0], parameter))
			continue;
		if (found != NO_TOKEN && release_kind(tokens, i) != release_kind(tokens, found))
			return NO_TOKEN;
		found = i;
	}
	return found;
}

/* --- their caller --- */

/* May the call put anything else into the array that it gets there? */
static bool may_fill(struct search *search, const struct call *call, size_t place)
{
	const struct function *function = callee_in_file(search->source, call->name);

	if (call->name == search->pair.taken)
		return false;
	return function ? !fills_alone(search, function, (int)place, search->pair.kind) : !is_known(search, call);
}

/* A use of the array in its function: does it stay what the first one filled? */
static bool is_kept_so(struct search *search, size_t i)
{
	const struct outline *outline = &search->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), before = token_previous(tokens, i);
	struct call call;

	if (is_element_set(outline, i) || token_is(tokens, before, "=") || token_is(tokens, before, "return") ||
	    is_increment(tokens, next) ||
	    (token_is(tokens, before, "&") && !token_is(tokens, next, "[")))
		return false;
	if (is_assignment(tokens, next))
		return token_is(tokens, next, "=") && array_is_empty(outline, token_next(tokens, next));
	return is_element(tokens, i) || !call_around(search, i, &call) ||
	       !may_fill(search, &call, argument_at(&call, i));
}

/* Reports each function of the file that gets the array at token i and drops what it does not hold. */
static void judge_use(struct search *search, size_t i)
{
	const struct token_list *tokens = &search->source->outline.tokens;
	enum hold_kind dropped;
	struct call call;

	if (!call_around(search, i, &call) || call.name == search->pair.taken)
		return;
	search->pair.passed = call.name;
	search->pair.releaser = callee_in_file(search->source, call.name);
	if (!search->pair.releaser)
		return;
	search->pair.release = sole_release(search, search->pair.releaser, (int)argument_at(&call, i));
	if (search->pair.release == NO_TOKEN || origin_takes_more(search->source, search->pair.release))
		return;
	dropped = release_kind(tokens, search->pair.release);
	if (dropped != search->pair.kind && dropped != HOLD_KIND_EITHER)
		search->visit(&search->pair, search->data);
}

static void look_at_call(const struct call *call, void *data)
{
	struct search *search = data;
	struct source *source = search->source;
	const struct function *function = outline_function_at(&source->outline, call->name);
	const struct expr *array;
	const struct uses *uses = source_uses(source);
	struct local local;
	uint32_t first;

	if (!function || (size_t)search->parameter >= call->n || origin_takes_more(source, call->name))
		return;
	array = expr_bare(call->arguments[search->parameter]);
	local = array->kind == EXPR_IDENTIFIER ? local_find(source, array->op) : (struct local){0};
	if (!local.found || local.parameter >= 0 || local.is_static)
		return;
	search->pair.taken = call->name;
	first = uses_behind(uses, array->op, function->body);
	for (uint32_t i = first; i != NO_USE && i < function->end; i = uses_next(uses, i))
		if (is_object_at(&source->outline.tokens, i) && i != local.declaration && !is_kept_so(search, i))
			return;
	for (uint32_t i = first; i != NO_USE && i < function->end; i = uses_next(uses, i))
		if (is_object_at(&source->outline.tokens, i))
			judge_use(search, i);
}

void pairs_visit(struct source *source, size_t acquire, void (*visit)(const struct pair *pair, void *data),
		 void *data)
{
	const struct function *function = outline_function_at(&source->outline, acquire);
	struct search search = {
		.source = source, .pair.acquire = acquire, .visit = visit, .data = data,
	};
	const struct expr *array;
	struct acquire taken;

	if (function && acquire_at(source, acquire, &taken) && taken.pages &&
	    taken.kind != HOLD_KIND_EITHER && !origin_takes_more(source, acquire)) {
		array = array_in(source, taken.pages);
		search.pair.kind = taken.kind;
		search.parameter = array && array->kind == EXPR_IDENTIFIER ?
				   local_find(source, array->op).parameter : -1;
		if (search.parameter >= 0 && fills_alone(&search, function, search.parameter, taken.kind))
			callers_visit(source, function, look_at_call, &search);
	}
}
