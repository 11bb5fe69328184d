// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/way_store.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_WAYS 8

static unsigned char *at(const struct way_store *store, uint32_t number)
{
	return store->ways + number * store->size;
}

uint32_t way_store_find(const struct way_store *store, const void *way, uint32_t hash)
{
	for (size_t slot = hash & store->mask; store->n && store->table[slot]; slot = (slot + 1) & store->mask) {
		uint32_t number = store->table[slot] - 1;

		if (store->hashes[number] == hash && !memcmp(at(store, number), way, store->size))
			return number;
	}
	return NO_WAY;
}

static void enter(struct way_store *store, uint32_t number)
{
	size_t slot = store->hashes[number] & store->mask;

	while (store->table[slot])
		slot = (slot + 1) & store->mask;
	store->table[slot] = number + 1;
}

static void grow(struct way_store *store)
{
	store->capacity = store->capacity ? 2 * store->capacity : FIRST_WAYS;
	store->ways = mem_realloc(store->ways, store->capacity * store->size);
	store->hashes = mem_realloc(store->hashes, store->capacity * sizeof(*store->hashes));
	store->mask = 2 * store->capacity - 1;
	free(store->table);
	store->table = mem_calloc(store->mask + 1, sizeof(*store->table));
	for (size_t i = 0; i < store->n; i++)
		enter(store, (uint32_t)i);
}

uint32_t way_store_add(struct way_store *store, const void *way, uint32_t hash)
{
	uint32_t number = (uint32_t)store->n;

	if (store->n == store->capacity)
		grow(store);
	memcpy(at(store, number), way, store->size);
	store->hashes[number] = hash;
	store->n++;
	enter(store, number);
	return number;
}

const void *way_store_at(const struct way_store *store, uint32_t number)
{
	return at(store, number);
}

void way_store_free(struct way_store *store)
{
	free(store->ways);
	free(store->hashes);
	free(store->table);
	*store = (struct way_store){0};
}
