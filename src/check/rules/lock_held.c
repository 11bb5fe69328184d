// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock-held: a function that takes the mmap lock itself is called where it is held.
 *
 * Complains when every way to the call takes the lock of the same mm in the same function, or in a caller
 * of it. Gets wrong: a macro that drops it without a name that tells.
 */
#include "base/data/mem.h"
#include "check/rules/lock_contract.h"
#include "contract/lock/entry.h"
#include "contract/lock/held.h"

#include <stdlib.h>
#include <string.h>

/* What the last note says, which stands at the call. */
#define TAKEN_AGAIN "taken once more in here"

static void report(const struct call_site *site, struct finding_list *findings, const char *mm,
		   const char *how, size_t operation)
{
	char *place = lock_place(site, operation);
	struct finding *finding;

	finding = finding_add(findings, site, &rule_lock_held, CONFIDENCE_HIGH,
			      mem_printf("%s() takes the mmap lock of %s itself, but %s: see %s",
					 site->mention->symbol->name, mm, how, place), NULL);
	lock_note_way(finding, site, HOLD_TAKEN, "taken here", TAKEN_AGAIN);
	free(place);
}

static void note_chain(struct finding *finding, const struct call_site *site, const struct entry *entry)
{
	bool is_taken = entry->origin > entry->function->body && entry->origin < entry->function->end;

	finding_note(finding, entry->source, entry->origin,
		     mem_strdup(is_taken ? "taken here" : "the kernel calls this with the lock held"));
	for (size_t i = 0; i < entry->n_calls; i++)
		finding_note(finding, entry->calls[i].source, entry->calls[i].token,
			     mem_printf("%s() calls this with the lock held",
					source_function_name(entry->calls[i].source,
							     entry->calls[i].token)));
	finding_note(finding, site->source, site->call.name, mem_strdup(TAKEN_AGAIN));
}

/* The function leaves the lock as its callers have it. */
static void judge_callers(const struct call_site *site, struct finding_list *findings,
			  const struct function *function)
{
	struct finding *finding;
	struct entry entry;
	char *holder;

	if (!entry_is_held(site->source, function, site->call.name, &entry))
		return;
	holder = lock_holder(site, &entry);
	finding = finding_add(findings, site, &rule_lock_held, CONFIDENCE_MEDIUM,
			      mem_printf("%s() takes the mmap lock of current->mm itself, but %s "
					 "has it already, and nothing drops it between there and this "
					 "call", site->mention->symbol->name, holder), NULL);
	note_chain(finding, site, &entry);
	free(holder);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct outline *outline = &site->source->outline;
	const struct function *function = outline_function_at(outline, site->call.name);
	struct held held;
	const char *mm;

	if (!function || lock_asked(site) != LOCK_NOT_HELD)
		return;
	mm = lock_asked_of(site);
	held_at(site->source, site->call.name, mm, &held);
	if (held.taken_just != NO_TOKEN && held.holds != HOLD_TAKEN)
		report(site, findings, mm, "one way takes it right before this call", held.taken_just);
	else if (held.is_supposed)
		return;		/* an unknown function may have dropped it */
	else if (held.holds == HOLD_TAKEN)
		report(site, findings, mm, "every way to this call holds it already", held.operation);
	else if (held.again.holds == HOLD_TAKEN)
		report(site, findings, mm, "the loop holds it when it comes back to this call",
		       held.again.operation);
	else if (held.holds == HOLD_ENTRY && !strcmp(mm, "current->mm"))
		judge_callers(site, findings, function);
}

const struct rule rule_lock_held = {
	.name = "lock-held",
	.against = AGAINST_CHANGES,
	.severity = SEVERITY_ERROR,
	.summary = "a function that takes the mmap lock itself is called with it held",
	.text =
	"get_user_pages_fast(), pin_user_pages_fast() and the functions in _unlocked take the mmap\n"
	"lock of current->mm themselves when they have to. Called with the lock held, they take it a\n"
	"second time: with a writer in between, or with the lock held for writing, that is a deadlock.\n"
	"\n"
	"	mmap_read_lock(current->mm);\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	mmap_read_unlock(current->mm);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"\n"
	"or keep the lock, if something else needs it, and call pin_user_pages().\n"
	"\n"
	"No finding: the lock of another mm, one that is held on some ways only, unless it is taken right\n"
	"before the call, or whenever a loop comes back to it; and anything that may have dropped it in\n"
	"between, as an unknown function. guard(mmap_read_lock)(mm) holds it to the end of its block.\n"
	"\n"
	"	mmap_read_lock(ctx->mm);\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"\n"
	"High confidence: the function takes the lock itself, on every way to the call. Medium: a caller\n"
	"does, or the kernel, which calls mmap() of file_operations with the lock held; then nothing but\n"
	"errors may keep it from the call:\n"
	"\n"
	"	static int pin(struct buf *buf)\n"
	"	{\n"
	"		return pin_user_pages_fast(buf->addr, buf->n, FOLL_WRITE, buf->pages);\n"
	"	}\n"
	"	...\n"
	"		mmap_read_lock(current->mm);\n"
	"		ret = pin(buf);\n"
	"\n"
	"What it gets wrong: a lock that is dropped by a macro in capitals that none of the driver's own\n"
	"headers has.\n"
	"\n"
	"A function that takes or drops the lock for its caller is read, also in another file.\n"
	"\n"
	"What it misses: a function that takes the lock now, and now not, without a result that tells; a\n"
	"caller in a file of another folder, or of a folder of more than 100 files, that does not name\n"
	"the family; one that holds the lock under another name of current->mm; conditions that are\n"
	"always true for a caller.\n",
	.check = check,
	.looks_across = true,
};
