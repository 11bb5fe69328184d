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
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "check/rules/rule.h"
#include "check/rules/taken.h"
#include "contract/hold/acquire.h"
#include "contract/hold/release.h"
#include "contract/pages/array.h"
#include "contract/pages/dirty.h"

#include <stdlib.h>
#include <string.h>

/* A page, pages[i], or sg_page() of a list that has such pages. */
static bool is_taken_from(struct source *source, const struct expr *value)
{
	value = array_page_of(&source->outline, value);
	if (value->kind == EXPR_INDEX || value->kind == EXPR_IDENTIFIER)
		return taken_into(source, expr_array_name(value), HOLD_KIND_REFERENCE);
	return value->kind == EXPR_CALL && expr_op_is(&source->outline, value->left, "sg_page") &&
	       taken_into_lists(source, HOLD_KIND_REFERENCE);
}

/* The page, or the array or list that a local variable takes it from. */
static bool is_taken(struct source *source, const struct expr *page)
{
	struct assignments list;
	bool is;

	page = array_page_of(&source->outline, page);
	is = taken_into(source, expr_array_name(page), HOLD_KIND_REFERENCE);
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
