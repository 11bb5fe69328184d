// SPDX-License-Identifier: GPL-2.0-only
#include "contract/owner/own.h"

#include "base/data/arena.h"
#include "c/source/by_token.h"
#include "contract/owner/own_private.h"
#include "contract/pages/scope.h"

#include <string.h>

/* *asks_others: what other files do with the pages may make a difference. False: it hands out nothing. */
static bool read_own(struct source *source, size_t call, struct own *own, bool *asks_others)
{
	const struct function *function = outline_function_at(&source->outline, call);
	struct arena arena = {0};	/* a file may hold many calls, and each makes a graph */
	struct acquire acquire;
	struct page_root root;
	struct own_walk walk = {
		.source = source, .function = function, .acquire = &acquire, .arena = &arena,
	};
	/* What may be no hold at all nobody has to release, nor what its scope releases. */
	bool is_acquire = function && call > function->body &&
			  (acquire_at(source, call, &acquire) ||
			   acquire_by_member_at(source, call, &acquire)) &&
			  acquire.kind != HOLD_KIND_EITHER && !scope_may_release(source, &acquire);

	*own = (struct own){
		.leak.at = NO_TOKEN, .twice.at = NO_TOKEN, .misfit.at = NO_TOKEN,
	};
	*asks_others = !is_acquire || acquire.wrapper;
	if (is_acquire && page_root_of(source, &acquire, &arena, &root) && own_open(&walk, root)) {
		own->is_foreign = walk.is_foreign;
		*asks_others |= walk.pages.asks_others;
		own_find_faults(&walk, own);
		own_close(&walk);
	}
	arena_free(&arena);
	return is_acquire;
}

/* --- once for all who ask --- */

struct own_memo {
	bool is_acquire;
	struct own own;
};

/* Those of a source: of calls about which other files may tell something, and of the others. */
static struct by_token *memos_of(struct source *source, bool asks_others)
{
	static const struct slot_kind kinds[] = {
		{ .size = sizeof(struct by_token) },
		{ .size = sizeof(struct by_token), .hangs_on_others = true },
	};

	return source_slot(source, &kinds[asks_others]);
}

static const struct own_memo *find_memo(struct source *source, size_t call)
{
	const struct own_memo *memo = by_token_find(memos_of(source, false), call);

	return memo ? memo : by_token_find(memos_of(source, true), call);
}

/* Moves the stops to where they are not freed. */
static void keep_route(struct route *route, struct arena *arena)
{
	struct route kept = { .n = route->n, .capacity = route->n };

	kept.items = arena_alloc(arena, (route->n + 1) * sizeof(*kept.items));
	if (route->n)
		memcpy(kept.items, route->items, route->n * sizeof(*kept.items));
	route_free(route);
	*route = kept;
}

static const struct own_memo *make_memo(struct source *source, size_t call)
{
	struct own_memo *memo = arena_alloc(&source->arena, sizeof(*memo));
	bool asks_others;

	memo->is_acquire = read_own(source, call, &memo->own, &asks_others);
	keep_route(&memo->own.leak.route, &source->arena);
	keep_route(&memo->own.twice.route, &source->arena);
	keep_route(&memo->own.misfit.route, &source->arena);
	by_token_keep(memos_of(source, asks_others), call, memo, &source->arena);
	return memo;
}

const struct own *own_of(struct source *source, size_t call)
{
	const struct function *function = outline_function_at(&source->outline, call);
	const struct own_memo *memo = function ? find_memo(source, call) : NULL;

	if (function && !memo)
		memo = make_memo(source, call);
	return memo && memo->is_acquire ? &memo->own : NULL;
}
