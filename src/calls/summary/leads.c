// SPDX-License-Identifier: GPL-2.0-only
#include "calls/summary/leads.h"

/* For each function; NULL: nobody began. */
static bool **leads_of(struct source *source)
{
	static const struct slot_kind kind = { .size = sizeof(bool *) };

	return source_slot(source, &kind);
}

static size_t index_of(const struct source *source, const struct function *function)
{
	return (size_t)(function - source->outline.functions.items);
}

void leads_begin(struct source *source)
{
	*leads_of(source) = arena_alloc(&source->arena, source->outline.functions.n * sizeof(bool));
}

bool leads_add(struct source *source, const struct function *function)
{
	bool *leads = &(*leads_of(source))[index_of(source, function)];

	if (*leads)
		return false;
	*leads = true;
	return true;
}

bool leads_to_family(struct source *source, const struct function *function)
{
	const bool *leads = *leads_of(source);

	return !leads || leads[index_of(source, function)];
}
