// SPDX-License-Identifier: GPL-2.0-only
/*
 * get-to-pin: pages whose content is used are taken with get_user_pages*().
 *
 * Advises where the pages go to a device, or get an address that outlives a moment. Gets wrong: a driver
 * whose mmu notifier is in another file.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "check/rules/evidence.h"
#include "contract/owner/origin.h"

#include <stdlib.h>
#include <string.h>

/* What reaches the data in a page: with the words for it. */
static const struct {
	const char *names[4];
	const char *what;
} uses[] = {
	{ { "dma_map_page*", "dma_map_single*", "pci_map_page", NULL }, "go to a device" },
	{ { "sg_set_page", "sg_alloc_table_from_pages*", "__sg_alloc_table_from_pages", NULL },
	  "go into a scatterlist" },
	{ { "page_to_phys", NULL }, "go elsewhere by their physical address" },
	{ { "vmap", "vm_map_ram", NULL }, "are mapped into the kernel" },
};

/* get_user_pages_fast() has pin_user_pages_fast(): the name, if the tree declares it, or NULL. */
static char *pin_name(const struct call_site *site)
{
	const char *name = site->function->name;
	struct candidates candidates;
	char *pin;

	if (strncmp(name, "get_", strlen("get_")))
		return NULL;
	pin = mem_printf("pin_%s", name + strlen("get_"));
	family_candidates(site->family, gup_function_find(pin, strlen(pin)), site->source->path, &candidates);
	if (candidates.n)
		return pin;
	free(pin);
	return NULL;
}

/* Given back at once, before anybody else can do something with them. */
static bool is_let_go(const struct evidence *evidence, size_t use)
{
	const struct outline *outline = &evidence->site->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t close = outline_closing(outline, token_next(tokens, use));

	for (size_t i = close; i < evidence->function->end; i++) {
		size_t open = token_next(tokens, i);

		if (tokens->items[i].kind != TOKEN_IDENTIFIER || !token_is(tokens, open, "("))
			continue;
		if (!is_log_word(tokens, i) || outline_closing(outline, open) == NO_TOKEN)
			return release_kind(tokens, i) == HOLD_KIND_REFERENCE;
		i = outline_closing(outline, open);
	}
	return false;
}

static void report(const struct evidence *evidence, struct finding_list *findings, const char *pin,
		   const char *what, size_t use)
{
	struct finding *finding;

	finding = finding_add(findings, evidence->site, &rule_get_to_pin, CONFIDENCE_MEDIUM,
			      mem_printf("these pages %s: %s() is for that, and unpin_user_page() and its kin "
					 "to release them", what, pin), NULL);
	finding_note(finding, evidence->site->source, evidence->site->call.name, mem_strdup("taken here"));
	finding_note(finding, evidence->site->source, use, mem_strdup("used here"));
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct evidence evidence;
	char *pin;

	if (site->function->kind != KIND_ACQUIRE || !evidence_read(site, &evidence) ||
	    evidence.acquire.kind != HOLD_KIND_REFERENCE || evidence_has_notifier(&evidence))
		return;
	pin = pin_name(site);
	for (size_t i = 0; pin && i < ARRAY_SIZE(uses); i++) {
		size_t use = evidence_use_of_pages(&evidence, uses[i].names);

		if (use == NO_TOKEN || is_let_go(&evidence, use))
			continue;
		report(&evidence, findings, pin, uses[i].what, use);
		break;
	}
	free(pin);
}

const struct rule rule_get_to_pin = {
	.name = "get-to-pin",
	.severity = SEVERITY_ADVICE,
	.summary = "pages whose content is used are referenced, and not pinned",
	.text =
	"Since v5.6 there are two ways to hold a user's page. A reference keeps the struct page, a pin says\n"
	"that somebody reads or writes what is in it: write-back, migration and copy-on-write look at pins.\n"
	"Documentation/core-api/pin_user_pages.rst has the cases: direct I/O, DMA, and access to the data by\n"
	"the CPU want pin_user_pages*(); a driver that an mmu notifier tells when the memory goes, and who\n"
	"only looks at the struct page, do not.\n"
	"\n"
	"	got = get_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	...\n"
	"	dma = dma_map_page(dev, pages[0], 0, PAGE_SIZE, DMA_FROM_DEVICE);\n"
	"\n"
	"Write instead, and release with unpin_user_pages_dirty_lock():\n"
	"\n"
	"	got = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"\n"
	"What it stands on: the pages are an argument of dma_map_page() and its kin, of what fills a\n"
	"scatterlist, of page_to_phys() or vmap(): in the same function, or, if they are kept in a member,\n"
	"anywhere in the file. No finding: the file names an mmu notifier, or the tree has no such pin.\n"
	"\n"
	"	got = get_user_pages_fast(addr, 1, 0, &page);\n"
	"	if (got == 1 && page_mapping(page) == mapping)\n"
	"\n"
	"When it would be wrong: the notifier is in another file, or the pages are given back before anybody\n"
	"else can have them.\n",
	.check = check,
};
