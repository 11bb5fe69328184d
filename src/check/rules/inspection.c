// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/inspection.h"

#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/path/code.h"

#include <stdlib.h>
#include <string.h>

const struct oracle *inspection_oracle(const struct inspection *inspection)
{
	return inspection->site ? inspection->site->oracle : NULL;
}

/* Does the result reach that use of the variable, and only the result? Of a member nobody knows the latter. */
static bool is_reached(const struct inspection *inspection, size_t i, bool *alone)
{
	struct assignments list;
	bool found = false;

	*alone = false;
	if (inspection->is_member)
		return i > inspection->call->close;
	reaching_assignments(inspection->source, i, &list);
	for (size_t a = 0; a < list.n; a++)
		found |= list.items[a].name == inspection->name;
	*alone = found && list.n == 1 && !list.cut && list.whole;
	found |= list.cut;
	free(list.items);
	return found;
}

/* other: what it is compared with there, or NULL. */
static void add_use(struct inspection *inspection, enum use use, size_t i, const struct expr *other)
{
	if (use <= inspection->use)
		return;
	inspection->use = use;
	inspection->wrong = i;
	if (use == USE_OPEN)
		inspection->other = other;
}

/*
 * A test that can never be true, or false, is wrong whatever else is tested: the latter where an errno gets to it
 * for all that is known. Else one check is enough.
 */
static bool is_dead_test(const struct inspection *inspection, enum use use, bool alone)
{
	return use == USE_NEVER_NEGATIVE ||
	       (use == USE_NEVER_ELSE && alone && inspection->has_errors && !inspection->is_open);
}

/* What gets there: the result, and maybe other values, or nothing but the result. */
enum reach { REACH_AMONG_OTHERS, REACH_ALONE };

static void take_use(struct inspection *inspection, size_t i, enum reach reach, bool *is_dead)
{
	enum use use = result_use_at(&inspection->kept, i);

	/* Whatever reaches it, a test that is never true does not find the errno that may be among it. */
	if (use == USE_AS_UNSIGNED || use == USE_OPEN)
		use = reach == REACH_ALONE ? use : USE_CHECK;
	if (is_dead_test(inspection, use, reach == REACH_ALONE) && !*is_dead) {
		*is_dead = true;
		inspection->use = use;
		inspection->wrong = i;
	}
	if (!*is_dead && use != USE_NEVER_ELSE)
		add_use(inspection, use, i, result_compared_with(&inspection->kept, i));
}

static void inspect_use(struct inspection *inspection, size_t i, bool *is_dead)
{
	bool alone;

	if (is_reached(inspection, i, &alone) &&
	    (result_use_at(&inspection->kept, i) == USE_NEVER_NEGATIVE || !inspection->has_errors ||
	     errors_at(&inspection->errors, i)))
		take_use(inspection, i, alone ? REACH_ALONE : REACH_AMONG_OTHERS, is_dead);
}

/* (int)x and (long)x, not (size_t)x and f(y)x. */
static bool is_cast_to_signed(const struct inspection *inspection, size_t close)
{
	const struct token_list *tokens = inspection->tokens;
	size_t open = close;

	while (open > inspection->function->body && !token_is(tokens, open, "("))
		open--;
	return token_is(tokens, close, ")") &&
	       !integer_of_words(tokens, open + 1, close).is_unsigned;
}

/* IS_ERR_VALUE(x), and casts, wherever they stand; also `(long)(x = f())`. */
static bool is_seen_as_signed(const struct inspection *inspection, size_t i)
{
	const struct outline *outline = &inspection->source->outline;
	size_t before = token_previous(&outline->tokens, code_object(outline, i));

	if (result_is_asked_at_once(&inspection->kept, i))
		before = token_previous(&outline->tokens, before);
	return is_cast_to_signed(inspection, before) ||
	       (token_is(&outline->tokens, before, "(") &&
		token_is(&outline->tokens, token_previous(&outline->tokens, before), "IS_ERR_VALUE"));
}

/* A function that uses one variable more often than this is nobody's to follow. */
#define MAX_USES 64

/* The variable or member that gets the result, at token i; not where it gets another value. */
static bool is_use(const struct inspection *inspection, size_t i)
{
	const struct outline *outline = &inspection->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t object, own = code_object(outline, inspection->name);

	if (i <= inspection->function->body || i >= inspection->function->end ||
	    i == inspection->name || token_is(tokens, token_next(tokens, i), "="))
		return false;
	if (!inspection->is_member)
		return is_object_at(tokens, i);
	object = code_object(outline, i);
	return object != i && object != NO_TOKEN &&
	       same_code(tokens, object, i, tokens, own, inspection->name);
}

/* True if some use misses an error as far as the text around it goes. */
static bool is_worth_following(const struct inspection *inspection)
{
	const struct uses *uses = source_uses(inspection->source);
	size_t n = 0;
	bool found = result_is_asked_at_once(&inspection->kept, inspection->name);

	for (uint32_t i = uses_behind(uses, inspection->name, inspection->function->body);
	     i != NO_USE && i < inspection->function->end && n < MAX_USES; i = uses_next(uses, i)) {
		enum use use;

		if (!is_use(inspection, i))
			continue;
		use = result_use_at(&inspection->kept, i);
		found |= use != USE_OTHER && use != USE_CHECK;
		n++;
	}
	return found && n < MAX_USES;
}

/* The type of what keeps the result. False: it cannot be, or is not yet known, or does not matter. */
static bool read_type(struct inspection *inspection)
{
	const struct outline *outline = &inspection->source->outline;
	const struct expr *keeper = expr_read(outline, code_object(outline, inspection->name),
					      inspection->name + 1, &inspection->source->arena);

	inspection->kept.type = integer_of(inspection->source, keeper);
	if (inspection->kept.type.is_known)
		return is_worth_following(inspection);
	/* Only if something unsigned would be wrong there, it is worth a question. */
	inspection->kept.type = (struct integer){ .is_known = true, .is_unsigned = true, .bits = 64 };
	if (!is_worth_following(inspection))
		return false;
	if (!inspection->site)
		return false;
	inspection->kept.type = call_site_integer(inspection->site, keeper, &inspection->is_open);
	if (inspection->is_open)
		inspection->kept.type = (struct integer){ .is_known = true, .is_unsigned = true, .bits = 64 };
	return inspection->kept.type.is_known && (!inspection->is_open || inspection_oracle(inspection));
}

/* All uses of the variable or member in the function. False: nobody can follow it. */
static bool inspect_uses(struct inspection *inspection)
{
	const struct uses *uses = source_uses(inspection->source);
	struct local local = local_find(inspection->source, inspection->name);
	bool is_dead = false, is_asked = result_is_asked_at_once(&inspection->kept, inspection->name);

	if ((!inspection->is_member && !local.found) || local.is_static || !read_type(inspection))
		return false;
	/* Behind a condition that an errno does not pass, nobody looks for one. */
	inspection->has_errors = errors_read(&inspection->errors, inspection->source, inspection->call,
					     inspection->count, &inspection->source->arena);
	if (is_asked && is_seen_as_signed(inspection, inspection->name))
		return false;
	if (is_asked)
		take_use(inspection, inspection->name, REACH_ALONE, &is_dead);
	for (uint32_t i = uses_first(uses, inspection->name); i != NO_USE; i = uses_next(uses, i)) {
		/* A macro may look at the variable of whoever uses it. */
		if (inspection->tokens->items[i].directive && !inspection->is_member && !is_dead)
			add_use(inspection, USE_CHECK, i, NULL);
		if (!is_use(inspection, i) || i == local.declaration)
			continue;
		if (is_seen_as_signed(inspection, i))
			return false;
		inspect_use(inspection, i, &is_dead);
	}
	return true;
}

/* The last name of what takes the result, or NO_TOKEN. */
static size_t taker(const struct inspection *inspection)
{
	const struct outline *outline = &inspection->source->outline;
	size_t name = call_taker(&outline->tokens, inspection->call->name);

	return code_object(outline, name) == NO_TOKEN ? NO_TOKEN : name;
}

/* An errno is as true as any number of pages. */
static bool inspect_truth(struct inspection *inspection)
{
	inspection->is_truth = inspection->counts &&
			       result_is_truth(inspection->source, inspection->call, inspection->name);
	inspection->wrong = inspection->name == NO_TOKEN ? inspection->call->name : inspection->name;
	return inspection->is_truth;
}

/* if (f(...) < n) */
static void inspect_call(struct inspection *inspection)
{
	const struct call *call = inspection->call;
	size_t last = token_next(inspection->tokens, call->close);
	const struct expr *other = compared_with(inspection->source, call->name, last);
	const char *returns = inspection->site ? inspection->site->declared->prototype.returns : "";
	struct token_list words;

	if (!other)
		return;
	tokenize(returns, strlen(returns), &words);
	inspection->kept.type = integer_of_words(&words, 0, words.n);
	token_list_free(&words);
	if (inspection->kept.type.is_known && !inspection->kept.type.is_unsigned)
		add_use(inspection, result_comparison(&inspection->kept, call->name, last, other), call->name, other);
}

bool inspection_read(struct inspection *inspection)
{
	const struct outline *outline = &inspection->source->outline;

	inspection->kept.source = inspection->source;
	inspection->kept.oracle = inspection_oracle(inspection);
	inspection->tokens = &outline->tokens;
	inspection->function = outline_function_at(outline, inspection->call->name);
	if (!inspection->function || inspection->tokens->items[inspection->call->name].directive)
		return false;
	inspection->name = taker(inspection);
	inspection->is_member = inspection->name != NO_TOKEN &&
				code_object(outline, inspection->name) != inspection->name;
	if (inspect_truth(inspection))
		return true;
	if (inspection->name != NO_TOKEN)
		return inspect_uses(inspection);
	inspect_call(inspection);
	return true;
}
