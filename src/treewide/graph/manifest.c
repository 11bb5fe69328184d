// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/manifest.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/beside.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char head[] = "# Written by guptidy, and over again: see docs/graph.md.\n";

/*
 * The jobs; depfiles say what each has read. What launches them is no part of a command, as ninja does all anew
 * whose command changes.
 */
static const char rules[] =
	"rule index\n"
	"  command = sh launch $guptidy job index $cell\n"
	"  description = $out\n"
	"  restat = 1\n"
	"rule header\n"
	"  command = sh launch $guptidy job header $cell $arch\n"
	"  description = $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"rule group\n"
	"  command = sh launch $guptidy job group $cell $group\n"
	"  description = $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"rule prove\n"
	"  command = sh launch $guptidy job prove $cell $group\n"
	"  description = $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"rule gather\n"
	"  command = sh launch $guptidy job gather $cell\n"
	"  description = $out\n"
	"  depfile = $out.d\n"
	"  deps = gcc\n"
	"rule compare\n"
	"  command = $guptidy job compare $cells\n"
	"  description = $out\n"
	"rule manifest\n"
	"  command = touch $out\n"
	"  description = $out\n"
	"  generator = 1\n";

static int write_file(const struct graph *graph, const char *name, const struct buf *content,
		      struct err *err)
{
	char *path = mem_printf("%s/%s", graph->work, name);
	int status = work_write_news(path, content, err);

	free(path);
	return status;
}

/* --- a cell --- */

static bool has_header(const struct groups *groups, const struct group *group)
{
	return !groups->without_headers && groups_of_arch(groups, group->arch) >= GROUPS_MANY;
}

static bool is_first_of_arch(const struct groups *groups, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (!strcmp(groups->items[j].arch, groups->items[i].arch))
			return false;
	return true;
}

static void add_headers(const char *cell, const struct groups *groups, struct buf *buf)
{
	for (size_t i = 0; i < groups->n; i++) {
		const char *arch = groups->items[i].arch;

		if (is_first_of_arch(groups, i) && has_header(groups, &groups->items[i]))
			buf_printf(buf, "build %s/%s.header: header %s/basis\n  cell = %s\n  arch = %s\n",
				   cell, arch, cell, cell, arch);
	}
}

static void add_groups(const char *cell, const struct groups *groups, struct buf *buf)
{
	for (size_t i = 0; i < groups->n; i++) {
		const struct group *group = &groups->items[i];

		buf_printf(buf, "build %s/%s.answers: %s %s/%s.files %s/basis", cell, group->name,
			   group->proves ? "prove" : "group", cell, group->name, cell);
		if (has_header(groups, group))
			buf_printf(buf, " || %s/%s.header", cell, group->arch);
		buf_printf(buf, "\n  cell = %s\n  group = %s\n", cell, group->name);
	}
}

int manifest_write_cell(const struct graph *graph, const struct groups *groups, struct err *err)
{
	char *name = mem_printf("%s/cell.ninja", graph->cell);
	struct buf content = {0}, answers = {0};
	int status;

	for (size_t i = 0; i < groups->n; i++)
		buf_printf(&answers, " %s/%s.answers", graph->cell, groups->items[i].name);
	buf_puts(&content, head);
	add_headers(graph->cell, groups, &content);
	add_groups(graph->cell, groups, &content);
	buf_printf(&content, "build %s/answers: phony%s\n", graph->cell, answers.data ? answers.data : "");
	buf_printf(&content, "build %s/result.json: gather %s/index%s\n  cell = %s\n", graph->cell, graph->cell,
		   answers.data ? answers.data : "", graph->cell);
	status = write_file(graph, name, &content, err);
	buf_free(&answers);
	buf_free(&content);
	free(name);
	return status;
}

int manifest_begin_cell(const struct graph *graph, struct err *err)
{
	char *path = graph_path(graph, "cell.ninja");
	int status = 0;
	static const struct groups none;

	if (access(path, F_OK))
		status = manifest_write_cell(graph, &none, err);
	free(path);
	return status;
}

/* --- all of them --- */

/* A word of the command: for the shell, and for ninja. */
static void add_word(struct buf *buf, const char *word)
{
	buf_puts(buf, "'");
	for (; *word; word++)
		buf_puts(buf, *word == '\'' ? "'\\''" : *word == '$' ? "$$" : (char[]){ *word, '\0' });
	buf_puts(buf, "'");
}

/* A line of ninja's ends where it ends: there is no way to write such a name. */
static int add_program(struct buf *buf, struct err *err)
{
	char *program = beside_program();
	int status = 0;

	if (strchr(program, '\n')) {
		status = err_set(err, "%s: ninja cannot run a program with a line end in its path; install guptidy "
				 "elsewhere", program);
	} else {
		buf_puts(buf, "guptidy = ");
		add_word(buf, program);
		buf_puts(buf, "\n");
	}
	free(program);
	return status;
}

static int write_launch(const struct graph *graph, struct err *err)
{
	struct buf content = {0};
	int status;

	buf_printf(&content, "%sexec %s \"$@\"\n", head, graph->launcher ? graph->launcher : "");
	status = write_file(graph, "launch", &content, err);
	buf_free(&content);
	return status;
}

static void add_matrix(const struct path_list *cells, struct buf *buf)
{
	for (size_t i = 0; i < cells->n; i++)
		buf_printf(buf, "build %s/cell.ninja %s/index %s/basis: index %s/order\n  cell = %s\n",
			   cells->items[i], cells->items[i], cells->items[i], cells->items[i],
			   cells->items[i]);
	buf_puts(buf, "build build.ninja: manifest |");
	for (size_t i = 0; i < cells->n; i++)
		buf_printf(buf, " %s/cell.ninja", cells->items[i]);
	buf_puts(buf, "\nbuild matrix.json: compare");
	for (size_t i = 0; i < cells->n; i++)
		buf_printf(buf, " %s/result.json", cells->items[i]);
	buf_puts(buf, "\n  cells =");
	for (size_t i = 0; i < cells->n; i++)
		buf_printf(buf, " %s", cells->items[i]);
	buf_puts(buf, "\ndefault matrix.json\n");
}

/* What both kinds begin with: the program, its rules, and the cells. */
static int add_cells(const struct path_list *cells, struct buf *content, struct err *err)
{
	int status;

	buf_printf(content, "%sninja_required_version = 1.8\n", head);
	status = add_program(content, err);
	buf_puts(content, rules);
	for (size_t i = 0; i < cells->n; i++)
		buf_printf(content, "include %s/cell.ninja\n", cells->items[i]);
	return status;
}

static int write_manifest(const struct graph *graph, const struct buf *content, struct err *err)
{
	return write_launch(graph, err) || write_file(graph, "build.ninja", content, err) ? -1 : 0;
}

int manifest_write(const struct graph *graph, const struct path_list *cells, struct err *err)
{
	struct buf content = {0};
	int status = add_cells(cells, &content, err);

	if (!status)
		status = write_manifest(graph, &content, err);
	buf_free(&content);
	return status;
}

int manifest_write_matrix(const struct graph *graph, const struct path_list *cells, struct err *err)
{
	struct buf content = {0};
	int status = add_cells(cells, &content, err);

	add_matrix(cells, &content);
	if (!status)
		status = write_manifest(graph, &content, err);
	buf_free(&content);
	return status;
}
