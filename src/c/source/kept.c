// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/kept.h"

#include "c/source/by_token.h"

int source_call(struct source *source, size_t i, struct call *call)
{
	static const struct slot_kind kind = { .size = sizeof(struct by_token) };
	struct by_token *calls = source_slot(source, &kind);
	const struct call *known = by_token_find(calls, i);
	struct call *copy;

	if (known) {
		*call = *known;
		return 0;
	}
	if (call_read(&source->outline, i, &source->arena, call))
		return -1;
	copy = arena_alloc(&source->arena, sizeof(*copy));
	*copy = *call;
	by_token_keep(calls, i, copy, &source->arena);
	return 0;
}

const struct expr *source_value(struct source *source, size_t i)
{
	static const struct slot_kind kind = { .size = sizeof(struct by_token) };
	struct by_token *values = source_slot(source, &kind);
	const struct expr *value = by_token_find(values, i);

	if (value)
		return value;
	value = expr_read(&source->outline, i, expr_value_end(&source->outline, i), &source->arena);
	by_token_keep(values, i, value, &source->arena);
	return value;
}
