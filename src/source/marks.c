// SPDX-License-Identifier: GPL-2.0-only
#include "source/marks.h"

#include "base/mem.h"
#include "base/search.h"

#include <stdlib.h>
#include <string.h>

struct found {
	size_t *items;
	size_t n, capacity;
};

static int by_token(const void *a, const void *b)
{
	const size_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

static void add_word(struct found *found, const struct mark *mark, const struct token_list *tokens,
		     const struct uses *uses, uint32_t first)
{
	for (uint32_t i = first; i != NO_USE; i = uses->next[i])
		if (!mark->is_marked || mark->is_marked(tokens, i))
			VEC_PUSH(found, i);
}

static struct marks *read_marks(struct source *source, const struct mark *mark)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct marks *marks = arena_alloc(&source->arena, sizeof(*marks));
	const struct uses *uses = source_uses(source);
	struct found found = {0};

	for (size_t i = 0; i < uses->words.n; i++)
		if (mark->is_word(source, uses->words.items[i]))
			add_word(&found, mark, tokens, uses, uses->words.items[i]);
	if (!found.n)
		return marks;
	qsort(found.items, found.n, sizeof(*found.items), by_token);
	marks->n = found.n;
	marks->items = arena_alloc(&source->arena, found.n * sizeof(*found.items));
	memcpy(marks->items, found.items, found.n * sizeof(*found.items));
	free(found.items);
	return marks;
}

const struct marks *marks_of(struct source *source, const struct mark *mark)
{
	struct marks **marks = source_slot(source, &mark->kind);

	if (!*marks)
		*marks = read_marks(source, mark);
	return *marks;
}

size_t marks_from(const struct marks *marks, size_t token)
{
	size_t i;

	LOWER_BOUND(i, marks->n, marks->items[i] < token);
	return i;
}
