// SPDX-License-Identifier: GPL-2.0-only
#include "c/syntax/slot.h"

#include <stddef.h>

struct slot {
	const struct slot_kind *kind;
	struct slot *next;
	max_align_t bytes[];
};

/* The slot of that kind, moved to the front, as who asks for one asks again soon; or NULL. */
static struct slot *find(struct slots *slots, const struct slot_kind *kind)
{
	struct slot **at = &slots->first, *slot;

	while (*at && (*at)->kind != kind)
		at = &(*at)->next;
	slot = *at;
	if (slot && slot != slots->first) {
		*at = slot->next;
		slot->next = slots->first;
		slots->first = slot;
	}
	return slot;
}

void *slot_of(struct slots *slots, const struct slot_kind *kind, struct arena *arena)
{
	struct slot *slot = find(slots, kind);

	if (slot)
		return slot->bytes;
	slot = arena_alloc(arena, sizeof(*slot) + kind->size);
	slot->kind = kind;
	slot->next = slots->first;
	slots->first = slot;
	return slot->bytes;
}

void slots_forget(struct slots *slots)
{
	struct slot **at = &slots->first;

	while (*at) {
		if ((*at)->kind->hangs_on_others)
			*at = (*at)->next;
		else
			at = &(*at)->next;
	}
}
