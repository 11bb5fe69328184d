// SPDX-License-Identifier: GPL-2.0-only
/* Which findings of several reports are the same: those with the same words, whatever their lines. */
#include "base/data/mem.h"
#include "report/matrix/matrix.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What a kind of row is, in a report. */
static const struct kind {
	const char *list;
	const char *keys[5];		/* the words that it is known by */
} kinds[] = {
	[ROW_FINDING] = { "findings", { "file", "function", "rule", "callee", "message" } },
	[ROW_CONVERTED] = { "edits", { "file" } },
	[ROW_LEFT] = { "left", { "file", "function", "reason" } },
	[ROW_UNANALYSED] = { "unanalysed", { "file", "reason" } },
};

struct item {
	enum row_kind kind;
	const json_t *object;
	size_t cell;
	json_int_t line;
	size_t nth;			/* of those with the same words in the cell */
};

struct items {
	struct item *items;
	size_t n, capacity;
};

/* True if the number that begins at text[at] is that of a line: "line 12", "mm.h:12". */
static bool is_line(const char *text, size_t at)
{
	static const char word[] = "line ";
	size_t length = sizeof(word) - 1;

	if (!isdigit((unsigned char)text[at]))
		return false;
	return (at && text[at - 1] == ':') || (at >= length && !memcmp(text + at - length, word, length));
}

/* As strcmp(), but that numbers of lines are all the same: code moves. */
static int text_order(const char *a, const char *b)
{
	size_t i = 0, j = 0;

	while (a[i] && b[j]) {
		if (is_line(a, i) && is_line(b, j)) {
			i += strspn(a + i, "0123456789");
			j += strspn(b + j, "0123456789");
		} else if (a[i] != b[j]) {
			break;
		} else {
			i++;
			j++;
		}
	}
	return (unsigned char)a[i] - (unsigned char)b[j];
}

static int by_words(const struct item *a, const struct item *b)
{
	int order = (int)a->kind - (int)b->kind;

	for (size_t i = 0; !order && i < ARRAY_SIZE(kinds[0].keys) && kinds[a->kind].keys[i]; i++)
		order = text_order(text_of(a->object, kinds[a->kind].keys[i]),
				   text_of(b->object, kinds[a->kind].keys[i]));
	return order;
}

static int by_cell(const void *a, const void *b)
{
	const struct item *left = a, *right = b;
	int order = by_words(left, right);

	if (!order)
		order = left->cell < right->cell ? -1 : left->cell > right->cell;
	return order ? order : left->line < right->line ? -1 : left->line > right->line;
}

static int by_row(const void *a, const void *b)
{
	const struct item *left = a, *right = b;
	int order = by_words(left, right);

	if (!order)
		order = left->nth < right->nth ? -1 : left->nth > right->nth;
	return order ? order : left->cell < right->cell ? -1 : left->cell > right->cell;
}

static void list_items(const struct matrix *matrix, size_t cell, enum row_kind kind, struct items *items)
{
	const json_t *list = json_object_get(matrix->cells.items[cell].report, kinds[kind].list);

	for (size_t i = 0; i < json_array_size(list); i++) {
		struct item item = { .kind = kind, .object = json_array_get(list, i), .cell = cell };

		item.line = json_integer_value(json_object_get(item.object, "line"));
		VEC_PUSH(items, item);
	}
}

/* The second call with the same words in one cell is the second one in another. */
static void number(struct items *items)
{
	qsort(items->items, items->n, sizeof(*items->items), by_cell);
	for (size_t i = 1; i < items->n; i++)
		if (!by_words(&items->items[i - 1], &items->items[i]) &&
		    items->items[i - 1].cell == items->items[i].cell)
			items->items[i].nth = items->items[i - 1].nth + 1;
	qsort(items->items, items->n, sizeof(*items->items), by_row);
}

static bool same_row(const struct item *a, const struct item *b)
{
	return !by_words(a, b) && a->nth == b->nth;
}

void matrix_compare(struct matrix *matrix)
{
	struct items items = {0};

	matrix_name_cells(matrix);
	for (size_t cell = 0; cell < matrix->cells.n; cell++)
		for (size_t kind = 0; kind < ARRAY_SIZE(kinds); kind++)
			list_items(matrix, cell, (enum row_kind)kind, &items);
	if (items.n)
		number(&items);
	for (size_t i = 0; i < items.n; i++) {
		const struct item *item = &items.items[i];
		struct row row = { .kind = item->kind, .item = item->object };
		struct found found = { item->cell, item->line };

		if (item->kind == ROW_CONVERTED && item->nth)
			continue;	/* one row a file */
		if (!i || !matrix->rows.n || !same_row(item - 1, item))
			VEC_PUSH(&matrix->rows, row);
		VEC_PUSH(&matrix->rows.items[matrix->rows.n - 1].in, found);
	}
	free(items.items);
}
