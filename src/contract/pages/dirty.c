// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/dirty.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/flow/solve.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "c/syntax/call.h"
#include "contract/hold/release.h"
#include "contract/pages/array.h"
#include "contract/path/code.h"

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

static const char *const dirtiers[] = {
	"set_page_dirty", "SetPageDirty", "folio_mark_dirty", "folio_set_dirty",
};

static bool marks_dirty(struct source *source, size_t i)
{
	return token_is_any(&source->outline.tokens, i, dirtiers, ARRAY_SIZE(dirtiers));
}

static void add_dirtiers(struct source *source, struct word_set *words)
{
	(void)source;
	for (size_t i = 0; i < ARRAY_SIZE(dirtiers); i++)
		word_set_add_text(words, dirtiers[i]);
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

/* What a way has marked: that very page, and a page of the array, which may be at any index by now. */
enum {
	MARKED_PAGE = 1 << 0,
	MARKED_ARRAY = 1 << 1,
};

/* Is it the page, or a folio of it, by the same text? Or do both stand for one page, which is in no array? */
static bool is_same_page(const struct walk *walk, const struct expr *a, const struct expr *b)
{
	const struct outline *outline = &walk->source->outline;
	const struct expr *one, *other;

	a = array_page_of(outline, a);
	b = array_page_of(outline, b);
	if (code_is_same(outline, a, b))
		return true;
	if (a->kind != EXPR_IDENTIFIER || b->kind != EXPR_IDENTIFIER)
		return false;
	one = array_in(walk->source, a);
	other = array_in(walk->source, b);
	return one && other && code_is_same(outline, one, other);
}

/* The array of which the page that was marked is an element, or NULL. */
static const struct expr *marked_array(const struct walk *walk)
{
	const struct expr *page = array_page_of(&walk->source->outline, walk->page);

	return page->kind == EXPR_INDEX ? array_in(walk->source, page) : array_of_element(walk->source, page);
}

/* Does the call at token i release what was marked? */
static bool releases(struct walk *walk, size_t i, unsigned marked)
{
	const struct outline *outline = &walk->source->outline;
	const struct release *release = release_at(&outline->tokens, i);
	const struct expr *array, *page;
	struct call call;

	if (!release || !token_is_called(&outline->tokens, i) ||
	    call_read(outline, i, &walk->arena, &call) || !call.n)
		return false;
	if (release->operand != RELEASES_PAGES)
		return marked & MARKED_PAGE && is_same_page(walk, call.arguments[0], walk->page);
	array = array_in(walk->source, call.arguments[0]);
	page = marked_array(walk);
	return array && page && code_is_same(&walk->source->outline, array, page);
}

/* The marks that are left when a name at token i, which may be part of the page's, gets another value. */
static unsigned left_by(const struct walk *walk, size_t i)
{
	const struct token_list *tokens = &walk->source->outline.tokens;
	size_t next = token_next(tokens, i);
	const struct expr *array;

	if (!is_assignment(tokens, next) && !is_increment(tokens, next))
		return MARKED_PAGE | MARKED_ARRAY;
	array = marked_array(walk);
	if (array && same_token_text(tokens, array->op, i))
		return 0;
	for (size_t t = walk->page->first; t < walk->page->last; t++)
		if (tokens->items[t].kind == TOKEN_IDENTIFIER && same_token_text(tokens, t, i))
			return MARKED_ARRAY;
	return MARKED_PAGE | MARKED_ARRAY;
}

static void pass_step(void *state, const struct step *step, void *data)
{
	struct walk *walk = data;
	unsigned *marked = state;

	for (size_t i = step->first; i < step->last; i++) {
		if (i == walk->dirty)
			*marked = MARKED_PAGE | MARKED_ARRAY;
		else if (*marked)
			*marked &= left_by(walk, i);
		if (*marked && i != walk->dirty && walk->release == NO_TOKEN && releases(walk, i, *marked))
			walk->release = i;
	}
}

static void find_release(struct walk *walk)
{
	const struct variants *variants = source_variants(walk->source, walk->function);
	struct lattice lattice = {
		.size = sizeof(unsigned), .join = lattice_join_bits, .step = pass_step, .data = walk,
	};
	struct solution solution;
	const struct graph *graph;
	unsigned entry = 0;

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
	    source_call(source, i, &call) || call.n != 1)
		return false;
	walk.page = call.arguments[0];
	find_release(&walk);
	arena_free(&walk.arena);
	*dirtying = (struct dirtying){ .dirty = i, .release = walk.release, .page = walk.page };
	return walk.release != NO_TOKEN;
}

const struct marks *dirtying_calls(struct source *source)
{
	static const struct mark mark = { MARK_SLOT, marks_dirty, true, add_dirtiers };

	return marks_of(source, &mark);
}
