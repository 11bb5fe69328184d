// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "contract/pages/pages_private.h"

void pages_add_event(struct page_reader *reader, enum page_use use, size_t token, const struct expr *call,
		      const struct expr *operand)
{
	struct page_event event = {
		.step = reader->step->first, .token = token, .use = use, .call = call,
		.operand = operand, .is_certain = reader->is_certain, .name = (uint8_t)reader->name,
	};

	VEC_PUSH(&reader->pages->events, event);
}

struct page_event *pages_last_event(const struct page_reader *reader)
{
	return &reader->pages->events.items[reader->pages->events.n - 1];
}

void pages_escape(struct page_reader *reader, size_t token)
{
	pages_add_event(reader, PAGES_ESCAPED, token, NULL, NULL);
}

void pages_escape_holder(struct page_reader *reader, size_t token)
{
	pages_escape(reader, token);
	pages_last_event(reader)->is_holder = true;
}
