// SPDX-License-Identifier: GPL-2.0-only
/*
 * could-be-fast: the mmap lock of current->mm is taken for this one call.
 *
 * Advises where the lock is taken for reading and nothing but the call stands before it is dropped. Gets
 * wrong: a call for more pages than an int counts.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "check/rules/evidence.h"
#include "check/rules/lock_contract.h"
#include "contract/lock/lock.h"

#include <string.h>

/* What the call becomes, or NULL. */
static const char *fast_name(const struct call_site *site)
{
	static const char *const names[][2] = {
		{ "get_user_pages", "get_user_pages_fast" },
		{ "pin_user_pages", "pin_user_pages_fast" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const struct gup_function *fast = gup_function_find(names[i][1], strlen(names[i][1]));
		struct candidates candidates;

		if (strcmp(site->function->name, names[i][0]))
			continue;
		family_candidates(site->family, fast, site->source->path, &candidates);
		return candidates.n ? names[i][1] : NULL;
	}
	return NULL;
}

static bool wants_vmas(const struct call_site *site)
{
	int vmas = declared_role(site->declared, ROLE_VMAS);

	return vmas >= 0 && !expr_op_is(&site->source->outline,
					expr_bare(site->call.arguments[vmas]), "NULL");
}

static bool is_call(const struct token_list *tokens, size_t i)
{
	return tokens->items[i].kind == TOKEN_IDENTIFIER && !is_statement_word(tokens, i) &&
	       token_is(tokens, token_next(tokens, i), "(");
}

/* The operation that drops the lock behind the call, if nothing is called in between; or NO_TOKEN. */
static size_t drop_behind(const struct call_site *site, const struct function *function)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	for (size_t i = site->call.close; i < function->end; i++) {
		if (tokens->items[i].directive)
			return NO_TOKEN;
		if (is_call(tokens, i))
			return lock_event_at(site->source, i).effect == LOCK_EFFECT_DROP ? i : NO_TOKEN;
	}
	return NO_TOKEN;
}

/* The lock is taken for reading, and nothing is called from there to the call. */
static bool is_taken_for_it(const struct call_site *site, size_t take)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	if (take > site->call.name || !memmem(tokens->text + tokens->items[take].offset,
					      tokens->items[take].length, "read", strlen("read")))
		return false;
	for (size_t i = lock_event_at(site->source, take).last + 1; i < site->call.name; i++)
		if (tokens->items[i].directive || is_call(tokens, i))
			return false;
	return true;
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const char *fast = fast_name(site);
	struct finding *finding;
	struct evidence evidence;
	struct held held;
	size_t drop;

	if (!fast || !evidence_read(site, &evidence) || wants_vmas(site))
		return;
	drop = drop_behind(site, evidence.function);
	if (drop == NO_TOKEN)
		return;
	held_at(site->source, site->call.name, "current->mm", &held);
	if (held.holds != HOLD_TAKEN || !is_taken_for_it(site, held.operation))
		return;
	finding = finding_add(findings, site, &rule_could_be_fast, CONFIDENCE_HIGH,
			      mem_printf("the mmap lock is taken for this call alone: %s() asks for the same "
					 "without it, and takes it itself when it has to", fast), NULL);
	finding_note(finding, site->source, held.operation, mem_strdup("taken here"));
	finding_note(finding, site->source, drop, mem_strdup("dropped here"));
}

const struct rule rule_could_be_fast = {
	.name = "could-be-fast",
	.severity = SEVERITY_ADVICE,
	.summary = "the mmap lock is taken for this one call, which a fast one does not need",
	.text =
	"get_user_pages_fast() and pin_user_pages_fast() walk the page tables of current without the mmap\n"
	"lock, and take it themselves only when a page has to be faulted in. Whoever takes it for the one\n"
	"call makes all other threads of the process wait for nothing.\n"
	"\n"
	"	mmap_read_lock(current->mm);\n"
	"	pinned = pin_user_pages(addr, n, FOLL_WRITE, pages);\n"
	"	mmap_read_unlock(current->mm);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"\n"
	"What it stands on: the lock of current->mm is taken for reading in the same function, on every way\n"
	"to the call, and nothing else is called while it is held. No finding: a vma that is looked up, or\n"
	"vmas that are asked for; anything else that is done under the lock.\n"
	"\n"
	"	mmap_read_lock(current->mm);\n"
	"	vma = find_vma(current->mm, addr);\n"
	"	pinned = pin_user_pages(addr, n, FOLL_WRITE, pages);\n"
	"	mmap_read_unlock(current->mm);\n"
	"\n"
	"When it would be wrong: the fast functions count pages in an int; a loop that pins piece by piece\n"
	"under one lock sees one state of the address space, and no longer does.\n",
	.check = check,
};
