// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock-held: a function that takes the mmap lock itself is called where it is held.
 *
 * Complains when every way to the call takes the lock of the same mm in the same function. Gets wrong:
 * a macro that drops it without a name that tells.
 */
#include "base/mem.h"
#include "path/held.h"
#include "path/lock.h"
#include "rules/lock_contract.h"

#include <stdlib.h>

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct outline *outline = &site->source->outline;
	const struct function *function = outline_function_at(outline, site->call.name);
	struct held held;
	struct finding *finding;
	const char *mm;
	char *place;

	if (!function || !lock_is_touched(&outline->tokens, function->body, site->call.name) ||
	    lock_asked(site) != LOCK_NOT_HELD)
		return;
	mm = lock_asked_of(site);
	held_at(site->source, site->call.name, mm, &held);
	if (held.holds != HOLD_TAKEN)
		return;
	place = lock_place(site, held.operation);
	finding = finding_add(findings, site, &rule_lock_held, CONFIDENCE_HIGH,
			      mem_printf("%s() takes the mmap lock of %s itself, but every way to this "
					 "call holds it already: see %s", site->mention->symbol->name, mm,
					 place), NULL);
	lock_note_way(finding, site, HOLD_TAKEN, "taken here", "taken once more in here");
	free(place);
}

const struct rule rule_lock_held = {
	.name = "lock-held",
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
	"No finding: the lock of another mm, one that is held on some ways only, and anything that\n"
	"may have dropped it in between, as an unknown function.\n"
	"\n"
	"	mmap_read_lock(ctx->mm);\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"\n"
	"High confidence: the function takes the lock itself, on every way to the call.\n"
	"\n"
	"What it gets wrong: a lock that is dropped under a name that does not tell, by a macro in\n"
	"capitals for one.\n"
	"\n"
	"What it misses: a lock that a caller holds.\n",
	.check = check,
};
