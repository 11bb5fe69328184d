// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock-not-held: a function that needs the mmap lock is called where it is known to be free.
 *
 * Complains when the function itself shows it: it has dropped the lock on every way to the call, takes
 * it right behind the call, takes it in the other branch for another mm, does around the call what nobody
 * does who holds it; or when the kernel calls it without the lock and nothing takes it on the way. Gets
 * wrong: what takes the lock far away, under a name that does not tell.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "check/rules/lock_contract.h"
#include "check/rules/lock_drop.h"
#include "check/rules/other_mm.h"
#include "contract/lock/entry.h"
#include "contract/lock/held.h"
#include "contract/lock/lock.h"
#include "contract/path/beside.h"

#include <stdlib.h>
#include <string.h>

/* What the last note says, which stands at the call. */
#define CALLED "needed here"

static bool contains(const char *text, size_t length, const char *part)
{
	return memmem(text, length, part, strlen(part));
}

/*
 * A comment above the function that speaks of the lock, or its name, may say who holds it. "Lock" alone
 * may be what it does to the pages.
 */
static bool says_held(const struct outline *outline, const struct function *function)
{
	static const char *const words[] = {
		"held", "hold", "_sem", "mmap_lock", "mmap lock", "lock taken", "the lock",
	};

	if (strstr(function->name, "locked"))
		return true;
	for (size_t i = function->item; i-- && token_is_comment(&outline->tokens.items[i]);) {
		const struct token *comment = &outline->tokens.items[i];
		const char *text = outline->tokens.text + comment->offset;

		for (size_t w = 0; w < ARRAY_SIZE(words); w++)
			if (contains(text, comment->length, words[w]))
				return true;
	}
	return false;
}

static struct finding *report(const struct call_site *site, struct finding_list *findings,
			      const struct held *held, size_t operation, const char *how)
{
	enum confidence confidence = held->is_supposed ? CONFIDENCE_MEDIUM : CONFIDENCE_HIGH;
	char *place = lock_place(site, operation);
	struct finding *finding;

	finding = finding_add(findings, site, &rule_lock_not_held, confidence,
			      mem_printf("%s() needs the mmap lock of %s, but %s: see %s",
					 site->mention->symbol->name, lock_asked_of(site), how, place),
			      NULL);
	free(place);
	return finding;
}

/* The lock is free on all ways to the call. */
static void report_dropped(const struct call_site *site, struct finding_list *findings,
			   const struct held *held)
{
	struct finding *finding = report(site, findings, held, held->operation,
					 "every way to this call has dropped it");

	lock_note_way(finding, site, HOLD_DROPPED, "dropped here", CALLED);
}

/* The lock is dropped on one way to the call, at least. */
static void report_some_way(const struct call_site *site, struct finding_list *findings, const struct held *held,
			    size_t operation, const char *how)
{
	struct finding *finding = report(site, findings, held, operation, how);

	lock_note_way(finding, site, HOLD_DROPPED, "dropped here", CALLED);
}

static void report_free(const struct call_site *site, struct finding_list *findings,
			const struct held *held)
{
	struct finding *finding = report(site, findings, held, held->operation,
					 "on every way to this call it was free before");

	lock_note_way(finding, site, HOLD_FREE, "nobody calls this with it held", CALLED);
}

static void judge_other(const struct call_site *site, struct finding_list *findings,
			const struct function *function, const struct held *held)
{
	const struct outline *outline = &site->source->outline;
	struct finding *finding;

	if (!lock_is_of_other(site, function, held->operation) || says_held(outline, function))
		return;
	finding = report(site, findings, held, held->operation, "the lock that is taken is that of another mm");
	lock_note_way(finding, site, HOLD_OTHER, "taken here, of another mm", CALLED);
}

static void report_sibling(const struct call_site *site, struct finding_list *findings,
			   const struct held *held, size_t operation)
{
	struct finding *finding = report(site, findings, held, operation,
					 "only the branch for another mm takes a lock");

	finding_note(finding, site->source, operation, mem_strdup("taken here for another mm"));
	finding_note(finding, site->source, site->call.name, mem_strdup(CALLED));
}

/* What tells at the begin of a chain that the lock is free. */
static const char *tells_free(const struct entry *entry)
{
	if (entry->origin <= entry->function->body || entry->origin >= entry->function->end)
		return "the kernel calls this without the lock";
	return lock_event_at(entry->source, entry->origin).effect == LOCK_EFFECT_DROP ?
		"dropped here" : "nobody calls this with it held";
}

static void note_chain(struct finding *finding, const struct call_site *site, const struct entry *entry)
{
	finding_note(finding, entry->source, entry->origin, mem_strdup(tells_free(entry)));
	for (size_t i = 0; i < entry->n_calls; i++)
		finding_note(finding, entry->calls[i].source, entry->calls[i].token,
			     mem_printf("%s() calls this without the lock",
					source_function_name(entry->calls[i].source,
							     entry->calls[i].token)));
	finding_note(finding, site->source, site->call.name, mem_strdup(CALLED));
}

static void report_entry(const struct call_site *site, struct finding_list *findings,
			 const struct held *held, const struct entry *entry)
{
	bool is_sure = !entry->n_calls && !held->is_supposed;
	char *begin = lock_holder(site, entry);
	struct finding *finding;

	finding = finding_add(findings, site, &rule_lock_not_held,
			      is_sure ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM,
			      mem_printf("%s() needs the mmap lock of %s, but nothing takes it between "
					 "%s, which has it not, and this call",
					 site->mention->symbol->name, lock_asked_of(site), begin),
			      NULL);
	note_chain(finding, site, entry);
	free(begin);
}

/*
 * What the function does behind the call shows that it has not got the lock. One that drops it, where it
 * also leaves without having done so, or has tried for it in vain, does not drop its caller's.
 */
static bool judge_behind(const struct call_site *site, struct finding_list *findings,
			 const struct function *function, const struct held *held)
{
	const struct { size_t token; bool tells; const char *how, *note; } shown[] = {
		{ held->taken_behind, held->dropped_behind == NO_TOKEN,
		  "the function takes it only behind this call", "taken not before here" },
		{ held->free_behind, held->dropped_behind == NO_TOKEN,
		  "the function goes on as nobody does who holds it",
		  "nobody calls this with it held" },
		{ held->dropped_behind, held->taken_behind == NO_TOKEN && !held->is_untried,
		  "the function drops it behind this call, and every way to here has tried for it in vain",
		  "dropped here" },
		{ held->dropped_behind, held->taken_behind == NO_TOKEN && held->is_left,
		  "the function drops it behind this call without having taken it", "dropped here" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(shown); i++) {
		struct finding *finding;

		if (shown[i].token == NO_TOKEN || !shown[i].tells ||
		    !is_beside(site->source, function, shown[i].token, site->call.name))
			continue;
		finding = report(site, findings, held, shown[i].token, shown[i].how);
		finding_note(finding, site->source, site->call.name, mem_strdup(CALLED));
		finding_note(finding, site->source, shown[i].token, mem_strdup(shown[i].note));
		return true;
	}
	return false;
}

/* The function itself is where the kernel comes in, without the lock, whatever it calls then. */
static void judge_hinted(const struct call_site *site, struct finding_list *findings,
			 const struct function *function, const struct held *held)
{
	struct entry entry;

	if (entry_is_free(site->source, function, lock_asked_of(site), &entry) && !entry.n_calls)
		report_entry(site, findings, held, &entry);
}

/* On some way the function has not touched the lock before the call, and on none it has taken it. */
static void judge_entry(const struct call_site *site, struct finding_list *findings,
			const struct function *function, const struct held *held)
{
	const char *mm = lock_asked_of(site);
	struct entry entry;
	size_t sibling;

	if (says_held(&site->source->outline, function) ||
	    judge_behind(site, findings, function, held))
		return;
	sibling = strcmp(mm, "current->mm") ? NO_TOKEN : lock_taken_for_other(site, function);
	if (sibling != NO_TOKEN)
		report_sibling(site, findings, held, sibling);
	else if (entry_is_free(site->source, function, mm, &entry))
		report_entry(site, findings, held, &entry);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct function *function = outline_function_at(&site->source->outline,
							      site->call.name);
	enum gup_lock asked = function ? lock_asked(site) : LOCK_ANY;
	size_t n = findings->n;
	struct held held;

	/* Nothing of it hangs on other files. */
	if (function && !site->source->across && site_is_first(site, function))
		lock_drops_check(site, function, &rule_lock_not_held, findings);
	if (asked != LOCK_HELD && asked != LOCK_HELD_MAY_DROP)
		return;
	held_at(site->source, site->call.name, lock_asked_of(site), &held);
	if (held_waits(&held, site->source))
		return;
	if (held.holds == HOLD_DROPPED && held.is_supposed)
		return;		/* an unknown function may have taken it again */
	if (held.holds == HOLD_DROPPED)
		report_dropped(site, findings, &held);
	else if (held.dropped_just != NO_TOKEN)
		report_some_way(site, findings, &held, held.dropped_just, "one way drops it right before this call");
	else if (held_only(&held, HOLDS_FREE))
		report_free(site, findings, &held);
	else if (held_only(&held, HOLDS_NOT_TAKEN))
		judge_entry(site, findings, function, &held);
	else if (held_only(&held, HOLDS_NOT_TAKEN | HOLD_HINTED))
		judge_hinted(site, findings, function, &held);
	else if (held_only(&held, HOLD_OTHER))
		judge_other(site, findings, function, &held);
	if (findings->n == n && held.again.holds == HOLD_DROPPED && !held.again.is_supposed)
		report_some_way(site, findings, &held, held.again.operation,
				"when the loop comes back to this call, it has dropped it");
}

const struct rule rule_lock_not_held = {
	.name = "lock-not-held",
	.against = AGAINST_CHANGES,
	.severity = SEVERITY_ERROR,
	.summary = "a function that needs the mmap lock is called without it",
	.text =
	"get_user_pages(), pin_user_pages(), get_user_pages_longterm() and the _remote ones with\n"
	"locked == NULL walk the vmas: whoever calls them holds the mmap lock (mmap_sem before v5.8)\n"
	"for reading or for writing. Without it another thread can free the vma meanwhile.\n"
	"\n"
	"This is the other half of the vfio bug of 2018:\n"
	"\n"
	"	if (mm == current->mm) {\n"
	"		ret = get_user_pages_longterm(vaddr, 1, flags, page, vmas);\n"
	"	} else {\n"
	"		down_read(&mm->mmap_sem);\n"
	"		ret = get_user_pages_remote(NULL, mm, vaddr, 1, flags, page, vmas, NULL);\n"
	"		up_read(&mm->mmap_sem);\n"
	"	}\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	down_read(&mm->mmap_sem);\n"
	"	if (mm == current->mm)\n"
	"		ret = get_user_pages_longterm(vaddr, 1, flags, page, vmas);\n"
	"	else\n"
	"		ret = get_user_pages_remote(NULL, mm, vaddr, 1, flags, page, vmas, NULL);\n"
	"	up_read(&mm->mmap_sem);\n"
	"\n"
	"or call one of the functions in _fast or _unlocked, which take the lock themselves.\n"
	"\n"
	"High confidence: the function itself shows that the lock is free there. It has dropped it on\n"
	"every way to the call, or on one, with nothing but the call to follow; or a loop comes back to\n"
	"the call and has dropped it each time; or the function has not touched it yet, and takes it\n"
	"behind the call, or in the branch for another mm; or drops it behind the call, and on other\n"
	"ways leaves without having done so, or has tried for it in vain; or takes the lock of current->mm\n"
	"where the mm is that of a task which it has looked up by its pid, or the other way round, or that of\n"
	"another one than it asks for, of two parameters of one type; or calls\n"
	"what takes the lock itself or faults, as copy_from_user(); or the kernel enters it without the\n"
	"lock, as a system call, a handler for read, write or ioctl, what a file of sysfs is written with,\n"
	"a probe, a worker, and nothing takes it. Medium: such functions are all\n"
	"that call it, in whatever file; or a function on the way whose name says nothing of locks is\n"
	"one that nobody sees.\n"
	"\n"
	"	if (copy_from_user(&arg, uarg, sizeof(arg)))\n"
	"		return -EFAULT;\n"
	"	return pin_user_pages(arg.addr, arg.n, FOLL_WRITE, pages);\n"
	"\n"
	"What drops the lock needs it, too. In a function that calls the family, an unlock is a finding that all ways\n"
	"have done before; or one behind a call that may have dropped the lock, if nothing ever looks at what tells:\n"
	"\n"
	"	int locked = 1;\n"
	"\n"
	"	mmap_read_lock(mm);\n"
	"	ret = get_user_pages_remote(mm, addr, n, 0, pages, &locked);\n"
	"	mmap_read_unlock(mm);			(if (locked), that is)\n"
	"\n"
	"No finding where anything may have taken the lock: a function whose name smells of one, a\n"
	"condition on some ways; where the function looks up a vma, or its name or the comment above it\n"
	"says who holds the lock; where &locked is passed, which tells the state.\n"
	"\n"
	"What it gets wrong: a lock that is taken under a name that does not tell, in a file of another\n"
	"folder, the driver's own headers apart.\n"
	"\n"
	"A function that takes or drops the lock for its caller is read, also in another file: always, or as\n"
	"its result tells, as one that returns an errno without the lock. A macro that names it leaves it unknown.\n"
	"\n"
	"What it misses: functions whose address is taken, and those that tables of other kinds hold;\n"
	"those that nobody calls whom the tree has; a chain of more than eight callers; a function that\n"
	"takes the lock now, and now not, without a result that tells; one that gets the mm by way of a\n"
	"variable of its own; an unlock that some ways alone have done before; a function that leaves with\n"
	"the lock on some ways, and without it on others.\n",
	.check = check,
	.looks_across = true,
};
