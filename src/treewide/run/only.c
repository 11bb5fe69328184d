// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/only.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "treewide/run/run.h"

static void scan_file(const char *root, const char *path, struct scanned_file *file)
{
	struct buf text = {0};
	struct err unread = {0};

	load_below(&text, root, path, &unread);
	scan_text(path, text.data ? text.data : "", text.length, file);
	err_clear(&unread);
	buf_free(&text);
}

static void scan_list(const char *root, const struct path_list *paths, struct scan *scan)
{
	scan->files = mem_calloc(paths->n + 1, sizeof(*scan->files));
	for (size_t i = 0; i < paths->n; i++)
		scan_file(root, paths->items[i], &scan->files[scan->n_files++]);
}

static void add_others(const struct path_list *paths, struct scan *scan)
{
	scan->others = mem_calloc(paths->n + 1, sizeof(*scan->others));
	for (size_t i = 0; i < paths->n; i++)
		scan->others[scan->n_others++] = (struct scanned_file){
			.path = mem_strdup(paths->items[i]), .language = LANGUAGE_C,
		};
}

static void add_problem(struct run *run, const char *path, const char *reason)
{
	struct scan *scan = &run->scan;

	scan->problems = mem_realloc(scan->problems, (scan->n_problems + 1) * sizeof(*scan->problems));
	scan->problems[scan->n_problems++] = (struct scan_problem){ mem_strdup(path), mem_strdup(reason) };
}

void only_scan(const struct only *only, struct run *run)
{
	scan_list(run->tree.root, &only->asked, &run->scan);
	scan_list(run->tree.root, &only->homes, &run->homes);
	scan_list(run->tree.root, &only->users, &run->users);
	add_others(&only->others, &run->scan);
	for (size_t i = 0; i < only->problems.n; i++)
		add_problem(run, only->problems.items[i], only->reasons.items[i]);
}

void only_free(struct only *only)
{
	path_list_free(&only->asked);
	path_list_free(&only->homes);
	path_list_free(&only->users);
	path_list_free(&only->others);
	path_list_free(&only->problems);
	path_list_free(&only->reasons);
}
