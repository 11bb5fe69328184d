// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/twice.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/outline/words.h"
#include "contract/hold/acquire.h"
#include "contract/hold/release.h"
#include "contract/pages/page_call.h"
#include "contract/pages/pages.h"
#include "contract/pages/same_page.h"
#include "contract/path/code.h"
#include "contract/path/ways.h"

#include <string.h>

/* A function of more blocks, or tokens, or releases, is a machine's. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000
#define MAX_RELEASES 32

/* A statement that is nothing but a release. */
struct release_at {
	const struct step *step;
	struct call call;
	const char *what;		/* its arguments, as text */
	bool repeats;			/* a loop comes to it again, and it stays the same page */
	struct point at;		/* of the step */
};

/* As contract/path/ways.h wants it: without padding. */
struct way {
	struct memo memo;
	uint32_t release;		/* 1 + the one that stands, or 0 */
	uint32_t spare;			/* 0 */
};

struct walk {
	struct source *source;
	const struct function *function;
	struct arena arena;
	struct graph graph;
	struct release_at items[MAX_RELEASES];
	size_t n;
	size_t sought;			/* 1 + an item, for a route to it from another */
};

/* --- the releases --- */

/*
 * What the function itself takes references of has holds that its text shows. What a loop releases is several
 * pages, of one call.
 */
static bool is_taken_here(struct walk *walk, const struct release_at *item)
{
	const struct expr *page = expr_bare(item->call.arguments[0]);
	struct page_root released, taken;
	struct acquire acquire;

	if (page->kind == EXPR_UNARY && expr_op_is(&walk->source->outline, page, "*"))
		page = page->left;
	if (!page_root_in(walk->source, page, &walk->arena, &released))
		return false;
	for (size_t i = walk->function->body; i < walk->function->end; i++)
		if (acquire_at(walk->source, i, &acquire) && !(item->repeats && acquire.is_one) &&
		    page_root_of(walk->source, &acquire, &walk->arena, &taken) &&
		    same_token_text(&walk->source->outline.tokens, taken.name, released.name) &&
		    !strcmp(taken.member, released.member))
			return true;
	return false;
}

/* References may be several, and each has its release. */
static bool takes_more(const struct walk *walk)
{
	static const char *const names[] = {
		"get_page", "folio_get", "try_get_page", "get_page_unless_zero", "folio_try_get",
		"page_ref_add", "page_ref_inc", "alloc_page", "alloc_pages", "folio_add_pin",
	};

	for (size_t i = walk->function->body; i < walk->function->end; i++)
		if (token_is_any(&walk->source->outline.tokens, i, names, ARRAY_SIZE(names)))
			return true;
	return false;
}

/* `put_page(pages[i++])`, `put_page(next_of(list))`: the same words again mean another page. */
static bool goes_on(const struct outline *outline, const struct call *call)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = token_next(tokens, call->open); i < call->close; i = token_next(tokens, i))
		if (is_increment(tokens, i) || is_assignment(tokens, i) ||
		    (token_is_called(tokens, i) && page_effect_of(tokens, i) == PAGE_EFFECT_UNKNOWN))
			return true;
	return false;
}

static void add_release(struct walk *walk, struct point at)
{
	const struct outline *outline = &walk->source->outline;
	const struct step *step = graph_step(&walk->graph, at);
	const struct release *release = release_at(&outline->tokens, step->first);
	struct release_at item = { .step = step, .at = at };

	if (!release || walk->n == MAX_RELEASES || step->statement->kind != STATEMENT_EXPRESSION ||
	    call_read(outline, step->first, &walk->arena, &item.call) || !item.call.n || item.call.split ||
	    !token_is(&outline->tokens, token_next(&outline->tokens, item.call.close), ";") ||
	    goes_on(outline, &item.call))
		return;
	item.repeats = releases_same_page(walk->source, &walk->graph, &item.call);
	if ((release->kind != HOLD_KIND_PIN || item.repeats) &&
	    !is_taken_here(walk, &item))
		return;
	item.what = code_text(outline, item.call.open, item.call.close, &walk->arena);
	walk->items[walk->n++] = item;
}

static void find_releases(struct walk *walk)
{
	for (size_t b = 0; b < walk->graph.n; b++)
		for (size_t s = 0; s < walk->graph.blocks[b].n_steps; s++)
			add_release(walk, (struct point){ b, s });
}

/* --- the ways --- */

static const struct release_at *release_of(const struct walk *walk, const struct step *step)
{
	for (size_t i = 0; i < walk->n; i++)
		if (walk->items[i].step == step)
			return &walk->items[i];
	return NULL;
}

/* Functions that leave alone what they get a word of. */
static bool is_harmless(const struct token_list *tokens, size_t i)
{
	static const char *const names[] = {
		"kfree", "kvfree", "vfree", "mutex_", "spin_", "mmap_", "up_",
	};

	for (size_t n = 0; n < ARRAY_SIZE(names); n++)
		if (token_begins_with(tokens, i, names[n]))
			return true;
	return is_log_word(tokens, i);
}

/* In a condition: may the name get another value, by a call that gets it, as `if (pin(addr, &page) != 1)`? */
static bool may_be_set(const struct walk *walk, const struct step *step, size_t i)
{
	const struct outline *outline = &walk->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_enclosing_parenthesis(outline, i);

	if (is_set_at(tokens, i))
		return true;
	for (; open != NO_TOKEN && open > step->first; open = outline_enclosing_parenthesis(outline, open))
		if (tokens->items[token_previous(tokens, open)].kind == TOKEN_IDENTIFIER &&
		    !token_is(tokens, token_previous(tokens, open), "likely") &&
		    !token_is(tokens, token_previous(tokens, open), "unlikely"))
			return true;
	return false;
}

/* Does the step name something that the release is made of? Then it may be others that follow. */
static bool touches(const struct walk *walk, const struct step *step, const struct release_at *release)
{
	const struct token_list *tokens = &walk->source->outline.tokens;

	if (is_harmless(tokens, step->first) || step->statement->kind == STATEMENT_RETURN)
		return false;
	for (size_t i = step->first; i < step->last; i++)
		for (size_t t = release->call.open; t < release->call.close; t++)
			if (tokens->items[t].kind == TOKEN_IDENTIFIER && same_token_text(tokens, t, i) &&
			    (!step->condition || may_be_set(walk, step, i)))
				return true;
	return false;
}

static void pass_step(void *state, const struct step *step, void *data)
{
	const struct walk *walk = data;
	const struct release_at *release = release_of(walk, step);
	struct way *way = state;

	if (release)
		way->release = 1 + (uint32_t)(release - walk->items);
	else if (way->release && touches(walk, step, &walk->items[way->release - 1]))
		way->release = 0;
}

/* Does the call hang on a condition that the other one does not hang on? */
static bool is_conditional(const struct walk *walk, size_t call, size_t other)
{
	const struct statement *statement = variant_at(walk->graph.variant, call);

	for (; statement && !(other >= statement->first && other < statement->last);
	     statement = statement->parent)
		if (statement->kind == STATEMENT_IF || statement->kind == STATEMENT_SWITCH)
			return true;
	return false;
}

/* Two conditions of which nobody knows may exclude each other. */
static bool may_exclude(const struct walk *walk, size_t a, size_t b)
{
	return is_conditional(walk, a, b) && is_conditional(walk, b, a);
}

/* Does the release drop again what the way has dropped already? */
static bool is_again(const struct walk *walk, const struct way *way, size_t item)
{
	size_t before = way->release - (size_t)1;

	return way->release && (before != item || walk->items[item].repeats) && !memo_is_doubtful(&way->memo) &&
	       !strcmp(walk->items[before].what, walk->items[item].what) &&
	       !may_exclude(walk, walk->items[before].call.name, walk->items[item].call.name);
}

struct look {
	struct walk *walk;
	size_t item;
	bool is_again;
};

static void look_at_way(void *way, void *data)
{
	struct look *look = data;

	look->is_again |= is_again(look->walk, way, look->item);
}

static bool is_sought(const void *way, void *data)
{
	const struct walk *walk = data;

	return is_again(walk, way, walk->sought - 1);
}

static void report(struct walk *walk, const struct walker *walker, size_t item,
		   void (*visit)(const struct twice *twice, void *data), void *data)
{
	const struct release_at *release = &walk->items[item];
	struct twice twice = { .second = release->call.name };
	struct way entry, found;
	const struct sought_way sought = { .at = release->at, .is_wanted = is_sought, .found = &found };

	memset(&entry, 0, sizeof(entry));
	walk->sought = item + 1;
	if (ways_route(&walk->graph, walker, &entry, &sought, &twice.route)) {
		twice.first = walk->items[found.release - 1].call.name;
		visit(&twice, data);
	}
	route_free(&twice.route);
}

static void walk_ways(struct walk *walk, void (*visit)(const struct twice *twice, void *data), void *data)
{
	struct walker walker = {
		.size = sizeof(struct way), .conditions = conditions_of(walk->source, &walk->graph),
		.step = pass_step, .data = walk,
	};
	struct walked walked;
	struct way entry;

	memset(&entry, 0, sizeof(entry));
	ways_walk(&walk->graph, &walker, &entry, &walked);
	for (size_t i = 0; i < walk->n; i++) {
		struct look look = { .walk = walk, .item = i };

		if (ways_visit(&walk->graph, &walker, &walked, walk->items[i].at, look_at_way, &look) &&
		    look.is_again)
			report(walk, &walker, i, visit, data);
	}
	walked_free(&walked);
}

static bool has_pair(const struct walk *walk)
{
	for (size_t i = 0; i < walk->n; i++) {
		if (walk->items[i].repeats)
			return true;
		for (size_t k = 0; k < i; k++)
			if (!strcmp(walk->items[i].what, walk->items[k].what))
				return true;
	}
	return false;
}

/* `put_page(pages[0])`, `put_page(*pages)`: in a loop that may be meant for each page. */
static bool is_of_first(const struct token_list *tokens, size_t i)
{
	size_t first = token_next(tokens, token_next(tokens, i)), last = first;

	while (last < tokens->n && !token_is(tokens, last, ")") && !token_is(tokens, last, ";"))
		last = token_next(tokens, last);
	return token_is(tokens, first, "*") ||
	       (token_is(tokens, token_previous(tokens, last), "]") &&
		tokens->items[token_previous(tokens, token_previous(tokens, last))].kind == TOKEN_NUMBER);
}

/* Two names of releases at least, or one that may repeat itself: all others cost no more than this. */
static bool is_worth_it(const struct walk *walk)
{
	const struct token_list *tokens = &walk->source->outline.tokens;
	size_t n = 0;

	for (size_t i = walk->function->body; i < walk->function->end; i++)
		if (release_kind(tokens, i) != HOLD_KIND_NONE)
			n += is_of_first(tokens, i) ? 2 : 1;
	return n > 1 && walk->function->end - walk->function->body <= MAX_TOKENS && !takes_more(walk);
}

void twice_read(struct source *source, const struct function *function,
		void (*visit)(const struct twice *twice, void *data), void *data)
{
	struct walk walk = { .source = source, .function = function };
	const struct variants *variants;

	if (!is_worth_it(&walk))
		return;
	variants = source_variants(source, function);
	if (variants->n == 1) {
		walk.graph = graphs_of(source, function)[0];
		if (walk.graph.n <= MAX_BLOCKS)
			find_releases(&walk);
		if (has_pair(&walk))
			walk_ways(&walk, visit, data);
	}
	arena_free(&walk.arena);
}
