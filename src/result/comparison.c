// SPDX-License-Identifier: GPL-2.0-only
#include "result/comparison.h"

#include <stdlib.h>

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
