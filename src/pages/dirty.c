// SPDX-License-Identifier: GPL-2.0-only
#include "pages/dirty.h"

#include "base/arena.h"
#include "base/mem.h"
#include "flow/graphs.h"
#include "flow/solve.h"
#include "pages/array.h"
#include "pages/release.h"
#include "path/code.h"
#include "syntax/call.h"
#include "syntax/words.h"

/* A function of more blocks, or tokens, is a machine's, or a table. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000

struct walk {
	struct source *source;
	struct arena arena;		/* of the graph, and what is read on the way */
	const struct function *function;
	size_t dirty;
	const struct expr *page;
	size_t release;
};

static bool marks_dirty(struct source *source, size_t i)
{
	static const char *const names[] = {
		"set_page_dirty", "SetPageDirty", "folio_mark_dirty", "folio_set_dirty",
	};

	return token_is_any(&source->outline.tokens, i, names, ARRAY_SIZE(names));
}

/* Somebody who locks pages knows about it. */
static bool has_locked(const struct walk *walk)
{
	static const char *const names[] = {
		"lock_page", "trylock_page", "lock_page_killable", "folio_lock", "folio_trylock",
		"folio_lock_killable", "find_lock_page", "PageLocked", "folio_test_locked",
	};

	for (size_t i = walk->function->body; i < walk->dirty; i++)
		if (token_is_any(&walk->source->outline.tokens, i, names, ARRAY_SIZE(names)))
			return true;
	return false;
}

/* Does the call at token i release the page that was marked? */
static bool releases(struct walk *walk, size_t i)
{
	const struct outline *outline = &walk->source->outline;
	const struct release *release = release_at(&outline->tokens, i);
	const struct expr *array, *page;
	struct call call;

	if (!release || !token_is_called(&outline->tokens, i) ||
	    call_read(outline, i, &walk->arena, &call) || !call.n)
		return false;
	if (release->operand != RELEASES_PAGES)
		return code_is_same(&walk->source->outline, call.arguments[0], walk->page);
	array = array_in(walk->source, call.arguments[0]);
	page = array_in(walk->source, walk->page);
	return expr_bare(walk->page)->kind == EXPR_INDEX && array && page &&
	       code_is_same(&walk->source->outline, array, page);
}

/* Is the name at token i part of the page's, and gets another value? */
static bool changes(const struct walk *walk, size_t i)
{
	const struct token_list *tokens = &walk->source->outline.tokens;
	size_t next = token_next(tokens, i);

	if (!is_assignment(tokens, next) && !token_is(tokens, next, "++") && !token_is(tokens, next, "--"))
		return false;
	for (size_t t = walk->page->first; t < walk->page->last; t++)
		if (tokens->items[t].kind == TOKEN_IDENTIFIER && same_token_text(tokens, t, i))
			return true;
	return false;
}

static void pass_step(void *state, const struct step *step, void *data)
{
	struct walk *walk = data;
	bool *is_dirty = state;

	for (size_t i = step->first; i < step->last; i++) {
		if (i == walk->dirty)
			*is_dirty = true;
		else if (*is_dirty && changes(walk, i))
			*is_dirty = false;
		else if (*is_dirty && releases(walk, i) && walk->release == NO_TOKEN)
			walk->release = i;
	}
}

static bool join(void *into, const void *from, void *data)
{
	bool *left = into, was = *left;

	(void)data;
	*left |= *(const bool *)from;
	return *left != was;
}

static void find_release(struct walk *walk)
{
	const struct variants *variants = source_variants(walk->source, walk->function);
	struct lattice lattice = {
		.size = sizeof(bool), .join = join, .step = pass_step, .data = walk,
	};
	struct solution solution;
	const struct graph *graph;
	bool entry = false;

	if (variants->n != 1)
		return;
	graph = &graphs_of(walk->source, walk->function)[0];
	if (graph->n > MAX_BLOCKS)
		return;
	solve(graph, &lattice, &entry, &solution);
	solution_free(&solution);
}

bool dirtying_at(struct source *source, size_t i, struct dirtying *dirtying)
{
	struct walk walk = { .source = source, .dirty = i, .release = NO_TOKEN };
	struct call call;

	if (!token_is_called(&source->outline.tokens, i) || !marks_dirty(source, i))
		return false;
	walk.function = outline_function_at(&source->outline, i);
	if (!walk.function || i <= walk.function->body ||
	    walk.function->end - walk.function->body > MAX_TOKENS || has_locked(&walk) ||
	    call_read(&source->outline, i, &source->arena, &call) || call.n != 1)
		return false;
	walk.page = call.arguments[0];
	find_release(&walk);
	arena_free(&walk.arena);
	*dirtying = (struct dirtying){ .dirty = i, .release = walk.release, .page = walk.page };
	return walk.release != NO_TOKEN;
}

const struct marks *dirtying_calls(struct source *source)
{
	static const struct mark mark = { MARK_SLOT, marks_dirty, token_is_called };

	return marks_of(source, &mark);
}
