// SPDX-License-Identifier: GPL-2.0-only
/*
 * missing-dirty: pages are pinned to be written to, and released without a word that they were.
 *
 * Advises where nothing in the file that releases them marks a page dirty. Gets wrong: pages that nobody
 * writes to.
 */
#include "base/data/mem.h"
#include "calls/summary/across.h"
#include "calls/value/callers.h"
#include "check/rules/evidence.h"
#include "contract/owner/origin.h"

#include <stdlib.h>

/* The first release of pins in the file, or NO_TOKEN. */
static size_t first_release(const struct call_site *site)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++)
		if (!tokens->items[i].directive && release_kind(tokens, i) == HOLD_KIND_PIN)
			return i;
	return NO_TOKEN;
}

/* Some file that calls the function marks pages dirty, or some module may; also while nobody knows them. */
static bool may_others_mark(struct source *source, const struct function *function)
{
	struct across_places places = {0};
	bool may = !source->across || function_is_exported(source, function);

	if (function_is_private(source, function))
		return false;
	if (!may)
		across_uses(source, function, &places);
	for (size_t i = 0; i < places.n && !may; i++) {
		const struct source *other = places.items[i].source;

		may = evidence_word(other, 0, other->outline.tokens.n, evidence_dirtying) != NO_TOKEN;
	}
	free(places.items);
	return may;
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct evidence evidence;
	struct finding *finding;
	size_t release;

	if (!evidence_read(site, &evidence) || evidence.acquire.kind != HOLD_KIND_PIN ||
	    !evidence_always(&evidence, "FOLL_WRITE") ||
	    evidence_in_file(&evidence, evidence_dirtying) != NO_TOKEN ||
	    may_others_mark(site->source, evidence.function) ||
	    evidence_may_only_read(&evidence))	/* write-needless says so, where it is sure */
		return;
	release = first_release(site);
	if (release == NO_TOKEN)
		return;
	finding = finding_add(findings, site, &rule_missing_dirty, CONFIDENCE_MEDIUM,
			      mem_printf("these pages are pinned to be written to, and the file marks no page "
					 "dirty: what was written can get lost"), NULL);
	finding_note(finding, site->source, site->call.name, mem_strdup("pinned to be written to"));
	finding_note(finding, site->source, release, mem_strdup("released as they were"));
}

const struct rule rule_missing_dirty = {
	.name = "missing-dirty",
	.severity = SEVERITY_ADVICE,
	.summary = "pages are pinned to be written to and never marked dirty",
	.text =
	"What a device or the kernel writes into a page leaves no trace in the page table: whoever wrote\n"
	"has to say so before it lets the page go. Else the page may count as clean, and what was written is\n"
	"dropped with it, or never reaches the file.\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	...	/* the device writes */\n"
	"	unpin_user_pages(pages, pinned);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	unpin_user_pages_dirty_lock(pages, pinned, true);\n"
	"\n"
	"What it stands on: FOLL_WRITE on all ways to a pin, a release of pins in the same file, and no word\n"
	"in that file that marks a page dirty, nor in one that calls the function. No finding: references, FOLL_WRITE\n"
	"on some ways only, pages that are only read (see write-needless), a function that is exported.\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	...\n"
	"	unpin_user_pages_dirty_lock(pages, pinned, wrote);\n"
	"\n"
	"When it would be wrong: nobody writes, and FOLL_WRITE is needless; the memory is known to be\n"
	"anonymous and never swapped; or another file marks the pages. unpin_user_pages_dirty_lock() sleeps:\n"
	"where a spinlock is held, or in a tasklet or a timer, the release has to move.\n",
	.check = check,
	.looks_across = true,
};
