// SPDX-License-Identifier: GPL-2.0-only
/* The matrix as text. */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "report/matrix/matrix.h"

#include <stdlib.h>
#include <string.h>

#define MOST_NAMES 8			/* of cells in one line */

/* --- the cells --- */

static int label_width(const struct matrix *matrix)
{
	size_t width = strlen("tree");

	for (size_t i = 0; i < matrix->cells.n; i++)
		if (strlen(matrix->cells.items[i].shown) > width)
			width = strlen(matrix->cells.items[i].shown);
	return (int)width;
}

static void print_cell(const struct cell *cell, int width, FILE *out)
{
	if (!cell->report) {
		fprintf(out, "%-*s  %-12s\n", width, cell->shown, "failed");
		return;
	}
	fprintf(out, "%-*s  %-12s  %6lld  %8zu  %5zu  %5zu  %12zu\n", width, cell->shown,
		text_of(json_object_get(cell->report, "tree"), "version"), (long long)cell_calls(cell),
		cell_count(cell, "findings"), cell_count(cell, "edits"), cell_count(cell, "left"),
		cell_count(cell, "unanalysed"));
}

static void print_cells(const struct matrix *matrix, FILE *out)
{
	int width = label_width(matrix);

	fprintf(out, "%-*s  %-12s  %6s  %8s  %5s  %5s  %12s\n", width, "tree", "version", "calls", "findings",
		"edits", "left", "not analysed");
	for (size_t i = 0; i < matrix->cells.n; i++)
		print_cell(&matrix->cells.items[i], width, out);
}

/* --- the rows --- */

static bool is_in(const struct row *row, size_t cell)
{
	for (size_t i = 0; i < row->in.n; i++)
		if (row->in.items[i].cell == cell)
			return true;
	return false;
}

enum place_of_row { IN, OUT_OF };

/* Cells that have the row, or those without it. Those whose run failed are nowhere, and tell nothing. */
static void list_cells(const struct matrix *matrix, const struct row *row, enum place_of_row place,
		       struct buf *list)
{
	size_t n = 0;

	for (size_t i = 0; i < matrix->cells.n; i++) {
		if (!matrix->cells.items[i].report || is_in(row, i) != (place == IN))
			continue;
		if (n++ < MOST_NAMES)
			buf_printf(list, "%s%s", n > 1 ? ", " : "", matrix->cells.items[i].shown);
	}
	if (n > MOST_NAMES)
		buf_printf(list, " and %zu more", n - MOST_NAMES);
}

static int by_cells(const struct row *a, const struct row *b)
{
	/* Those of most cells come first. */
	if (a->in.n != b->in.n)
		return a->in.n > b->in.n ? -1 : 1;
	for (size_t i = 0; i < a->in.n; i++)
		if (a->in.items[i].cell != b->in.items[i].cell)
			return a->in.items[i].cell < b->in.items[i].cell ? -1 : 1;
	return 0;
}

static int by_cells_and_place(const void *a, const void *b)
{
	const struct row *const *left = a, *const *right = b;
	int order = by_cells(*left, *right);

	return order ? order : *left < *right ? -1 : *left > *right;
}

static void print_heading(const struct matrix *matrix, const struct row *row, FILE *out)
{
	struct buf in = {0}, out_of = {0};

	list_cells(matrix, row, IN, &in);
	list_cells(matrix, row, OUT_OF, &out_of);
	if (!out_of.length)
		fputs("\nIn all:\n", out);
	else
		fprintf(out, "\nIn %s; not in %s:\n", in.data, out_of.data);
	buf_free(&in);
	buf_free(&out_of);
}

static void print_row(const struct row *row, FILE *out)
{
	const char *function = text_of(row->item, "function");
	struct buf text = {0};

	buf_puts(&text, text_of(row->item, "file"));
	if (row->in.items[0].line)
		buf_printf(&text, ":%lld", (long long)row->in.items[0].line);
	buf_puts(&text, ": ");
	if (*function)
		buf_printf(&text, "%s(): ", function);
	if (row->kind == ROW_FINDING)
		buf_printf(&text, "%s: %s [%s]", text_of(row->item, "severity"), text_of(row->item, "message"),
			   text_of(row->item, "rule"));
	else if (row->kind == ROW_CONVERTED)
		buf_puts(&text, "converted");
	else
		buf_printf(&text, "%s: %s", row->kind == ROW_LEFT ? "left to you" : "not analysed",
			   text_of(row->item, "reason"));
	put_text(out, text.data);
	fputs("\n", out);
	buf_free(&text);
}

void matrix_print(const struct matrix *matrix, FILE *out)
{
	const struct row **rows = mem_calloc(matrix->rows.n + 1, sizeof(*rows));

	print_cells(matrix, out);
	for (size_t i = 0; i < matrix->rows.n; i++)
		rows[i] = &matrix->rows.items[i];
	qsort(rows, matrix->rows.n, sizeof(*rows), by_cells_and_place);
	for (size_t i = 0; i < matrix->rows.n; i++) {
		if (!i || by_cells(rows[i - 1], rows[i]))
			print_heading(matrix, rows[i], out);
		print_row(rows[i], out);
	}
	free(rows);
}
