// SPDX-License-Identifier: GPL-2.0-only
#include "program/jobs/matrix.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "base/files/path.h"
#include "base/files/save.h"
#include "program/options/output.h"
#include "program/session/work.h"
#include "report/html/html.h"
#include "report/matrix/matrix.h"
#include "treewide/graph/manifest.h"
#include "treewide/graph/ninja.h"
#include "treewide/graph/order.h"
#include "treewide/graph/texts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COMMANDS "compile_commands.json"

struct words {
	char **items;
	size_t n, capacity;
};

/* --- the cells --- */

static bool is_path(const struct options *options, const char *word)
{
	for (size_t i = 0; i < options->run.n_paths; i++)
		if (options->run.paths[i] == word)
			return true;
	return false;
}

/* The user's words, with one of the trees; what was configured in a build folder goes with it. */
static void list_words(const struct options *options, const char *tree, const char *commands,
		       struct words *words)
{
	VEC_PUSH(words, options->argv[0]);
	if (commands) {
		VEC_PUSH(words, (char *)"--compile-commands");
		VEC_PUSH(words, (char *)commands);
	}
	for (int i = 1; i < options->argc; i++)
		if (!is_path(options, options->argv[i]))
			VEC_PUSH(words, options->argv[i]);
	VEC_PUSH(words, (char *)tree);
}

static int open_cell(const struct session *session, const char *tree, struct path_list *cells, struct err *err)
{
	char *commands = path_join(tree, COMMANDS), *name;
	struct graph graph = session->graph;
	struct words words = {0};
	int status;

	graph.cell = NULL;
	graph.label = tree;
	list_words(&session->options, tree, access(commands, R_OK) ? NULL : commands, &words);
	graph.argc = (int)words.n;
	graph.argv = words.items;
	status = graph_set_cell(&graph, words.items[0], &tree, 1, err);
	if (!status)
		status = order_write(&graph, err) || manifest_begin_cell(&graph, err) ? -1 : 0;
	name = graph.cell;
	if (!status)
		VEC_PUSH(cells, name);
	else
		free(name);
	free(words.items);
	free(commands);
	return status;
}

static int open_cells(const struct session *session, struct path_list *cells, struct err *err)
{
	const struct run_options *run = &session->options.run;

	for (size_t i = 0; i < run->n_paths; i++)
		if (open_cell(session, run->paths[i], cells, err))
			return -1;
	return manifest_write_matrix(&session->graph, cells, err);
}

/* --- what they told --- */

static void read_cells(const char *work, const struct path_list *cells, struct matrix *matrix)
{
	for (size_t i = 0; i < cells->n; i++) {
		struct graph graph;
		char *label, *report, *page;

		graph_join(&graph, work, cells->items[i], GRAPH_GATHER);
		label = order_label(&graph);
		report = graph_path(&graph, "result.json");
		page = graph_path(&graph, "page.html");
		matrix_add(matrix, label, report, page);
		free(page);
		free(report);
		free(label);
		graph_close(&graph);
	}
	matrix_compare(matrix);
}

static int status_of(const struct matrix *matrix, enum goal goal)
{
	int status = EXIT_NOTHING;

	for (size_t i = 0; i < matrix->cells.n; i++) {
		const struct cell *cell = &matrix->cells.items[i];

		if (!cell->report || cell_count(cell, "unanalysed"))
			return EXIT_TROUBLE;
		if (cell_count(cell, goal == GOAL_CHECK ? "findings" : "left"))
			status = EXIT_FOUND;
	}
	return status;
}

static void dump(const struct matrix *matrix, FILE *out)
{
	json_t *document = matrix_json(matrix);

	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputs("\n", out);
	json_decref(document);
}

/* The pages of the cells in one; a cell that failed has none. */
static void print_page(const struct matrix *matrix, FILE *out)
{
	json_t *runs = json_array(), *document = matrix_json(matrix);

	for (size_t i = 0; i < matrix->cells.n; i++) {
		const struct cell *cell = &matrix->cells.items[i];
		json_t *run = cell->report ? html_read_run(cell->page) : NULL;

		if (run) {
			json_object_set_new(run, "name", json_text(cell->shown));
			json_object_set_new(run, "cell", json_integer((json_int_t)i));
			json_array_append_new(runs, run);
		}
	}
	html_print_runs(runs, json_incref(json_object_get(document, "rows")), out);
	json_decref(document);
}

static void print(const struct matrix *matrix, enum format format, FILE *out)
{
	if (format == FORMAT_JSON)
		dump(matrix, out);
	else if (format == FORMAT_HTML)
		print_page(matrix, out);
	else
		matrix_print(matrix, out);
}

/* Not through a link that came with one of the trees. */
static int save(const struct matrix *matrix, const char *path, const char *text, size_t length, struct err *err)
{
	for (size_t i = 0; i < matrix->cells.n; i++) {
		const struct cell *cell = &matrix->cells.items[i];

		if (output_refuse_link(path, cell->label, cell_root(cell), err))
			return -1;
	}
	return save_file(path, text, length, err);
}

static int write_outputs(const struct options *options, const struct matrix *matrix)
{
	int status = 0;

	for (size_t i = 0; i < options->outputs.n; i++) {
		const struct output *output = &options->outputs.items[i];
		size_t length = 0;
		char *text = NULL;
		FILE *memory = mem_or_die(open_memstream(&text, &length));
		struct err err = {0};

		print(matrix, output->format, memory);
		fclose(memory);
		if (save(matrix, output->path, text, length, &err)) {
			complain(&err);
			status = -1;
		}
		free(text);
	}
	return status;
}

static int report(const struct session *session, const struct path_list *cells)
{
	const struct options *options = &session->options;
	struct matrix matrix = {0};
	int status;

	read_cells(session->graph.work, cells, &matrix);
	print(&matrix, options->format, stdout);
	status = status_of(&matrix, options->checks ? GOAL_CHECK : GOAL_CONVERT);
	if (write_outputs(options, &matrix))
		status = EXIT_TROUBLE;
	matrix_free(&matrix);
	return status;
}

/* A cell that failed is one line of the report. */
static int run_cells(struct session *session, struct path_list *cells, struct err *err)
{
	struct matrix_progress progress = { .n_cells = session->options.run.n_paths };
	struct ninja_call call = {
		.jobs = session->options.run.jobs, .made = session->options.run.progress ? work_show_cell : NULL,
		.data = &progress,
	};

	/* The cells' own words may have it. */
	if (session->options.run.commands)
		return err_set(err, "--matrix and --compile-commands: each tree has its own; name the folders that "
			       "they are built in instead of TREE");
	if (work_open_matrix(session, err) || open_cells(session, cells, err))
		return -1;
	call.folder = progress.work = session->graph.work;
	if (ninja_run(&call, err) < 0)
		return -1;
	if (session->options.run.progress)
		work_hide_cells();
	return 0;
}

int matrix_way(struct session *session)
{
	struct path_list cells = {0};
	struct err err = {0};
	int status = run_cells(session, &cells, &err);

	if (status) {
		status = session_fail(session, &err);
	} else {
		status = report(session, &cells);
		session_end(session);
	}
	path_list_free(&cells);
	return status;
}

int matrix_job(int n, char **names)
{
	const struct path_list cells = { .items = names, .n = (size_t)n };
	struct matrix matrix = {0};
	struct buf content = {0};
	struct err err = {0};
	char *text, *folder;
	json_t *document;
	int status;

	folder = realpath(".", NULL);
	read_cells(folder ? folder : ".", &cells, &matrix);
	document = matrix_json(&matrix);
	text = mem_or_die(json_dumps(document, JSON_INDENT(1) | JSON_ENSURE_ASCII));
	buf_puts(&content, text);
	buf_puts(&content, "\n");
	status = work_write("./matrix.json", &content, &err);
	if (status)
		complain(&err);
	buf_free(&content);
	free(folder);
	free(text);
	json_decref(document);
	matrix_free(&matrix);
	return status ? EXIT_TROUBLE : EXIT_NOTHING;
}
