// SPDX-License-Identifier: GPL-2.0-only
#include "syntax/kept.h"

/* What was read at a token. */
struct kept {
	size_t token;
	const void *what;		/* NULL: nothing */
};

/* Open addressing by the token; never more than half full. In the source's arena. */
struct table {
	struct kept *items;
	size_t n, size;			/* size is 0 or a power of two */
};

static struct kept *place_of(const struct table *table, size_t token)
{
	size_t at = token * 2654435761u;	/* Knuth's multiplicative hash */

	while (table->items[at & (table->size - 1)].what && table->items[at & (table->size - 1)].token != token)
		at++;
	return &table->items[at & (table->size - 1)];
}

static const void *find(const struct table *table, size_t token)
{
	return table->size ? place_of(table, token)->what : NULL;
}

static void grow(struct table *table, struct arena *arena)
{
	struct table larger = { .n = table->n, .size = table->size ? 2 * table->size : 16 };

	larger.items = arena_alloc(arena, larger.size * sizeof(*larger.items));
	for (size_t i = 0; i < table->size; i++)
		if (table->items[i].what)
			*place_of(&larger, table->items[i].token) = table->items[i];
	*table = larger;
}

static void keep(struct table *table, size_t token, const void *what, struct arena *arena)
{
	if (2 * (table->n + 1) > table->size)
		grow(table, arena);
	*place_of(table, token) = (struct kept){ token, what };
	table->n++;
}

int source_call(struct source *source, size_t i, struct call *call)
{
	static const struct slot_kind kind = { .size = sizeof(struct table) };
	struct table *calls = source_slot(source, &kind);
	const struct call *known = find(calls, i);
	struct call *copy;

	if (known) {
		*call = *known;
		return 0;
	}
	if (call_read(&source->outline, i, &source->arena, call))
		return -1;
	copy = arena_alloc(&source->arena, sizeof(*copy));
	*copy = *call;
	keep(calls, i, copy, &source->arena);
	return 0;
}

const struct expr *source_value(struct source *source, size_t i)
{
	static const struct slot_kind kind = { .size = sizeof(struct table) };
	struct table *values = source_slot(source, &kind);
	const struct expr *value = find(values, i);

	if (value)
		return value;
	value = expr_read(&source->outline, i, expr_value_end(&source->outline, i), &source->arena);
	keep(values, i, value, &source->arena);
	return value;
}
