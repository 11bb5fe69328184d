// SPDX-License-Identifier: GPL-2.0-only
/* What calls do with the pages that they get. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/hold/release.h"
#include "contract/pages/page_call.h"
#include "contract/pages/pages_private.h"
#include "contract/pages/sg_table.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"
#include "contract/path/overwrite.h"

#include <string.h>

/* Does another call put its pages into the same array? */
static bool is_other_acquire(struct page_reader *reader, const struct expr *call, struct acquire *acquire)
{
	struct page_root root;

	return acquire_at(reader->source, call->left->op, acquire) &&
	       page_root_of(reader->source, acquire, reader->arena, &root) &&
	       pages_id_of(reader->pages, root.name) == pages_id_of(reader->pages, reader->pages->root.name) &&
	       !strcmp(root.member, reader->pages->root.member);
}

/* It takes the place of those that are there; of some of them, or of none, where it fills another part. */
static void read_other_acquire(struct page_reader *reader, const struct expr *call, const struct acquire *acquire)
{
	struct part part = part_of_acquire(reader->source, acquire);

	reader->name = 0;
	switch (parts_compare(reader->source, &reader->part, &part)) {
	case PARTS_ALIKE:
		pages_add_event(reader, PAGES_REPLACED, call->first, call, NULL);
		break;
	case PARTS_UNKNOWN:
		pages_escape(reader, call->first);
		break;
	default:
		break;
	}
}

/* The call in question: its other arguments are read as those of any. */
static enum carried read_acquire(struct page_reader *reader, const struct expr *call)
{
	const struct expr *pages = reader->pages->acquire->pages;

	for (size_t i = 0; i < call->n_arguments; i++)
		if (!pages || call->arguments[i]->first > pages->first ||
		    call->arguments[i]->last < pages->last)
			pages_read_expr(reader, call->arguments[i]);
	reader->name = 0;
	pages_add_event(reader, PAGES_ACQUIRED, call->first, call, NULL);
	return pages ? CARRIES_NOTHING : CARRIES_PAGES;
}

static void release(struct page_reader *reader, const struct expr *call, const struct release *release)
{
	enum page_use use = release->operand == RELEASES_PAGES ? PAGES_RELEASED : PAGES_RELEASED_ONE;
	struct part part = part_at(reader->source, call->arguments[0],
				   use == PAGES_RELEASED && call->n_arguments > 1 ? call->arguments[1] : NULL,
				   use == PAGES_RELEASED_ONE);

	/* `unpin_user_pages(pages, n)`, and ours lie behind those. */
	if (parts_compare(reader->source, &reader->part, &part) == PARTS_APART)
		return;
	pages_add_event(reader, use, call->first, call, call->arguments[0]);
	pages_last_event(reader)->kind = release->kind;
}

static void add_holder_event(struct page_reader *reader, enum page_use use, const struct expr *call,
			     enum carried carried)
{
	pages_add_event(reader, use, call->first, call, NULL);
	pages_last_event(reader)->is_holder = carried == CARRIES_HOLDER;
}

static void pass(struct page_reader *reader, const struct expr *call, struct across_place callee,
		 size_t parameter, enum carried carried)
{
	add_holder_event(reader, PAGES_PASSED, call, carried);
	pages_last_event(reader)->operand = call->arguments[parameter];
	pages_last_event(reader)->callee = callee;
	pages_last_event(reader)->parameter = parameter;
}

/* A function of another file, or a macro, gets them; what its value stands for. */
static enum carried hand_out(struct page_reader *reader, const struct expr *call, enum carried carried)
{
	static const enum page_use uses[] = {
		[PAGE_EFFECT_FREES] = PAGES_FREED, [PAGE_EFFECT_KEEPS] = PAGES_KEPT,
		[PAGE_EFFECT_UNKNOWN] = PAGES_ESCAPED,
	};
	enum page_effect effect = page_effect_of(&reader->outline->tokens, call->left->op);

	if (effect == PAGE_EFFECT_DEVICE)
		effect = PAGE_EFFECT_READS;
	if (callee_is_own(reader->source, call->left->op))
		effect = PAGE_EFFECT_UNKNOWN;
	if (effect == PAGE_EFFECT_STORES) {
		if (carried == CARRIES_PAGES && pages_copies_in_holder(reader, call->arguments[0]))
			return CARRIES_NOTHING;
		effect = PAGE_EFFECT_UNKNOWN;
	}
	if (effect == PAGE_EFFECT_MAPS)
		reader->is_mapping = true;
	if (effect == PAGE_EFFECT_ADDRESS || effect == PAGE_EFFECT_MAPS)
		effect = reader->pages->root.no_addresses ? PAGE_EFFECT_READS : PAGE_EFFECT_YIELDS;
	if (effect == PAGE_EFFECT_NUMBER)
		effect = reader->pages->root.no_numbers ? PAGE_EFFECT_READS : PAGE_EFFECT_YIELDS;
	if (effect == PAGE_EFFECT_YIELDS) {
		reader->is_element = true;
		return carried;
	}
	if (effect != PAGE_EFFECT_READS && (carried == CARRIES_PAGES || effect == PAGE_EFFECT_UNKNOWN ||
				       effect == PAGE_EFFECT_FREES))
		add_holder_event(reader, uses[effect], call, carried);
	return CARRIES_NOTHING;
}

/* The function of this file, or of another one that is known, that gets them; none that a table knows. */
static bool find_callee(struct page_reader *reader, size_t name, struct across_place *callee)
{
	struct source *source = reader->source;

	callee->source = source;
	callee->function = callee_in_file(source, name);
	if (callee->function)
		return true;
	if (release_at(&source->outline.tokens, name) || callee_is_own(source, name) ||
	    page_effect_of(&source->outline.tokens, name) != PAGE_EFFECT_UNKNOWN)
		return false;
	reader->pages->asks_others = true;
	return across_callee(source, name, callee);
}

/* memcpy() of the array, or of what has it: of one of the pages it copies what is in it. */
static bool is_copied(const struct page_reader *reader, const struct expr *call, enum carried carried)
{
	return is_copy_at(&reader->outline->tokens, call->left->op) &&
	       (carried == CARRIES_HOLDER || !reader->is_element);
}

/* memcpy(pages, others, size) puts others in their place, memcpy(others, pages, size) shows them to others. */
static void copy(struct page_reader *reader, const struct expr *call, size_t i, enum carried carried)
{
	pages_add_event(reader, i == 0 ? PAGES_REPLACED : PAGES_ESCAPED, call->first, NULL, NULL);
	pages_last_event(reader)->is_holder = carried == CARRIES_HOLDER;
}

/* One argument stands for the pages, or for what has them. */
static enum carried read_argument(struct page_reader *reader, const struct expr *call, size_t i,
				  enum carried carried)
{
	const struct release *how = release_at(&reader->outline->tokens, call->left->op);
	struct across_place callee;

	if (call->left->kind != EXPR_IDENTIFIER) {
		pages_escape(reader, call->first);
		return CARRIES_NOTHING;
	}
	if (find_callee(reader, call->left->op, &callee))
		pass(reader, call, callee, i, carried);
	else if (how && i == 0 && carried == CARRIES_PAGES)
		release(reader, call, how);
	else if (is_copied(reader, call, carried))
		copy(reader, call, i, carried);
	else
		return hand_out(reader, call, carried);
	return CARRIES_NOTHING;
}

/* What lies in another member of the object that has the array is released, or may be. */
static bool releases_copy(const struct page_reader *reader, const struct expr *call)
{
	const struct expr *operand = call->n_arguments ? call->arguments[0] : NULL;

	if (!reader->pages->has_copies || !operand ||
	    (!release_at(&reader->outline->tokens, call->left->op) &&
	     page_effect_of(&reader->outline->tokens, call->left->op) != PAGE_EFFECT_UNKNOWN))
		return false;
	for (size_t i = operand->first; i < operand->last; i++)
		if (reader->outline->tokens.items[i].kind == TOKEN_IDENTIFIER &&
		    pages_id_of(reader->pages, i) == pages_id_of(reader->pages, reader->pages->root.name))
			return true;
	return false;
}

/* `sg_free_table(table)` behind sg_alloc_table_from_pages(table, pages, ...). */
static void read_freed_table(struct page_reader *reader, const struct expr *call)
{
	if (call->left->kind != EXPR_IDENTIFIER || call->n_arguments != 1 ||
	    !expr_op_is(reader->outline, call->left, "sg_free_table"))
		return;
	for (size_t i = 0; i < reader->pages->events.n; i++) {
		const struct page_event kept = reader->pages->events.items[i];

		if (kept.use == PAGES_KEPT && kept.call->n_arguments &&
		    code_is_same(reader->outline, kept.call->arguments[0], call->arguments[0]) &&
		    sg_table_is_closed(reader, call->arguments[0])) {
			reader->name = kept.name;
			pages_add_event(reader, PAGES_GIVEN_UP, call->first, call, NULL);
			return;
		}
	}
}

enum carried pages_read_call(struct page_reader *reader, const struct expr *call)
{
	enum carried result = CARRIES_NOTHING;
	struct acquire other;

	if (pages_is_acquire(reader, call))
		return read_acquire(reader, call);
	if (call->left->kind == EXPR_IDENTIFIER && is_other_acquire(reader, call, &other)) {
		read_other_acquire(reader, call, &other);
		return CARRIES_NOTHING;
	}
	if (call->left->kind != EXPR_IDENTIFIER)
		pages_read_expr(reader, call->left);
	for (size_t i = 0; i < call->n_arguments; i++) {
		enum carried carried = pages_read_expr(reader, call->arguments[i]);

		if (carried != CARRIES_NOTHING)
			result = pages_larger(result, read_argument(reader, call, i, carried));
		else if (i == 0 && releases_copy(reader, call))
			pages_escape(reader, call->first);
	}
	read_freed_table(reader, call);
	return result;
}
