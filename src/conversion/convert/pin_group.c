// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "contract/pages/array.h"
#include "contract/pages/page_call.h"
#include "contract/path/code.h"
#include "conversion/convert/pin.h"
#include "conversion/convert/pin_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A group of more places is no driver's. */
#define MAX_PLACES 200

void pin_stop(struct pin_group *group, struct source *source, size_t token, const char *format, ...)
{
	va_list args;
	char *why;

	if (group->stop.why)
		return;
	va_start(args, format);
	if (vasprintf(&why, format, args) < 0)
		why = mem_strdup(format);
	va_end(args);
	group->stop.source = source;
	group->stop.token = token;
	group->stop.why = arena_printf(&group->arena, "%s", why);
	free(why);
}

const char *pin_word(struct pin_group *group, const struct source *source, size_t token)
{
	const struct token *word = &source->outline.tokens.items[token];

	return arena_printf(&group->arena, "%.*s", (int)word->length, source->text.data + word->offset);
}

void pin_add_call(struct pin_calls *calls, struct source *source, size_t token)
{
	struct pin_call call = { source, token };

	for (size_t i = 0; i < calls->n; i++)
		if (calls->items[i].source == source && calls->items[i].token == token)
			return;
	VEC_PUSH(calls, call);
}

static void add_source(struct pin_group *group, struct source *source)
{
	for (size_t i = 0; i < group->sources.n; i++)
		if (group->sources.items[i] == source)
			return;
	VEC_PUSH(&group->sources, source);
}

static bool is_same_place(const struct pin_place *place, struct source *source,
			  const struct function *function, struct page_root root)
{
	const struct uses *uses = source_uses(source);

	return place->source == source && place->function == function &&
	       uses->first[place->root.name] == uses->first[root.name] &&
	       !strcmp(place->root.member, root.member);
}

void pin_add_place(struct pin_group *group, struct source *source, const struct function *function,
		   struct page_root root, bool is_borrowed)
{
	struct pin_place place = {
		.source = source, .function = function, .root = root, .is_borrowed = is_borrowed,
	};

	add_source(group, source);
	for (size_t i = 0; i < group->places.n; i++) {
		struct pin_place *other = &group->places.items[i];

		if (!is_same_place(other, source, function, root))
			continue;
		/* Others have the pages there for good. */
		if (other->is_borrowed && !is_borrowed)
			other->is_borrowed = other->is_read = false;
		return;
	}
	VEC_PUSH(&group->places, place);
	if (group->places.n > MAX_PLACES)
		pin_stop(group, source, root.name, "its pages lie in too many places");
}

void pin_add_parameter(struct pin_group *group, struct source *source, const struct function *function,
		       size_t parameter, bool is_borrowed, size_t at)
{
	struct page_root root = { .member = "" };
	struct prototype prototype;
	bool has_name;

	if (prototype_read(&source->outline, function->name_token, &prototype)) {
		pin_stop(group, source, at, "the parameters of %s() cannot be read", function->name);
		return;
	}
	has_name = parameter < prototype.n && *prototype.parameters[parameter].name;
	if (has_name) {
		root.name = token_at(&source->outline.tokens, prototype.parameters[parameter].name_begin);
		pin_add_place(group, source, function, root, is_borrowed);
	} else {
		pin_stop(group, source, at, "nobody can tell what %s() does with them", function->name);
	}
	prototype_free(&prototype);
}

void pin_add_member(struct pin_group *group, struct source *source, const struct member *member,
		    size_t token)
{
	struct pin_member added = { .member = *member, .source = source, .token = token };

	for (size_t i = 0; i < group->members.n; i++)
		if (!strcmp(group->members.items[i].member.record, member->record) &&
		    !strcmp(group->members.items[i].member.name, member->name))
			return;
	add_source(group, source);
	VEC_PUSH(&group->members, added);
}

void pin_add_giver(struct pin_group *group, struct source *source, const struct function *function)
{
	struct pin_giver giver = { .source = source, .function = function };

	for (size_t i = 0; i < group->givers.n; i++)
		if (group->givers.items[i].source == source && group->givers.items[i].function == function)
			return;
	add_source(group, source);
	VEC_PUSH(&group->givers, giver);
}

static bool stands_for_page(enum page_effect effect)
{
	return effect == PAGE_EFFECT_YIELDS || effect == PAGE_EFFECT_NUMBER;
}

bool pin_add_expr(struct pin_group *group, struct source *source, const struct expr *expr,
		  bool is_borrowed)
{
	const struct expr *array;
	struct member member;
	struct local local;

	expr = expr_bare(expr);
	/* page_to_phys(page) */
	if (expr->kind == EXPR_CALL && expr->n_arguments &&
	    stands_for_page(page_effect_of(&source->outline.tokens, expr->first)))
		return pin_add_expr(group, source, expr->arguments[0], is_borrowed);
	array = array_in(source, expr);
	if (!array)
		return false;
	if (array->kind == EXPR_MEMBER) {
		if (!member_read(source, array, &group->arena, &member))
			return false;
		pin_add_member(group, source, &member, array->op);
		return true;
	}
	local = local_find(source, array->op);
	if (!local.found || local.is_static)
		return false;
	pin_add_place(group, source, outline_function_at(&source->outline, array->op),
		      (struct page_root){ .name = array->op, .member = "" }, is_borrowed);
	return true;
}

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

bool pin_files_have(const struct pin_group *group, const char *const *names)
{
	for (size_t s = 0; s < group->sources.n; s++) {
		const struct token_list *tokens = &group->sources.items[s]->outline.tokens;

		for (size_t i = 0; i < tokens->n; i++)
			if (word_is_any(tokens, i, names))
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
	if (acquire.pages && pin_add_expr(group, source, acquire.pages, false))
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
