// SPDX-License-Identifier: GPL-2.0-only
#include "report/matrix/matrix.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/quote.h"

#include <stdlib.h>
#include <string.h>

void matrix_add(struct matrix *matrix, const char *label, const char *path, const char *page)
{
	struct cell cell = {
		.label = mem_strdup(label), .path = mem_strdup(path), .page = mem_strdup(page),
		.report = json_load_file(path, 0, NULL),
	};

	if (cell.report && !json_is_object(json_object_get(cell.report, "ledger"))) {
		json_decref(cell.report);
		cell.report = NULL;
	}
	VEC_PUSH(&matrix->cells, cell);
}

/* The length of the folder, with its slash, that all labels begin with. */
static size_t common_folder(const struct matrix *matrix)
{
	const char *first = matrix->cells.items[0].label;
	size_t length = 0;

	for (size_t at = 0; first[at]; at++) {
		for (size_t i = 1; i < matrix->cells.n; i++)
			if (matrix->cells.items[i].label[at] != first[at])
				return length;
		if (first[at] == '/')
			length = at + 1;
	}
	return length;
}

void matrix_name_cells(struct matrix *matrix)
{
	size_t length = matrix->cells.n > 1 ? common_folder(matrix) : 0;

	for (size_t i = 0; i < matrix->cells.n; i++) {
		struct cell *cell = &matrix->cells.items[i];
		struct buf shown = {0};

		/* The folder itself may be one of them. */
		quote_name(&shown, cell->label[length] ? cell->label + length : cell->label);
		cell->shown = buf_take(&shown);
	}
}

const char *cell_root(const struct cell *cell)
{
	return json_string_value(json_object_get(json_object_get(cell->report, "tree"), "root"));
}

size_t cell_count(const struct cell *cell, const char *list)
{
	return json_array_size(json_object_get(cell->report, list));
}

json_int_t cell_calls(const struct cell *cell)
{
	return json_integer_value(json_object_get(json_object_get(cell->report, "ledger"), "call"));
}

const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

void matrix_free(struct matrix *matrix)
{
	for (size_t i = 0; i < matrix->cells.n; i++) {
		free(matrix->cells.items[i].label);
		free(matrix->cells.items[i].shown);
		free(matrix->cells.items[i].path);
		free(matrix->cells.items[i].page);
		json_decref(matrix->cells.items[i].report);
	}
	for (size_t i = 0; i < matrix->rows.n; i++)
		free(matrix->rows.items[i].in.items);
	free(matrix->cells.items);
	free(matrix->rows.items);
	*matrix = (struct matrix){0};
}
