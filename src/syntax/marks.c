// SPDX-License-Identifier: GPL-2.0-only
#include "syntax/marks.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static struct marks *read_marks(struct source *source, const struct mark *mark)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct marks *marks = arena_alloc(&source->arena, sizeof(*marks));
	struct { size_t *items; size_t n, capacity; } found = {0};

	for (size_t i = 0; i < tokens->n; i++)
		if (mark->is_marked(tokens, i))
			VEC_PUSH(&found, i);
	if (!found.n)
		return marks;
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
	size_t low = 0, high = marks->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (marks->items[middle] < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
