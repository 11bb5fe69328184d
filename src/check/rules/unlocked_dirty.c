// SPDX-License-Identifier: GPL-2.0-only
/*
 * unlocked-dirty: a page of user space is marked dirty without its lock, and released.
 *
 * Complains when the function that releases pins, or references that the file takes under that name,
 * marks the page by a function that does not lock it, and has locked no page itself. Gets wrong: a
 * caller that holds the page lock.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "check/rules/rule.h"
#include "contract/hold/acquire.h"
#include "contract/hold/release.h"
#include "contract/pages/array.h"
#include "contract/pages/dirty.h"

#include <stdlib.h>
#include <string.h>

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

/* Does the call at token i take references into something of that name, or of one that is kept under it? */
static bool takes_at(struct source *source, size_t i, size_t name)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct acquire acquire;
	size_t place;

	if (!acquire_at(source, i, &acquire) || acquire.kind != HOLD_KIND_REFERENCE)
		return false;
	place = acquire.pages ? expr_array_name(acquire.pages) : acquire.result;
	return place != NO_TOKEN && (same_token_text(tokens, place, name) || is_kept_as(source, place, name));
}

/* Does the file? By the family, by its own wrappers, by relatives. */
static bool takes_into(struct source *source, size_t name)
{
	const struct marks *calls = acquire_calls(source);

	for (size_t i = 0; name != NO_TOKEN && i < calls->n; i++)
		if (takes_at(source, calls->items[i], name))
			return true;
	return false;
}

/* Calls of a function that gets an array as one of its parameters. */
struct handed {
	struct source *source;
	int parameter;
	bool is_called, is_other;	/* some call hands over an array that the file takes nothing into */
};

static void look_at_call(const struct call *call, void *data)
{
	struct handed *handed = data;

	handed->is_called = true;
	if ((size_t)handed->parameter >= call->n ||
	    !takes_into(handed->source, expr_array_name(call->arguments[handed->parameter])))
		handed->is_other = true;
}

/* The array is a parameter, and all who call the function hand over one that the file takes pages into. */
static bool is_handed_over(struct source *source, size_t name)
{
	const struct function *function = outline_function_at(&source->outline, name);
	struct handed handed = { .source = source, .parameter = local_find(source, name).parameter };

	return function && handed.parameter >= 0 &&
	       callers_visit(source, function, look_at_call, &handed) && handed.is_called &&
	       !handed.is_other;
}

static bool is_taken_array(struct source *source, size_t name)
{
	return name != NO_TOKEN && (takes_into(source, name) || is_handed_over(source, name));
}

/* All that the file puts into scatterlists comes out of arrays that it takes pages into. */
static bool fills_lists(struct source *source)
{
	const struct outline *outline = &source->outline;
	bool fills = false;

	for (size_t i = 0; i < outline->tokens.n; i++) {
		struct call call;

		if (!token_is(&outline->tokens, i, "sg_set_page") || outline->context[i] != CONTEXT_BODY)
			continue;
		if (source_call(source, i, &call) || call.n < 2 ||
		    !is_taken_array(source, expr_array_name(call.arguments[1])))
			return false;
		fills = true;
	}
	return fills;
}

/* A page, pages[i], or sg_page() of a list that has such pages. */
static bool is_taken_from(struct source *source, const struct expr *value)
{
	value = array_page_of(&source->outline, value);
	if (value->kind == EXPR_INDEX || value->kind == EXPR_IDENTIFIER)
		return is_taken_array(source, expr_array_name(value));
	return value->kind == EXPR_CALL && expr_op_is(&source->outline, value->left, "sg_page") &&
	       fills_lists(source);
}

/* The page, or the array or list that a local variable takes it from. */
static bool is_taken(struct source *source, const struct expr *page)
{
	struct assignments list;
	bool is;

	page = array_page_of(&source->outline, page);
	is = is_taken_array(source, expr_array_name(page));
	if (is || page->kind != EXPR_IDENTIFIER || !local_find(source, page->op).found)
		return is;
	reaching_assignments(source, page->op, &list);
	for (size_t i = 0; i < list.n; i++)
		is |= list.items[i].value && is_taken_from(source, list.items[i].value);
	free(list.items);
	return is;
}

/* A comment that speaks of the page lock, or a notifier, which runs where nobody may wait for one. */
static bool knows_better(const struct outline *outline)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];
		const char *text = tokens->text + token->offset;

		if (token_begins_with(tokens, i, "mmu_notifier") ||
		    token_begins_with(tokens, i, "mmu_interval_notifier"))
			return true;
		if (token_is_comment(token) && (memmem(text, token->length, "page lock", 9) ||
						memmem(text, token->length, "lock_page", 9)))
			return true;
	}
	return false;
}

static bool is_parameter(struct source *source, const struct expr *page)
{
	page = expr_bare(page);
	return page->kind == EXPR_IDENTIFIER && local_find(source, page->op).parameter >= 0;
}

static void report(const struct call_site *site, struct finding_list *findings,
		   const struct dirtying *dirtying, enum confidence confidence)
{
	const struct token *name = &site->source->outline.tokens.items[dirtying->dirty];
	const char *text = site->source->outline.tokens.text;
	const struct token *release = &site->source->outline.tokens.items[dirtying->release];
	struct finding *finding;
	struct call call;

	if (source_call(site->source, dirtying->dirty, &call))
		return;
	finding = finding_add_at(findings, site->source, &call, &rule_unlocked_dirty, confidence,
				 mem_printf("%.*s() without the page lock: until %.*s() the page's file "
					    "may go away", (int)name->length, text + name->offset,
					    (int)release->length, text + release->offset));
	finding_note(finding, site->source, dirtying->dirty, mem_strdup("marked dirty here"));
	finding_note(finding, site->source, dirtying->release, mem_strdup("released here"));
}

static void judge(const struct call_site *site, struct finding_list *findings,
		  const struct dirtying *dirtying)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	bool is_pin = release_kind(tokens, dirtying->release) == HOLD_KIND_PIN;

	if (!is_pin && !is_taken(site->source, dirtying->page))
		return;
	if (knows_better(&site->source->outline))
		return;
	report(site, findings, dirtying, is_pin && !is_parameter(site->source, dirtying->page) ?
	       CONFIDENCE_HIGH : CONFIDENCE_MEDIUM);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct marks *calls;
	struct dirtying dirtying;

	if (!site_is_first(site, NULL))
		return;
	calls = dirtying_calls(site->source);
	for (size_t i = 0; i < calls->n; i++)
		if (dirtying_at(site->source, calls->items[i], &dirtying))
			judge(site, findings, &dirtying);
}

const struct rule rule_unlocked_dirty = {
	.name = "unlocked-dirty",
	.severity = SEVERITY_WARNING,
	.summary = "a page of user space is marked dirty without its lock",
	.text =
	"A page that was got from user space may lose its file at any time: only the page lock keeps\n"
	"the two together. set_page_dirty() and SetPageDirty() without it mark a page whose file may be\n"
	"gone, or race with its writeback.\n"
	"\n"
	"	for (i = 0; i < pinned; i++) {\n"
	"		set_page_dirty(pages[i]);\n"
	"		unpin_user_page(pages[i]);\n"
	"	}\n"
	"\n"
	"Write instead, where the function may sleep:\n"
	"\n"
	"	unpin_user_pages_dirty_lock(pages, pinned, true);\n"
	"\n"
	"or, for references, set_page_dirty_lock(). Both wait for the page lock: in a tasklet, a timer, an\n"
	"RCU callback or under a spinlock neither is possible, and the release has to move to a work.\n"
	"\n"
	"The finding stands at the call that marks the page. No finding: the function has locked a page\n"
	"before; nothing releases the page behind it; the file has an mmu notifier, or a comment that\n"
	"speaks of the page lock.\n"
	"\n"
	"	if (trylock_page(page)) {\n"
	"		set_page_dirty(page);\n"
	"		unlock_page(page);\n"
	"	}\n"
	"	unpin_user_page(page);\n"
	"\n"
	"High confidence: the function drops a pin. Medium: the page is a parameter; or it drops a\n"
	"reference, and the file takes references of user pages into an array of that name, or one that\n"
	"it keeps under that name, or that all callers hand over; or they come out of a scatterlist, and all\n"
	"that the file puts into one comes out of such an array.\n"
	"\n"
	"What it misses: pages that one function marks and another one releases, and those that come\n"
	"out of a table or a list, other than a scatterlist.\n"
	"What it gets wrong: a caller that holds the page lock; pages that have no file.\n",
	.check = check,
};
