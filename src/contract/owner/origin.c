// SPDX-License-Identifier: GPL-2.0-only
#include "contract/owner/origin.h"

#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/flow/solve.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/pages/array.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"
#include "contract/path/limits.h"
#include "contract/path/overwrite.h"

#include <ctype.h>
#include <string.h>

/* What the pages of an array are, as bits: one for each way. */
enum {
	IS_EMPTY = 1 << 0,		/* no page was put there yet */
	IS_REFERENCE = 1 << 1,
	IS_PIN = 1 << 2,
	IS_OTHER = 1 << 3,		/* something else was put there, or is there from before */
};

struct walk {
	struct source *source;
	struct arena arena;		/* what is read on the way, freed behind it */
	const struct function *function;
	const struct variant *reading;	/* of the function */
	struct fills *fills;		/* of the function */
	const char *array;		/* its text: see array_in() */
	struct part part;		/* of it: what is released */
	bool is_mixed;			/* some calls fill it with pins, and some with references */
	bool is_own;			/* a local variable: what the function did not put there is none */
};

/* The array whose pages the release at token i drops, or NULL; and which of them. */
static const struct expr *released_array(struct walk *walk, size_t i)
{
	const struct outline *outline = &walk->source->outline;
	bool is_one = release_at(&outline->tokens, i)->operand != RELEASES_PAGES;
	const struct expr *array, *element;
	struct call call;

	if (call_read(outline, i, &walk->arena, &call) || !call.n || call.split)
		return NULL;
	array = array_in(walk->source, call.arguments[0]);
	walk->part = part_at(walk->source, call.arguments[0], !is_one && call.n > 1 ? call.arguments[1] : NULL, is_one);
	if (!array && is_one)
		array = array_walked(walk->source, call.arguments[0]);
	if (!array || !is_one)
		return array;
	element = array == expr_bare(call.arguments[0]) ?
		  array_of_element(walk->source, array) : NULL;
	return element ? element : array;
}

/* --- what fills it --- */

static unsigned state_of(enum hold_kind kind)
{
	switch (kind) {
	case HOLD_KIND_REFERENCE:
		return IS_REFERENCE;
	case HOLD_KIND_PIN:
		return IS_PIN;
	default:
		return IS_OTHER;
	}
}

/*
 * What the call at token i puts into the array; 0: it is none, or leaves alone what is released. If there are pages of
 * both kinds in the array, and nobody can tell whether it is these, they are something else.
 */
static unsigned acquired_at(const struct walk *walk, size_t i)
{
	const struct fill *fill = fill_at(walk->fills, i, walk->array);
	enum parts parts = PARTS_ALIKE;

	if (!fill)
		return 0;
	if (walk->is_mixed)
		parts = parts_compare(walk->source, &fill->part, &walk->part);
	return parts == PARTS_APART ? 0 : parts == PARTS_UNKNOWN ? IS_OTHER : state_of(fill->kind);
}

/* What an assignment to the array's last name at token i leaves there; 0: it is none. */
static unsigned assigned_at(const struct walk *walk, size_t i)
{
	const struct outline *outline = &walk->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i);
	bool is_element = token_is(tokens, next, "[");

	if (is_overwritten_at(outline, i))
		return IS_OTHER;
	if (is_element)
		next = token_next(tokens, outline_closing(outline, next));
	if (is_increment(tokens, next))
		return IS_OTHER;
	if (!is_assignment(tokens, next) || token_is(tokens, token_next(tokens, next), "compound_head"))
		return 0;		/* a page's head is held as the page is */
	if (token_is(tokens, next, "=") && array_is_empty(outline, token_next(tokens, next)))
		return IS_EMPTY;
	return IS_OTHER;
}

static bool is_word_byte(char byte)
{
	return isalnum((unsigned char)byte) || byte == '_';
}

static bool has_member(const char *array)
{
	return strchr(array, '.') || strstr(array, "->");
}

/* The names that an array's text is made of: whoever assigns to one of them changes which it is. */
static bool is_part(const struct walk *walk, size_t i)
{
	const struct token *token = &walk->source->outline.tokens.items[i];
	const char *name = walk->source->outline.tokens.text + token->offset, *at = walk->array;

	if (token->kind != TOKEN_IDENTIFIER ||
	    (!is_object_at(&walk->source->outline.tokens, i) && !has_member(walk->array)))
		return false;
	while ((at = memmem(at, strlen(at), name, token->length))) {
		if ((at == walk->array || !is_word_byte(at[-1])) && !is_word_byte(at[token->length]))
			return true;
		at++;
	}
	return false;
}

/* Behind &&, || and ?, which the graph splits in conditions alone, a call may be made or not. */
static bool is_certain(const struct walk *walk, const struct step *step, size_t i)
{
	static const char *const ways[] = { "?", "&&", "||" };

	for (size_t t = step->first; t < i; t++)
		if (token_is_any(&walk->source->outline.tokens, t, ways, ARRAY_SIZE(ways)))
			return false;
	return !step_hides(&walk->source->outline, step, i);
}

/* A page is put there by way of a pointer. */
static bool is_stored_at(struct walk *walk, size_t i)
{
	const struct expr *array = array_stored(walk->source, i);

	return array && !strcmp(code_of_expr(&walk->source->outline, array, &walk->arena), walk->array);
}

static void pass_step(void *state, const struct step *step, void *data)
{
	struct walk *walk = data;
	unsigned *is = state;

	for (size_t i = step->first; i < step->last; i++) {
		unsigned acquired, assigned = 0;

		if (variant_hides(walk->reading, i))
			continue;
		acquired = acquired_at(walk, i);

		if (acquired)
			*is = is_certain(walk, step, i) ? acquired : *is | acquired;
		else if (is_part(walk, i))
			assigned = assigned_at(walk, i);
		else if (is_stored_at(walk, i))
			assigned = IS_OTHER;
		if (assigned)
			*is = assigned;
	}
}

/* --- one release --- */

/* References of the function's own, on whatever page: then a put_page() may be for them. */
static bool takes_more(const struct walk *walk)
{
	static const char *const names[] = {
		"get_page", "folio_get", "try_get_page", "get_page_unless_zero", "folio_try_get",
		"page_ref_add", "page_ref_inc",
	};
	const struct token_list *tokens = &walk->source->outline.tokens;

	for (size_t i = walk->function->body; i < walk->function->end; i++)
		if (token_is_any(tokens, i, names, ARRAY_SIZE(names)))
			return true;
	return false;
}

/* The first call in the text that fills the array with such pages, or NO_TOKEN. */
static size_t first_acquire(const struct walk *walk, unsigned kind)
{
	for (size_t i = 0; i < walk->fills->n; i++) {
		const struct fill *fill = &walk->fills->items[i];

		if (state_of(fill->kind) == kind && !strcmp(fill->array, walk->array))
			return fill->token;
	}
	return NO_TOKEN;
}

static struct lattice lattice_of(struct walk *walk)
{
	return (struct lattice){
		.size = sizeof(unsigned), .join = lattice_join_bits, .step = pass_step, .data = walk,
	};
}

/* The graph of one reading, and where the release is in it; false: it is too large, or has none. */
static bool open_graph(struct walk *walk, size_t reading, size_t release, struct graph *graph,
		       struct point *at)
{
	*graph = graphs_of(walk->source, walk->function)[reading];
	walk->reading = graph->variant;
	return graph->n <= MAX_WALK_BLOCKS && graph_find(graph, release, at);
}

/* What only this function fills holds nothing at its begin. */
static unsigned state_at_entry(const struct walk *walk)
{
	return walk->is_own ? IS_EMPTY : IS_OTHER;
}

/* In one reading; 0: it has no way there. */
static unsigned state_in(struct walk *walk, size_t reading, size_t release)
{
	struct lattice lattice = lattice_of(walk);
	unsigned entry = state_at_entry(walk), is = 0;
	struct solution solution;
	struct graph graph;
	struct point at;

	if (!open_graph(walk, reading, release, &graph, &at))
		return graph.n > MAX_WALK_BLOCKS ? IS_OTHER : 0;
	solve(&graph, &lattice, &entry, &solution);
	if (solution.reached[at.block])
		is = *(const unsigned *)solution_at(&solution, at.block);
	solution_free(&solution);
	for (size_t i = 0; is && i < at.step; i++)
		pass_step(&is, &graph.blocks[at.block].steps[i], walk);
	return is;
}

static unsigned state_at(struct walk *walk, size_t release)
{
	const struct variants *readings = source_variants(walk->source, walk->function);
	unsigned is = 0;

	for (size_t v = 0; v < readings->n; v++)
		is |= state_in(walk, v, release);
	return is;
}

static bool is_own_variable(struct source *source, const struct expr *array)
{
	struct local local = local_find(source, array->op);

	return array->kind == EXPR_IDENTIFIER && local.found && local.parameter < 0 &&
	       !local.is_static;
}

static bool open_walk(struct walk *walk, size_t release)
{
	const struct expr *array;

	if (!walk->function || release <= walk->function->body ||
	    walk->function->end - walk->function->body > MAX_WALK_TOKENS)
		return false;
	array = released_array(walk, release);
	if (!array)
		return false;
	walk->array = code_of_expr(&walk->source->outline, array, &walk->arena);
	walk->is_own = is_own_variable(walk->source, array);
	fills_read(walk->fills, walk->source, walk->function);
	walk->is_mixed = first_acquire(walk, IS_PIN) != NO_TOKEN && first_acquire(walk, IS_REFERENCE) != NO_TOKEN;
	return true;
}

static enum hold_kind find_owner(struct walk *walk, size_t i, size_t only, size_t *acquire)
{
	size_t pin, reference;
	unsigned is;

	pin = first_acquire(walk, IS_PIN);
	reference = first_acquire(walk, IS_REFERENCE);
	if (only == NO_TOKEN ? pin == reference : only != pin && only != reference)
		return HOLD_KIND_NONE;
	if (callee_is_own(walk->source, i) || takes_more(walk))
		return HOLD_KIND_NONE;
	is = state_at(walk, i) & ~(unsigned)IS_EMPTY;
	if (is != IS_PIN && is != IS_REFERENCE)
		return HOLD_KIND_NONE;
	*acquire = is == IS_PIN ? pin : reference;
	return is == IS_PIN ? HOLD_KIND_PIN : HOLD_KIND_REFERENCE;
}

enum hold_kind origin_of_released(struct source *source, struct fills *fills, size_t i, size_t only,
				 size_t *acquire)
{
	struct walk walk = {
		.source = source, .function = outline_function_at(&source->outline, i), .fills = fills,
	};
	enum hold_kind kind = HOLD_KIND_NONE;

	if (open_walk(&walk, i))
		kind = find_owner(&walk, i, only, acquire);
	arena_free(&walk.arena);
	return kind;
}

/* --- the way to it --- */

static bool is_filled(const void *state, void *data)
{
	(void)data;
	return *(const unsigned *)state & (IS_PIN | IS_REFERENCE);
}

/* The last call on the way that fills the array, or NO_TOKEN. */
static size_t last_acquire(struct walk *walk, const struct route *route)
{
	for (size_t i = route->n; i-- > 0;)
		for (size_t t = route->items[i].first; t < route->items[i].last; t++)
			if (acquired_at(walk, t) & (IS_PIN | IS_REFERENCE))
				return t;
	return NO_TOKEN;
}

static size_t route_in(struct walk *walk, size_t reading, size_t i, struct route *route)
{
	struct lattice lattice = lattice_of(walk);
	struct destination release = { .is_met = is_filled };
	unsigned entry = state_at_entry(walk);
	struct graph graph;

	if (!open_graph(walk, reading, i, &graph, &release.at) ||
	    !route_find(&graph, &lattice, &entry, &release, route))
		return NO_TOKEN;
	return last_acquire(walk, route);
}

size_t origin_route(struct source *source, size_t i, struct route *route)
{
	struct fills fills = {0};
	struct walk walk = {
		.source = source, .function = outline_function_at(&source->outline, i), .fills = &fills,
	};
	size_t acquire = NO_TOKEN;

	*route = (struct route){0};
	if (open_walk(&walk, i)) {
		const struct variants *readings = source_variants(source, walk.function);

		for (size_t v = 0; v < readings->n && !route->n; v++)
			acquire = route_in(&walk, v, i, route);
	}
	fills_free(&fills);
	arena_free(&walk.arena);
	return acquire;
}

bool origin_takes_more(struct source *source, size_t i)
{
	const struct walk walk = {
		.source = source, .function = outline_function_at(&source->outline, i),
	};

	return walk.function && takes_more(&walk);
}
