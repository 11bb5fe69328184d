// SPDX-License-Identifier: GPL-2.0-only
/*
 * force-needless: a driver asks for pages of the process that calls it, past what their mapping allows.
 *
 * Advises in drivers, about the memory of current. Gets wrong: a driver that debugs.
 */
#include "base/data/mem.h"
#include "check/rules/evidence.h"

#include <string.h>

/* What looks into other programs on purpose: breakpoints, core dumps, hypervisors. */
static bool is_core(const char *path)
{
	static const char *const folders[] = {
		"arch/", "fs/", "kernel/", "lib/", "mm/", "security/", "virt/",
	};

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
		if (!strncmp(path, folders[i], strlen(folders[i])))
			return true;
	return false;
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct evidence evidence;

	if (!evidence_read(site, &evidence) || !evidence_always(&evidence, "FOLL_FORCE") ||
	    !evidence_is_current(&evidence) || is_core(site->source->path) ||
	    evidence_is_needed_for_long(&evidence))
		return;
	finding_add(findings, site, &rule_force_needless, CONFIDENCE_MEDIUM,
		    mem_printf("FOLL_FORCE reaches memory of the caller that its own mapping forbids: a "
			       "driver that does what the caller may do does without"), NULL);
}

const struct rule rule_force_needless = {
	.name = "force-needless",
	.severity = SEVERITY_ADVICE,
	.summary = "FOLL_FORCE for memory of the process that calls",
	.text =
	"FOLL_FORCE is for debuggers: it reads what the mapping does not let be read, and with FOLL_WRITE\n"
	"changes a private copy of what must not be written. A driver works for the process that calls it,\n"
	"on memory that this process may use; what it may not use is its mistake, and wants -EFAULT.\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE | FOLL_FORCE, pages);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"\n"
	"What it stands on: the call takes no mm, so it is about current->mm; FOLL_FORCE is there on all\n"
	"ways; and the file lies outside of arch/, fs/, kernel/, lib/, security/ and virt/, which look into\n"
	"other programs on purpose. No finding: another mm; and FOLL_LONGTERM before v6.2, when\n"
	"FOLL_FORCE | FOLL_WRITE was the way to pin for reading.\n"
	"\n"
	"	got = get_user_pages_remote(child->mm, addr, 1, FOLL_FORCE, &page, NULL);\n"
	"\n"
	"When it would be wrong: user space relies on it, as with a buffer that it maps for reading alone\n"
	"and lets the device write to. Then taking the flag away breaks it.\n",
	.check = check,
};
