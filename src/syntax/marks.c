// SPDX-License-Identifier: GPL-2.0-only
#include "syntax/marks.h"

#include "base/mem.h"

void marks_read(struct marks *marks, const struct token_list *tokens,
		bool (*is_marked)(const struct token_list *tokens, size_t i))
{
	for (size_t i = 0; i < tokens->n && !marks->is_read; i++)
		if (is_marked(tokens, i))
			VEC_PUSH(marks, i);
	marks->is_read = true;
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
