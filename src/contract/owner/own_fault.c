// SPDX-License-Identifier: GPL-2.0-only
/* Where on the ways of a function something is wrong, and the shortest way there. */
#include "contract/owner/own_private.h"

/* A place where something is wrong on some way. */
struct place {
	size_t token, before;		/* where it is seen, and what it hangs on: as in struct own_way */
	struct point at;
	bool fails;			/* and that is left with a failure */
};

struct found {
	struct place leak, twice, misfit;
};

static size_t token_of(const struct own_walk *walk, struct point at)
{
	const struct step *step = graph_step(&walk->graph, at);

	return step ? step->first : walk->function->end;
}

/* The first in the text, and of several ways there one that fails. */
static void keep(struct place *place, const struct own_walk *walk, size_t token, struct point at)
{
	bool fails = walk->sights & SIGHT_FAILING;

	if (place->token > token || (place->token == token && fails && !place->fails))
		*place = (struct place){
			.token = token, .before = walk->before ? walk->before : NO_TOKEN,
			.at = at, .fails = fails,
		};
}

/* The release that stands in the step, or in the loop that it heads. */
static size_t release_in(const struct own_walk *walk, size_t step)
{
	const struct detour *loop = detour_loop_at(&walk->detours, step);

	for (size_t i = 0; i < walk->pages.events.n; i++) {
		const struct page_event *event = &walk->pages.events.items[i];

		if (event->step == step && (event->use == PAGES_RELEASED || event->use == PAGES_RELEASED_ONE))
			return event->token;
	}
	return loop && loop->kind == DETOUR_LOOP ? loop->token : step;
}

/* Where the function that is called at the token releases them. */
static struct across_place release_by(const struct own_walk *walk, size_t call)
{
	for (size_t i = 0; call != NO_TOKEN && i < walk->pages.events.n; i++)
		if (walk->pages.events.items[i].token == call && walk->pages.events.items[i].release.source)
			return walk->pages.events.items[i].release;
	return (struct across_place){ .token = NO_TOKEN };
}

static void note_sights(struct own_walk *walk, struct point at, void *data)
{
	struct found *found = data;
	size_t token = token_of(walk, at);

	if (walk->sights & SIGHT_LEAK)
		keep(&found->leak, walk, token, at);
	if (walk->sights & SIGHT_TWICE)
		keep(&found->twice, walk, release_in(walk, token), at);
	if (walk->sights & SIGHT_MISFIT)
		keep(&found->misfit, walk, release_in(walk, token), at);
}

static bool is_sought(const void *way, void *data)
{
	struct own_walk *walk = data;

	own_go_on(walk, walk->sought.at, way);
	return walk->sights & walk->sought.sight;
}

static void find_way(struct own_walk *walk, const struct walker *walker, const struct way *entry,
		     const struct place *place, unsigned sight, struct own_way *found)
{
	struct way there;
	const struct sought_way sought = { .at = place->at, .is_wanted = is_sought, .found = &there };

	if (place->token == NO_TOKEN)
		return;
	found->at = place->token;
	found->before = place->before;
	walk->sought.at = place->at;
	walk->sought.sight = sight;
	ways_route(&walk->graph, walker, entry, &sought, &found->route);
}

void own_find_faults(struct own_walk *walk, struct own *own)
{
	struct walker walker = own_walker(walk);
	struct found found = {
		.leak.token = NO_TOKEN, .twice.token = NO_TOKEN, .misfit.token = NO_TOKEN,
	};
	struct way entry = own_begin(walk);

	own->is_known = own_look(walk, &entry, note_sights, &found);
	if (!own->is_known)
		return;
	find_way(walk, &walker, &entry, &found.leak, found.leak.fails ? SIGHT_FAILING : SIGHT_LEAK,
		 &own->leak);
	find_way(walk, &walker, &entry, &found.twice, SIGHT_TWICE, &own->twice);
	find_way(walk, &walker, &entry, &found.misfit, SIGHT_MISFIT, &own->misfit);
	own->leak_fails = found.leak.fails;
	own->dropped = release_by(walk, own->misfit.at);
}
