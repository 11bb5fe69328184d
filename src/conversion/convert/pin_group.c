// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/code.h"
#include "conversion/convert/pin.h"
#include "conversion/convert/pin_private.h"

#include <stdlib.h>

/* Reads all that there is to read yet; false: there was nothing. */
static bool read_more(struct pin_group *group)
{
	for (size_t i = 0; i < group->places.n; i++)
		if (!group->places.items[i].is_read) {
			group->places.items[i].is_read = true;
			pin_place_read(group, group->places.items[i]);
			return true;
		}
	for (size_t i = 0; i < group->givers.n; i++)
		if (!group->givers.items[i].is_read) {
			group->givers.items[i].is_read = true;
			pin_giver_read(group, group->givers.items[i]);
			return true;
		}
	for (size_t i = 0; i < group->members.n; i++)
		if (!group->members.items[i].is_read) {
			group->members.items[i].is_read = true;
			pin_member_read(group, group->members.items[i]);
			return true;
		}
	return false;
}

/* Whoever takes pages out of a scatterlist may release them. */
static void judge_takers(struct pin_group *group)
{
	static const char *const names[] = {
		"sg_page", "sg_page_iter_page", "sg_dma_page_iter_page", "for_each_sg_page",
		"for_each_sgtable_page", "sgl_free*", "sg_virt", NULL,
	};
	static const char *const takers[] = {
		"sg_set_page", "sg_set_folio", "sg_assign_page", "sg_init_one",
		"sg_alloc_table_from_pages*", "sg_alloc_append_table_from_pages", NULL,
	};
	const struct pin_call *acquire = group->acquires.items;

	if (!group->stop.why && pin_places_have(group, takers) && pin_files_have(group, names))
		pin_stop(group, acquire->source, acquire->token, "the pages go into a scatterlist, and the "
			 "file takes pages out of one, and may release them that way");
}

/* What has an address in a page, or its number, can come back to the page; but then there is a word for that. */
static void judge_addresses(struct pin_group *group)
{
	static const char *const addresses[] = {
		"page_address", "page_to_virt", "lowmem_page_address", "folio_address", "kmap*", "vmap",
		"vm_map_ram", NULL,
	};
	static const char *const numbers[] = { "page_to_pfn", "page_to_phys", "page_to_*", NULL };
	static const char *const pages[] = {
		"virt_to_page", "virt_to_head_page", "virt_to_folio", "vmalloc_to_page", "kmap_to_page",
		"kmap_to_folio", "pfn_to_page", "pfn_folio", "phys_to_page", NULL,
	};
	const struct pin_call *acquire = group->acquires.items;
	bool has_numbers;

	if (group->stop.why)
		return;
	has_numbers = pin_places_have(group, numbers);
	if ((has_numbers || pin_files_have(group, addresses)) && pin_files_have(group, pages))
		pin_stop(group, acquire->source, acquire->token, "the file goes from addresses or numbers "
			 "back to pages, and may release them that way");
	if (has_numbers && !group->members.n && !group->gives_back)
		pin_stop(group, acquire->source, acquire->token, "the number of a page is taken, and some "
			 "way leaves the page to whoever has it");
}

/* Where the call puts its pages: the first place of the group. */
static void begin_group(struct pin_group *group, struct source *source, size_t call)
{
	const struct call_site *site = pin_site(group, &(struct pin_call){ source, call });
	const struct outline *outline = &source->outline;
	struct acquire acquire;
	const char *what;

	if (!site || !acquire_at(source, call, &acquire)) {
		pin_stop(group, source, call, outline->tokens.items[call].directive ? "it stands in a macro" :
			 site && site->call.split ? "an #if stands between the arguments" :
						    "the call is not as this tree declares it");
		return;
	}
	if (!pin_sibling(group, site)) {
		pin_stop(group, source, call, "this tree has no pin's sibling of %s() with its parameters",
			 site->function->name);
		return;
	}
	if (acquire.pages && pin_add_expr(group, source, acquire.pages, PIN_FOR_GOOD))
		return;
	what = acquire.pages ? code_of_expr(outline, acquire.pages, &group->arena) : "its result";
	pin_stop(group, source, call, "who else has what lies in `%s` the text does not tell", what);
}

void pin_group_read(const struct pin_world *world, struct source *source, size_t call,
		    struct pin_group *group)
{
	*group = (struct pin_group){ .world = world };
	begin_group(group, source, call);
	while (!group->stop.why && read_more(group))
		;
	if (!group->stop.why && !group->releases.n)
		pin_stop(group, source, call, "no release of its pages is in sight");
	if (!group->stop.why)
		pin_check_branches(group);
	judge_takers(group);
	judge_addresses(group);
	if (!group->stop.why)
		pin_find_case(group);
}

void pin_group_free(struct pin_group *group)
{
	free(group->places.items);
	free(group->members.items);
	free(group->givers.items);
	free(group->sources.items);
	free(group->acquires.items);
	free(group->releases.items);
	arena_free(&group->arena);
}
