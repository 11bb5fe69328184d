// SPDX-License-Identifier: GPL-2.0-only
#include "contract/owner/balance.h"

#include "base/data/arena.h"
#include "contract/owner/own_private.h"
#include "contract/pages/scope.h"

/* Nobody who gets the pages can have them for good, if they are released here all the same. */
static void let_borrow(struct own_walk *walk)
{
	size_t kept = 0;

	for (size_t i = 0; i < walk->pages.events.n; i++) {
		enum page_use use = walk->pages.events.items[i].use;

		if (use != PAGES_ESCAPED && use != PAGES_KEPT)
			walk->pages.events.items[kept++] = walk->pages.events.items[i];
	}
	walk->pages.events.n = kept;
	kept = 0;
	for (size_t i = 0; i < walk->detours.n; i++)
		if (walk->detours.items[i].kind != DETOUR_DRAIN)
			walk->detours.items[kept++] = walk->detours.items[i];
	walk->detours.n = kept;
}

static bool walk_gives_back(struct own_walk *walk)
{
	struct way entry = own_begin(walk);
	unsigned sights;

	return own_sights(walk, &entry, &sights) && sights & SIGHT_RELEASED &&
	       !(sights & (SIGHT_KEPT | SIGHT_FREED | SIGHT_LEAK | SIGHT_TWICE));
}

bool pages_are_given_back(struct source *source, size_t call)
{
	const struct function *function = outline_function_at(&source->outline, call);
	struct arena arena = {0};
	struct acquire acquire;
	struct page_root root;
	struct own_walk walk = {
		.source = source, .function = function, .acquire = &acquire, .arena = &arena,
	};
	bool is_given_back = false;

	if (function && call > function->body && acquire_at(source, call, &acquire) &&
	    acquire.kind != HOLD_KIND_EITHER && !scope_may_release(source, &acquire) &&
	    page_root_of(source, &acquire, &arena, &root) && own_open(&walk, root)) {
		let_borrow(&walk);
		is_given_back = walk_gives_back(&walk);
		own_close(&walk);
	}
	arena_free(&arena);
	return is_given_back;
}
