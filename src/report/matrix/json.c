// SPDX-License-Identifier: GPL-2.0-only
/* The matrix as JSON. */
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "report/matrix/matrix.h"
#include "version.h"

static const char *const kind_names[] = {
	[ROW_FINDING] = "finding",
	[ROW_CONVERTED] = "converted",
	[ROW_LEFT] = "left",
	[ROW_UNANALYSED] = "unanalysed",
};

static json_t *cell_json(const struct cell *cell)
{
	if (!cell->report)
		return json_pack("{s:o, s:b}", "tree", json_text(cell->label), "failed", 1);
	return json_pack("{s:o, s:b, s:s, s:s, s:o, s:O, s:I, s:I, s:I, s:I}",
		"tree", json_text(cell->label), "failed", 0,
		"root", text_of(json_object_get(cell->report, "tree"), "root"),
		"version", text_of(json_object_get(cell->report, "tree"), "version"), "report", json_text(cell->path),
		"ledger", json_object_get(cell->report, "ledger"),
		"findings", (json_int_t)cell_count(cell, "findings"),
		"edits", (json_int_t)cell_count(cell, "edits"), "left", (json_int_t)cell_count(cell, "left"),
		"unanalysed", (json_int_t)cell_count(cell, "unanalysed"));
}

static json_t *row_json(const struct row *row)
{
	static const char *const keys[] = { "rule", "severity", "file", "function", "callee", "message", "reason" };
	json_t *object = json_pack("{s:s}", "kind", kind_names[row->kind]), *in = json_array();

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (row->kind != ROW_CONVERTED || i == 2)
			json_object_set(object, keys[i], json_object_get(row->item, keys[i]));
	for (size_t i = 0; i < row->in.n; i++)
		json_array_append_new(in, json_pack("{s:I, s:I}", "cell", (json_int_t)row->in.items[i].cell,
						    "line", row->in.items[i].line));
	json_object_set_new(object, "in", in);
	return object;
}

json_t *matrix_json(const struct matrix *matrix)
{
	json_t *cells = json_array(), *rows = json_array();

	for (size_t i = 0; i < matrix->cells.n; i++)
		json_array_append_new(cells, cell_json(&matrix->cells.items[i]));
	for (size_t i = 0; i < matrix->rows.n; i++)
		json_array_append_new(rows, row_json(&matrix->rows.items[i]));
	return json_pack("{s:i, s:{s:s, s:s}, s:o, s:o}", "schema", 1, "tool", "name", "guptidy", "version",
			 GUPTIDY_VERSION, "cells", cells, "rows", rows);
}
