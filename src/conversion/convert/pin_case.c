// SPDX-License-Identifier: GPL-2.0-only
/* What the pages are for, as Documentation/core-api/pin_user_pages.rst counts the cases. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/brought.h"
#include "conversion/convert/pin_private.h"

static const char *const device_words[] = {
	"dma_map_page*", "dma_map_single*", "dma_map_sg*", "pci_map_*", "sg_set_page", "sg_init_one",
	"sg_alloc_table_from_pages*", "sg_alloc_append_table_from_pages", "bio_add_page", "__bio_add_page",
	"bvec_set_page", "iov_iter_bvec", NULL,
};

static const char *const dirty_words[] = {
	"set_page_dirty*", "SetPageDirty", "folio_mark_dirty*", "memcpy_to_page", "memzero_page",
	"clear_highpage", "zero_user*", NULL,
};

static const char *const map_words[] = {
	"kmap*", "page_address", "page_to_virt", "lowmem_page_address", "vmap", "vm_map_ram",
	"memcpy_from_page", NULL,
};

static const char *const number_words[] = {
	"page_to_phys", "page_to_pfn", NULL,
};

/* What is asked of a struct page; and its members, behind -> */
static const char *const page_words[] = {
	"Page*", "page_*", "lock_page", "lock_page_killable", "trylock_page", "is_zone_*",
	"is_device_*", "folio_*", NULL,
};

static const char *const page_members[] = {
	"mapping", "lru", "_refcount", "_mapcount", "pgmap", NULL,
};

static const char *const notifier_words[] = {
	"mmu_notifier*", "mmu_interval*", NULL,
};

static bool brings(struct pin_group *group, const struct pin_call *acquire, const char *flag)
{
	const struct call_site *site = pin_site(group, acquire);
	struct brought brought;

	if (!site || !site->access.expr || site->access.role != ROLE_FLAGS)
		return false;
	flags_brought(acquire->source, site->access.expr, &brought);
	for (size_t i = 0; i < brought.n; i++)
		if (token_is(&acquire->source->outline.tokens, brought.items[i].token, flag))
			return true;
	return false;
}

static bool asks_for(struct pin_group *group, const char *flag)
{
	for (size_t i = 0; i < group->acquires.n; i++)
		if (brings(group, &group->acquires.items[i], flag))
			return true;
	return false;
}

static bool asks_page(const struct source *source, const struct function *function)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = function->body; i < function->end; i++)
		if ((word_is_any(tokens, i, page_members) &&
		     token_is(tokens, token_previous(tokens, i), "->")) ||
		    (word_is_any(tokens, i, page_words) && token_is_called(tokens, i)))
			return true;
	return false;
}

static bool looks_at_page(const struct pin_group *group)
{
	for (size_t i = 0; i < group->places.n; i++)
		if (asks_page(group->places.items[i].source, group->places.items[i].function))
			return true;
	return false;
}

/* Somebody else gets the pages, or they lie where their numbers outlive a function. */
static bool leaves(const struct pin_group *group)
{
	return group->is_lent || group->members.n;
}

/* `page == other`, `other != pages[i]`: which page it is is asked, and not what is in it. */
static bool is_compared(const struct source *source, size_t name)
{
	static const char *const same[] = { "==", "!=" };
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, name), behind = token_next(tokens, name);

	if (token_is(tokens, behind, "["))
		behind = token_next(tokens, outline_closing(outline, behind));
	while (token_is(tokens, before, "*") || token_is(tokens, before, "->"))
		before = token_previous(tokens, before);
	if (token_is_any(tokens, behind, same, ARRAY_SIZE(same)))
		return !token_is(tokens, token_next(tokens, behind), "NULL");
	return before != NO_TOKEN && token_is_any(tokens, before, same, ARRAY_SIZE(same));
}

static bool compares(const struct pin_group *group)
{
	for (size_t i = 0; i < group->places.n; i++) {
		const struct pin_place *place = &group->places.items[i];
		const struct uses *uses = source_uses(place->source);
		uint32_t use = uses_behind(uses, place->root.name, place->function->body);

		for (; use != NO_USE && use < place->function->end; use = uses_next(uses, use))
			if (!*place->root.member && is_compared(place->source, use))
				return true;
	}
	return false;
}

/* What shows no case: why a reference is right, or nobody can tell; NULL: a pin may be. */
static const char *why_reference(struct pin_group *group, bool is_mapped)
{
	if (is_mapped && !group->is_lent)
		group->pin_case = PIN_CASE_READ;
	if (is_mapped || (leaves(group) && pin_places_have(group, number_words)))
		return NULL;
	if (group->is_lent)
		return "nothing in sight reads or writes what is in the pages, and whether others do nobody "
		       "can tell";
	if (looks_at_page(group) || compares(group))
		return "case 4 of pin_user_pages.rst: only the struct page is looked at, and a reference is "
		       "right";
	/* Who holds pages and does not look at them holds them for somebody who uses the memory. */
	return NULL;
}

void pin_find_case(struct pin_group *group)
{
	const struct pin_call *first = &group->acquires.items[0];
	bool is_mapped = pin_places_have(group, map_words);
	const char *why = NULL;

	group->pin_case = PIN_CASE_UNSEEN;
	if (pin_files_have(group, notifier_words))
		why = "case 3 of pin_user_pages.rst: an mmu notifier tells when the memory goes, and a "
		      "reference is right";
	else if (asks_for(group, "FOLL_LONGTERM"))
		group->pin_case = PIN_CASE_LONGTERM;
	else if (pin_places_have(group, device_words))
		group->pin_case = PIN_CASE_DIO;
	else if (pin_places_have(group, dirty_words) || (is_mapped && asks_for(group, "FOLL_WRITE")))
		group->pin_case = PIN_CASE_WRITE;
	else
		why = why_reference(group, is_mapped);
	if (why)
		pin_stop(group, first->source, first->token, "%s", why);
}
