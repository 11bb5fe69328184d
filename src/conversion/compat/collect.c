// SPDX-License-Identifier: GPL-2.0-only
/* Which functions get inlines, and in which order. */
#include "base/data/mem.h"
#include "conversion/compat/private.h"

#include <stdlib.h>

static void ask(struct asked_functions *asked, const struct gup_function *function)
{
	if (!function)
		return;
	for (size_t i = 0; i < asked->n; i++)
		if (asked->items[i] == function)
			return;
	VEC_PUSH(asked, function);
}

static bool is_done(const struct all_rungs *all, const struct gup_function *function)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].function == function)
			return true;
	return false;
}

static void add(const struct compat *compat, struct all_rungs *all, const struct gup_function *function);

/*
 * The macro of a function's name hides what the older kernel has: those that call that come first, and those
 * that rest on the inline behind it.
 */
static void add_before(const struct compat *compat, struct all_rungs *all, const struct rungs *rungs)
{
	for (size_t f = 0; f < gup_function_count; f++) {
		const struct gup_function *other = &gup_functions[f];
		struct rungs theirs;

		if (!compat->functions[f] || other == rungs->function)
			continue;
		rungs_of(compat, other, &theirs);
		if (rungs_call(&theirs, compat, rungs->function) ||
		    rungs_rest_on(rungs, compat, other))
			add(compat, all, other);
	}
}

static void add(const struct compat *compat, struct all_rungs *all, const struct gup_function *function)
{
	struct rungs rungs;

	if (is_done(all, function))
		return;
	rungs_of(compat, function, &rungs);
	add_before(compat, all, &rungs);
	if (is_done(all, function))
		return;
	VEC_PUSH(all, rungs);
	for (size_t i = 0; i < rungs.n; i++) {
		ask(&all->asked, rungs.items[i].asks[0].function);
		ask(&all->asked, rungs.items[i].asks[1].function);
	}
}

void all_rungs_collect(const struct compat *compat, struct all_rungs *all)
{
	*all = (struct all_rungs){0};
	for (size_t f = 0; f < gup_function_count; f++)
		if (compat->functions[f])
			add(compat, all, &gup_functions[f]);
}

void all_rungs_free(struct all_rungs *all)
{
	free(all->items);
	free(all->asked.items);
	*all = (struct all_rungs){0};
}
