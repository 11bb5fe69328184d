// SPDX-License-Identifier: GPL-2.0-only
/*
 * longterm-missing: pins that stay when the call is over are asked for as if they were short.
 *
 * Advises where the function comes back with the pins, and another one of the file releases them. Gets
 * wrong: work that goes on for a moment only.
 */
#include "base/data/mem.h"
#include "check/rules/evidence.h"
#include "contract/owner/outlive.h"

/* A mapping in one direction is one transfer's. */
static bool is_of_transfer(const struct evidence *evidence)
{
	static const char *const names[] = { "DMA_TO_DEVICE", "DMA_FROM_DEVICE", NULL };

	return evidence_in_function(evidence, names) != NO_TOKEN;
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct evidence evidence;
	struct finding *finding;
	size_t release;

	if (!family_has_flag(site->family, "FOLL_LONGTERM") || !evidence_read(site, &evidence) ||
	    evidence.acquire.kind != HOLD_KIND_PIN || !evidence_never(&evidence, "FOLL_LONGTERM") ||
	    evidence_has_notifier(&evidence) || is_of_transfer(&evidence) ||
	    !pins_outlive(site->source, site->call.name, &release))
		return;
	finding = finding_add(findings, site, &rule_longterm_missing, CONFIDENCE_MEDIUM,
			      mem_printf("%s() comes back with these pins, and the flags lack FOLL_LONGTERM: "
					 "they can keep movable memory from being moved for as long as user "
					 "space likes", evidence.function->name), NULL);
	finding_note(finding, site->source, site->call.name, mem_strdup("pinned here"));
	finding_note(finding, site->source, release,
		     mem_printf("released not before %s()", source_function_name(site->source, release)));
}

const struct rule rule_longterm_missing = {
	.name = "longterm-missing",
	.severity = SEVERITY_ADVICE,
	.summary = "pins outlive the call that asked for them, without FOLL_LONGTERM",
	.text =
	"A pin whose end user space decides, by an ioctl or by closing a file, lasts for hours. With\n"
	"FOLL_LONGTERM the pages are first moved to where they are in nobody's way, out of ZONE_MOVABLE and\n"
	"CMA, and file systems that must not be written to behind their back are refused. Without it memory\n"
	"cannot be unplugged, CMA fails, and a DAX file is changed while it is truncated.\n"
	"\n"
	"	/* in the ioctl that maps; the one that unmaps has unpin_user_pages() */\n"
	"	region->n = pin_user_pages_fast(addr, n, FOLL_WRITE, region->pages);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	region->n = pin_user_pages_fast(addr, n, FOLL_WRITE | FOLL_LONGTERM, region->pages);\n"
	"\n"
	"What it stands on: no way brings FOLL_LONGTERM to a pin; its function releases no pins but after a\n"
	"failure, nor does one of its callers in the file, up to the last one; and another function of the\n"
	"file does. After a failure is a branch of an if that ends with goto or return, or behind a label\n"
	"that only gotos reach. No finding: the file names an mmu notifier; the function maps for a device\n"
	"in one direction, as for a transfer; the tree has no FOLL_LONGTERM; the same function, or its\n"
	"caller, releases; all callers in other files call what releases, too.\n"
	"\n"
	"	n = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	stamp_transfer(stamp, pages, n);\n"
	"	unpin_user_pages_dirty_lock(pages, n, true);\n"
	"\n"
	"When it would be wrong: the driver waits for its device elsewhere and the pins last for a transfer\n"
	"only; a caller that nobody sees releases at once. FOLL_LONGTERM is refused for most file mappings\n"
	"that are shared and written to, which worked before.\n",
	.check = check,
	.looks_across = true,
};
