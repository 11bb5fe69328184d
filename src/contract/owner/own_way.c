// SPDX-License-Identifier: GPL-2.0-only
/* What the steps of one way do to the pages. */
#include "base/data/mem.h"
#include "base/data/search.h"
#include "contract/owner/own_private.h"

#include <string.h>

void own_lose(struct own_walk *walk, struct way *way)
{
	walk->is_lost = true;
	memset(way, 0, sizeof(*way));
	way->owner = OWNER_UNKNOWN;
}

/* --- releases --- */

/* `put_page(page)` of the one page that there is; pages[i] is one of several. */
static bool is_whole(const struct own_walk *walk, const struct page_event *event)
{
	if (event->use != PAGES_RELEASED_ONE || walk->is_one)
		return true;
	return !walk->acquire && expr_bare(event->operand)->kind == EXPR_IDENTIFIER;
}

/* A number that is known to be that of no pages at all. */
static bool releases_nothing(const struct own_walk *walk, const struct way *way,
			     const struct expr *count)
{
	unsigned is = count ? relation_of(&walk->relations, &way->relation, count, NULL) : 0;

	return is && !(is & (RELATION_POSITIVE | RELATION_UNKNOWN));
}

static void set_released(struct way *way, size_t token)
{
	way->owner = OWNER_RELEASED;
	way->release = (uint32_t)token;
	way->was_choice = way->has_choice;
	way->has_choice = 0;
}

/* A function that gets the pages drops a reference of each, and they are pinned; or the other way round. */
static bool misfits(const struct own_walk *walk, const struct page_event *event)
{
	return event->release.source && walk->acquire && event->kind != HOLD_KIND_NONE &&
	       event->kind != HOLD_KIND_EITHER && walk->acquire->kind != HOLD_KIND_EITHER &&
	       event->kind != walk->acquire->kind;
}

/* False: the way cannot be followed any further. */
static bool meet_release(struct own_walk *walk, struct way *way, const struct page_event *event)
{
	if (releases_nothing(walk, way, own_number_of(walk, event)))
		return true;
	if (own_drops_ahead(walk, way, event)) {
		way->has_more = 0;
		return true;
	}
	if (way->owner == OWNER_RELEASED) {
		own_release_again(walk, way, event->token);
		return false;
	}
	if (way->owner == OWNER_FUNCTION && misfits(walk, event))
		walk->sights |= SIGHT_MISFIT;
	if (!is_whole(walk, event) || !event->is_certain)
		return false;
	set_released(way, event->token);
	return true;
}

/* --- names --- */

static void copy_name(uint8_t *names, const struct page_event *event)
{
	unsigned is_named = *names >> event->name & 1;

	*names &= (uint8_t)~(1 << event->to);
	*names |= (uint8_t)(is_named << event->to);
}

/* Where the pages get other names; what is not the one page itself may be known to others. */
static void meet_name(const struct own_walk *walk, struct way *way, const struct page_event *event)
{
	if (event->use == PAGES_NAMED) {
		copy_name(&way->names, event);
		if (event->is_element)
			way->array_names &= (uint8_t)~(1 << event->to);
		else
			copy_name(&way->array_names, event);
	}
	if (event->use == PAGES_REPLACED) {
		way->names &= (uint8_t)~(1 << event->name);
		way->array_names &= (uint8_t)~(1 << event->name);
	}
	if (event->use == PAGES_REPLACED && event->name == 0)
		way->is_shared = 0;
	if (event->use == PAGES_ESCAPED && !walk->is_single && !(event->is_holder && walk->is_foreign))
		way->is_shared = 1;
}

/* --- what happens to them --- */

/* `pages + n`, `&pages[n]`: each time somewhere else. */
static bool moves(const struct own_walk *walk)
{
	const struct expr *pages = walk->acquire->pages;

	if (!pages || walk->is_single || walk->acquire->member)
		return false;
	pages = expr_bare(pages);
	if (pages->kind == EXPR_IDENTIFIER)
		return pages_name_of(&walk->pages, pages) != 0;
	return pages->kind != EXPR_MEMBER;
}

/* False: the place held pages, and nobody can tell where these are now. */
static bool meet_acquire(struct own_walk *walk, struct way *way)
{
	bool has_more = own_has_pages(walk, way);

	if (has_more && !moves(walk))
		own_overwrite(walk, way);
	if (way->is_shared || (has_more && !moves(walk)))
		return false;
	way->has_more = has_more;
	way->owner = OWNER_FUNCTION;
	way->names = way->array_names | 1;
	way->release = way->lost = 0;
	way->moved &= (uint8_t)~1;
	way->sparing = 0;
	/* What puts them into an object tells it how many. */
	if (!has_more)
		way->told = walk->is_foreign && walk->acquire->member ? TOLD_OFTEN : 0;
	way->has_choice = way->was_choice = way->is_lent = 0;
	return true;
}

/* `ret = taker(pages)`: the variable that tells; false: nothing does. */
static bool meet_taker(const struct own_walk *walk, struct way *way, const struct step *step,
		       const struct page_event *event)
{
	const struct token_list *tokens = &walk->source->outline.tokens;
	size_t equals = token_previous(tokens, event->token);
	unsigned variable;

	if (way->owner != OWNER_FUNCTION)
		return false;
	if (!token_is(tokens, equals, "=")) {
		way->taker = step->condition ? TAKER_CONDITION : TAKER_NONE;
		return step->condition;
	}
	variable = variable_at(&walk->relations.variables, token_previous(tokens, equals));
	way->taker = variable == NO_VARIABLE ? TAKER_NONE : (uint8_t)(variable + 1);
	return variable != NO_VARIABLE;
}

static bool meet_use(struct own_walk *walk, struct way *way, const struct step *step,
		     const struct page_event *event)
{
	switch (event->use) {
	case PAGES_NAMED:
	case PAGES_PASSED:
		return true;
	case PAGES_REPLACED:
		if (event->call && event->is_certain)
			own_overwrite(walk, way);
		return way->names || way->lost || (way->owner == OWNER_RELEASED && !walk->acquire);
	case PAGES_RELEASED:
	case PAGES_RELEASED_ONE:
		if (!meet_release(walk, way, event))
			return false;
		if (event->clears)
			way->names &= (uint8_t)~(1 << event->name);
		return true;
	case PAGES_FREED:
		if (way->owner == OWNER_FUNCTION && !way->lost)
			way->lost = (uint32_t)event->token;
		return true;
	case PAGES_KEPT:
		return meet_taker(walk, way, step, event);
	case PAGES_GIVEN_UP:
		way->is_lent = 0;
		return true;
	default:
		return false;
	}
}

static bool meet(struct own_walk *walk, struct way *way, const struct step *step,
		 const struct page_event *event)
{
	bool concerns = way->owner != OWNER_NOBODY && way->names >> event->name & 1;

	if (event->use == PAGES_ACQUIRED)
		return meet_acquire(walk, way);
	meet_name(walk, way, event);
	return !concerns || meet_use(walk, way, step, event);
}

/* --- steps --- */

static size_t first_event(const struct own_walk *walk, const struct step *step)
{
	size_t i;

	LOWER_BOUND(i, walk->pages.events.n, walk->pages.events.items[i].step < step->first);
	return i;
}

static bool meet_events(struct own_walk *walk, struct way *way, const struct step *step, bool in_loop)
{
	const struct page_event *events = walk->pages.events.items;

	for (size_t i = first_event(walk, step);
	     i < walk->pages.events.n && events[i].step == step->first; i++) {
		bool is_release = events[i].use == PAGES_RELEASED || events[i].use == PAGES_RELEASED_ONE;

		if (!(in_loop && is_release) && !meet(walk, way, step, &events[i]))
			return false;
	}
	return true;
}

/* There is nothing for the loop to go through. */
static bool is_idle(const struct own_walk *walk, const struct way *way, const struct detour *loop)
{
	return !own_has_pages(walk, way) || releases_nothing(walk, way, loop->bound);
}

bool own_is_drained(const struct own_walk *walk, const struct way *way, const struct step *last,
		    const struct edge *edge)
{
	const struct detour *loop = detour_loop_at(&walk->detours, last->first);

	return loop && loop->kind == DETOUR_DRAIN && !is_idle(walk, way, loop) &&
	       (detour_ends(loop, &walk->graph, edge->to) ||
		detour_asks_back(&walk->source->outline, loop, last));
}

/*
 * Into a loop that goes through the pages; false: nobody can tell what it leaves. A drain may be left
 * before it gave away the first of them.
 */
static bool enter_loop(struct own_walk *walk, struct way *way, const struct detour *loop)
{
	if (loop->kind == DETOUR_LOOP && way->owner == OWNER_RELEASED &&
	    !releases_nothing(walk, way, loop->bound) && !own_spares(walk, way, loop))
		own_release_again(walk, way, loop->token);
	if (is_idle(walk, way, loop) || own_spares(walk, way, loop))
		return true;
	if (loop->kind == DETOUR_DRAIN)
		return loop->exit != NO_BLOCK;
	set_released(way, loop->token);
	return true;
}

/* Can the condition come out in both ways, as far as this one knows? */
static bool is_open(const struct own_walk *walk, const struct way *way, const struct step *step)
{
	enum edge_kind kinds[] = { EDGE_TRUE, EDGE_FALSE };

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		struct edge edge = { .kind = kinds[i] };
		struct memo memo = way->memo;
		struct relation relation = way->relation;

		if (!conditions_edge(walk->conditions, &edge, step, &memo) ||
		    !relation_edge(&walk->relations, &edge, step, &relation))
			return false;
	}
	return true;
}

void own_step(void *state, const struct step *step, void *data)
{
	struct own_walk *walk = data;
	struct way *way = state;
	const struct detour *loop = detour_loop_at(&walk->detours, step->first);

	walk->sights = 0;
	walk->before = 0;
	if (way->owner == OWNER_UNKNOWN)
		return;
	if ((loop && !enter_loop(walk, way, loop)) || !meet_events(walk, way, step, loop)) {
		own_lose(walk, way);
		return;
	}
	own_tell_number(walk, way, step);
	own_note_ahead(walk, way, step);
	if (step->statement->kind == STATEMENT_RETURN)
		own_return(walk, way, step);
	relation_step(&walk->relations, step, &way->relation);
	/* What a taker returns tells of the taking, not of the number that it got. */
	if (way->taker != TAKER_NONE && way->taker != TAKER_CONDITION)
		way->relation.values[way->taker - 1] &= (unsigned char)~RELATION_UNKNOWN;
	way->at_choice = detour_choice_of(&walk->detours, step) && is_open(walk, way, step);
}
