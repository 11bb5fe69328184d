// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/by_token.h"

struct by_token_row {
	size_t token;
	const void *what;		/* NULL: nothing */
};

/* Open addressing: the row of the token, or the one that is free for it. */
static struct by_token_row *row_of(const struct by_token *table, size_t token)
{
	size_t at = token * 2654435761u, mask = table->size - 1;	/* Knuth's multiplicative hash */

	while (table->items[at & mask].what && table->items[at & mask].token != token)
		at++;
	return &table->items[at & mask];
}

const void *by_token_find(const struct by_token *table, size_t token)
{
	return table->size ? row_of(table, token)->what : NULL;
}

static void grow(struct by_token *table, struct arena *arena)
{
	struct by_token larger = { .n = table->n, .size = table->size ? 2 * table->size : 16 };

	larger.items = arena_alloc(arena, larger.size * sizeof(*larger.items));
	for (size_t i = 0; i < table->size; i++)
		if (table->items[i].what)
			*row_of(&larger, table->items[i].token) = table->items[i];
	*table = larger;
}

void by_token_keep(struct by_token *table, size_t token, const void *what, struct arena *arena)
{
	if (2 * (table->n + 1) > table->size)
		grow(table, arena);
	*row_of(table, token) = (struct by_token_row){ token, what };
	table->n++;
}
