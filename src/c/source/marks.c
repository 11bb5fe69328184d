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

/* The first tokens of words that are called anywhere: few words are, and several marks are about calls alone. */
static const struct marks *called_words(struct source *source)
{
	static const struct slot_kind kind = MARK_SLOT;
	const struct token_list *tokens = &source->outline.tokens;
	struct marks **words = source_slot(source, &kind);
	const struct uses *uses = source_uses(source);
	struct found found = {0};
	bool *has;

	if (*words)
		return *words;
	has = mem_calloc(tokens->n + 1, sizeof(*has));
	for (size_t i = 0; i < tokens->n; i++) {
		if (!token_is_called(tokens, i) || has[uses->first[i]])
			continue;
		has[uses->first[i]] = true;
		VEC_PUSH(&found, uses->first[i]);
	}
	free(has);
	*words = keep_found(source, &found);
	return *words;
}

static void add_word(struct found *found, struct source *source, const struct mark *mark, size_t first)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);

	if (!mark->is_word(source, first))
		return;
	for (uint32_t i = (uint32_t)first; i != NO_USE; i = uses->next[i])
		if (!mark->is_called || token_is_called(tokens, i))
			VEC_PUSH(found, i);
}

static struct marks *read_marks(struct source *source, const struct mark *mark)
{
	const struct uses *uses = source_uses(source);
	struct found found = {0};

	if (mark->is_called) {
		const struct marks *words = called_words(source);

		for (size_t i = 0; i < words->n; i++)
			add_word(&found, source, mark, words->items[i]);
	} else {
		for (size_t i = 0; i < uses->words.n; i++)
			add_word(&found, source, mark, uses->words.items[i]);
	}
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
