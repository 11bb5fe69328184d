// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/comparison.h"

#include <stdlib.h>
#include <string.h>

const char *verdict_name(enum verdict verdict)
{
	static const char *const names[] = {
		[VERDICT_AGREED] = "agreed",
		[VERDICT_ONLY_CLANG] = "only clang",
		[VERDICT_ONLY_COCCI] = "only cocci",
		[VERDICT_OTHER_TEXT] = "different text",
		[VERDICT_OTHER_MEANING] = "different meaning",
	};

	return names[verdict];
}

const char *place_kind_name(enum place_kind kind)
{
	static const char *const names[] = {
		[PLACE_CALL] = "call",
		[PLACE_DECLARATION] = "declaration",
		[PLACE_DEFINITION] = "definition",
		[PLACE_BODY] = "body",
		[PLACE_COMMENT] = "comment",
	};

	return names[kind];
}

static int by_place(const void *a, const void *b)
{
	const struct difference *left = a, *right = b;
	int order = strcmp(left->path, right->path);

	if (order)
		return order;
	return left->begin < right->begin ? -1 : left->begin > right->begin;
}

void comparison_sort(struct comparison *comparison)
{
	if (comparison->n)
		qsort(comparison->items, comparison->n, sizeof(*comparison->items), by_place);
}

void comparison_free(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->n; i++) {
		free(comparison->items[i].path);
		free(comparison->items[i].function);
		free(comparison->items[i].clang);
		free(comparison->items[i].cocci);
	}
	free(comparison->items);
	*comparison = (struct comparison){0};
}
