/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ways that a walk has met at the begins of blocks, each once: most blocks are reached by the ways of their
 * neighbours, so that a set of ways is a few numbers.
 */
#ifndef GUPTIDY_PATH_WAY_STORE_H
#define GUPTIDY_PATH_WAY_STORE_H

#include <stddef.h>
#include <stdint.h>

#define NO_WAY UINT32_MAX

struct way_store {
	size_t size;			/* bytes of a way; set by the owner before the first one comes */
	unsigned char *ways;
	uint32_t *hashes;
	size_t n, capacity;
	uint32_t *table;		/* open addressing: 1 + the number of a way; never more than half full */
	size_t mask;
};

/* The number of a way with that hash, or NO_WAY. */
uint32_t way_store_find(const struct way_store *store, const void *way, uint32_t hash);

/* Copies a way that is not there yet, and tells its number. */
uint32_t way_store_add(struct way_store *store, const void *way, uint32_t hash);

/* The way of a number; the next one that is added may move it. */
const void *way_store_at(const struct way_store *store, uint32_t number);

/* Frees all of them. */
void way_store_free(struct way_store *store);

#endif
