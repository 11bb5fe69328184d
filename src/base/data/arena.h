/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory that is freed all at once: for trees of small objects that live and die together. */
#ifndef GUPTIDY_DATA_ARENA_H
#define GUPTIDY_DATA_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks;
};

/* Zeroed memory that lives until arena_free(). */
void *arena_alloc(struct arena *arena, size_t size);

/* A formatted string that lives until arena_free(). */
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Frees everything that came from the arena. */
void arena_free(struct arena *arena);

#endif
