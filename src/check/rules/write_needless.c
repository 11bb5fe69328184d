// SPDX-License-Identifier: GPL-2.0-only
/*
 * write-needless: FOLL_WRITE for pages that are only read.
 *
 * Advises where the caller's pointer is const, or a device only reads. Gets wrong: a device that writes
 * where its mapping says that it does not.
 */
#include "base/data/mem.h"
#include "check/rules/evidence.h"

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct evidence evidence;
	struct finding *finding;
	const char *why;
	size_t where;

	if (!evidence_read(site, &evidence) || !evidence_always(&evidence, "FOLL_WRITE") ||
	    evidence_is_needed_for_long(&evidence))
		return;
	where = evidence_of_reading(&evidence, &why);
	if (where == NO_TOKEN)
		return;
	finding = finding_add(findings, site, &rule_write_needless, CONFIDENCE_MEDIUM,
			      mem_printf("FOLL_WRITE is asked for, but %s", why), NULL);
	finding_note(finding, site->source, where, mem_strdup("seen here"));
}

const struct rule rule_write_needless = {
	.name = "write-needless",
	.severity = SEVERITY_ADVICE,
	.summary = "FOLL_WRITE for pages that are only read",
	.text =
	"FOLL_WRITE makes the kernel copy pages that are shared, and refuse memory that is mapped for\n"
	"reading: a file of constants, or a string of the program, cannot be sent. Who only reads asks for 0.\n"
	"\n"
	"	static ssize_t stamp_write(struct file *file, const char __user *buf, size_t n, loff_t *pos)\n"
	"	...\n"
	"	pinned = pin_user_pages_fast((unsigned long)buf, n_pages, FOLL_WRITE, pages);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	pinned = pin_user_pages_fast((unsigned long)buf, n_pages, 0, pages);\n"
	"\n"
	"What it stands on: the address is a pointer to const; or the function maps something with\n"
	"DMA_TO_DEVICE, names no other direction, and is told none. No finding: FOLL_WRITE on some ways\n"
	"only; and FOLL_LONGTERM before v6.2, when FOLL_WRITE was the way to get pages that stay the\n"
	"process's own.\n"
	"\n"
	"	static ssize_t stamp_read(struct file *file, char __user *buf, size_t n, loff_t *pos)\n"
	"	...\n"
	"	pinned = pin_user_pages_fast((unsigned long)buf, n_pages, FOLL_WRITE, pages);\n"
	"\n"
	"When it would be wrong: a const that is cast away, or a device that writes all the same. Long-term\n"
	"pins for reading need v6.2.\n",
	.check = check,
};
