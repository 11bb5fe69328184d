// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/arena.h"

#include "base/data/mem.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the first block, and of the largest that is no single object. */
#define FIRST_BLOCK 2048
#define MOST_BLOCK 16384

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

/* Many an arena holds little: each block is twice as large as the one before. */
static void add_block(struct arena *arena, size_t size)
{
	struct arena_block *last = arena->blocks, *block;
	size_t room = last ? 2 * last->size : FIRST_BLOCK;

	if (room > MOST_BLOCK)
		room = MOST_BLOCK;
	if (room < size)
		room = size;
	block = mem_or_die(malloc(sizeof(*block) + room));
	*block = (struct arena_block){ .next = last, .size = room };
	arena->blocks = block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct arena_block *block = arena->blocks;
	size_t align = alignof(max_align_t);
	void *memory;

	size = (size + align - 1) / align * align;
	if (!block || block->size - block->used < size) {
		add_block(arena, size);
		block = arena->blocks;
	}
	memory = block->bytes + block->used;
	block->used += size;
	/* Not the whole block at once: many an arena is gone soon. */
	return memset(memory, 0, size);
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text = NULL;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length >= 0) {
		text = arena_alloc(arena, (size_t)length + 1);
		vsnprintf(text, (size_t)length + 1, format, again);
	}
	va_end(again);
	return text;
}

void arena_free(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
}
