// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/lock_drop.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "check/rules/lock_contract.h"
#include "contract/lock/held.h"
#include "contract/lock/lock.h"
#include "contract/path/overwrite.h"

#include <stdlib.h>

/* A call of the family, which sets the variable, or the variable is set: nobody looks at it there. */
static bool is_set_there(struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_enclosing_parenthesis(outline, i);
	const struct token *callee = open == NO_TOKEN ? NULL : &tokens->items[token_previous(tokens, open)];

	if (token_is(tokens, token_next(tokens, i), "="))
		return true;
	return callee && is_address_taken(tokens, i) &&
	       gup_function_find(tokens->text + callee->offset, callee->length);
}

/* Does the function ever look at the local variable that tells whether the lock is still held? */
static bool is_looked_at(struct source *source, const struct function *function, size_t variable)
{
	struct local local = local_find(source, variable);
	const struct uses *uses = source_uses(source);

	if (!local.found || local.parameter >= 0 || local.is_static)
		return true;
	for (uint32_t i = uses_first(uses, variable); i != NO_USE; i = uses_next(uses, i))
		if (source->outline.tokens.items[i].directive ||
		    (i > function->body && i < function->end && i != local.declaration && !is_set_there(source, i)))
			return true;
	return false;
}

/* Does something between the two tokens give the local variable, used at token i, another value? */
static bool is_assigned_between(struct source *source, size_t i, size_t first, size_t last)
{
	struct assignments list;
	bool is_assigned = false;

	if (!local_find(source, i).found)
		return false;
	reaching_assignments(source, i, &list);
	for (size_t a = 0; a < list.n; a++)
		is_assigned |= list.items[a].name > first && list.items[a].name < last;
	free(list.items);
	return is_assigned;
}

/* The same of a member: `ctx->mm = other`, `swap(ctx->mm, other)`. */
static bool is_replaced_between(const struct outline *outline, size_t name, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (same_token_text(&outline->tokens, i, name) &&
		    (is_set_at(&outline->tokens, i) || is_overwritten_at(outline, i)))
			return true;
	return false;
}

/* `mem_relock(mm)`: whoever gets the mm may take its lock, even where the name begins like one of the kernel's. */
static bool may_take_at(struct source *source, size_t i)
{
	static const char *const harmless[] = {
		"mmput*", "mmget*", "mmgrab*", "mmdrop*", "likely", "unlikely", "IS_ERR*", "WARN_ON*", NULL,
	};
	static const char *const behind[] = { ",", ")" };
	const struct token_list *tokens = &source->outline.tokens;
	size_t open = outline_enclosing_parenthesis(&source->outline, i);
	size_t callee = open == NO_TOKEN ? NO_TOKEN : token_previous(tokens, open);

	return callee != NO_TOKEN && token_is_called(tokens, callee) && !is_statement_word(tokens, callee) &&
	       token_is_any(tokens, token_next(tokens, i), behind, ARRAY_SIZE(behind)) &&
	       !word_is_any(tokens, callee, harmless) &&
	       !lock_is_operation(source, callee) &&
	       !gup_function_find(tokens->text + tokens->items[callee].offset, tokens->items[callee].length);
}

static bool may_be_taken_between(struct source *source, size_t name, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (same_token_text(&source->outline.tokens, i, name) && may_take_at(source, i))
			return true;
	return false;
}

/* Between the two, nothing makes another mm of what has the same text, nor gets it. */
static bool is_left_alone(struct source *source, size_t before, size_t drop)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t last = outline_closing(outline, token_next(tokens, drop));

	for (size_t i = drop + 1; last != NO_TOKEN && i < last; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER &&
		    (is_assigned_between(source, i, before, drop) || is_replaced_between(outline, i, before, drop) ||
		     may_be_taken_between(source, i, before, drop)))
			return false;
	return last != NO_TOKEN && before < drop;
}

/* A call that may drop the lock does not wait for pages, and so keeps it. */
static bool is_hasty(struct source *source, size_t i)
{
	struct call call;

	if (source_call(source, i, &call))
		return false;
	for (i = call.open; i < call.close; i++)
		if (token_is(&source->outline.tokens, i, "FOLL_NOWAIT"))
			return true;
	return false;
}

struct judging {
	const struct call_site *site;
	const struct function *function;	/* around it */
	const struct rule *rule;
	struct finding_list *findings;
};

static void report(const struct judging *judging, size_t drop, size_t before, const char *how, const char *note)
{
	const struct call_site *site = judging->site;
	const struct token *name = &site->source->outline.tokens.items[drop];
	char *place = lock_place(site, before);
	struct finding *finding;
	struct call call;

	if (!source_call(site->source, drop, &call)) {
		finding = finding_add_at(judging->findings, site->source, &call, judging->rule, CONFIDENCE_HIGH,
					 mem_printf("%.*s() needs the mmap lock of %s, but %s: see %s",
						    (int)name->length,
						    site->source->outline.tokens.text + name->offset,
						    lock_event_at(site->source, drop).mm, how, place));
		finding_note(finding, site->source, before, mem_strdup(note));
		finding_note(finding, site->source, drop, mem_strdup("dropped again here"));
	}
	free(place);
}

/* The operation at the token drops a lock: is it there to be dropped? */
static void judge(const struct judging *judging, size_t drop, const char *mm)
{
	struct source *source = judging->site->source;
	struct held held;
	size_t before;

	held_at(source, drop, mm, &held);
	before = held.dropped_surely != NO_TOKEN ? held.dropped_surely : held.maybe_dropped;
	if (before == NO_TOKEN || !is_left_alone(source, before, drop))
		return;
	if (before == held.dropped_surely && held_only(&held, HOLD_DROPPED))
		report(judging, drop, before, "every way to here has dropped it", "dropped here");
	else if (before == held.maybe_dropped && !is_hasty(source, before) &&
		 !is_looked_at(source, judging->function, lock_event_at(source, before).variable))
		report(judging, drop, before, "that may have gone: nothing looks at what &locked says",
		       "may be dropped here");
}

void lock_drops_check(const struct call_site *site, const struct function *function, const struct rule *rule,
		      struct finding_list *findings)
{
	const struct judging judging = {
		.site = site, .function = function, .rule = rule, .findings = findings,
	};

	for (size_t i = function->body; i < function->end; i++) {
		struct lock_event event = { .effect = LOCK_EFFECT_NONE };

		if (!site->source->outline.tokens.items[i].directive && lock_is_operation(site->source, i))
			event = lock_event_at(site->source, i);
		if (event.effect == LOCK_EFFECT_DROP)
			judge(&judging, i, event.mm);
	}
}
