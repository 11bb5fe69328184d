// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/marks.h"

#include "base/data/mem.h"
#include "base/data/search.h"

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

/* Into the source's arena, in order. */
static struct marks *keep_found(struct source *source, struct found *found)
{
	struct marks *marks = arena_alloc(&source->arena, sizeof(*marks));

	if (found->n) {
		qsort(found->items, found->n, sizeof(*found->items), by_token);
		marks->n = found->n;
		marks->items = arena_alloc(&source->arena, found->n * sizeof(*found->items));
		memcpy(marks->items, found->items, found->n * sizeof(*found->items));
	}
	free(found->items);
	return marks;
}

/* Where a word stands. What it is, is asked at the first place that counts. */
static void add_word(struct found *found, struct source *source, const struct mark *mark, uint32_t first)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);
	bool is_marked = false;

	for (uint32_t i = first; i != NO_USE; i = uses_next(uses, i)) {
		if (mark->is_called && !token_is_called(tokens, i))
			continue;
		if (!is_marked && !mark->is_word(source, first))
			return;
		is_marked = true;
		VEC_PUSH(found, i);
	}
}

static struct marks *read_marks(struct source *source, const struct mark *mark)
{
	const struct uses *uses = source_uses(source);
	struct word_set words = {0};
	struct found found = {0};

	if (mark->add_words)
		mark->add_words(source, &words);
	for (size_t i = 0; i < uses->words.n; i++)
		if (!mark->add_words || word_set_may_have(&words, uses->words.items[i].hash))
			add_word(&found, source, mark, uses->words.items[i].first);
	return keep_found(source, &found);
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
