// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/index.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"
#include "treewide/work/cache.h"

#include <stdlib.h>

#define FORM "guptidy index 1"

/* What a text is, by its first letter. */
enum mark {
	KEY = 'K',
	WORD = 'W',			/* of the command */
	DIGITS = 'D',			/* of a source, whose text it is */
	FOUND = 'F',			/* files: those of scan.files, */
	OTHER = 'O',			/* scan.others, */
	HOME = 'H',			/* homes */
	USER = 'U',			/* and users */
	PROBLEM = 'P', REASON = 'R',
};

static void add_digits(struct buf *content, const struct run *run)
{
	char digits[DIGEST_LENGTH + 1];

	for (size_t i = 0; i < run->n_sources; i++) {
		cache_source_digits(&run->sources[i], digits);
		texts_add_marked(content, DIGITS, digits);
	}
}

static void add_files(struct buf *content, enum mark mark, const struct scanned_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++)
		texts_add_marked(content, (char)mark, files[i].path);
}

static void add_scans(struct buf *content, const struct run *run)
{
	add_files(content, FOUND, run->scan.files, run->scan.n_files);
	add_files(content, OTHER, run->scan.others, run->scan.n_others);
	add_files(content, HOME, run->homes.files, run->homes.n_files);
	add_files(content, USER, run->users.files, run->users.n_files);
	for (size_t i = 0; i < run->scan.n_problems; i++) {
		texts_add_marked(content, PROBLEM, run->scan.problems[i].path);
		texts_add_marked(content, REASON, run->scan.problems[i].reason);
	}
}

int index_write(const struct graph *graph, const struct run *run, const char *key, bool always, struct err *err)
{
	char *path = graph_path(graph, "index");
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	texts_add_marked(&content, KEY, key);
	for (int i = 0; i < graph->argc; i++)
		texts_add_marked(&content, WORD, graph->argv[i]);
	add_digits(&content, run);
	add_scans(&content, run);
	status = always ? work_write(path, &content, err) : work_write_news(path, &content, err);
	buf_free(&content);
	free(path);
	return status;
}

static struct path_list *list_of(struct only *only, char mark)
{
	switch (mark) {
	case FOUND:
		return &only->asked;
	case OTHER:
		return &only->others;
	case HOME:
		return &only->homes;
	case USER:
		return &only->users;
	case PROBLEM:
		return &only->problems;
	case REASON:
		return &only->reasons;
	default:
		return NULL;
	}
}

bool index_files(const struct graph *graph, struct only *only)
{
	char *path = graph_path(graph, "index");
	struct path_list texts = {0};
	struct err unread = {0};
	bool says = !texts_read(path, FORM, &texts, &unread) && texts.n;

	for (size_t i = 0; i < texts.n; i++) {
		struct path_list *list = list_of(only, *texts.items[i]);
		char *copy;

		if (!list)
			continue;
		copy = mem_strdup(texts.items[i] + 1);
		VEC_PUSH(list, copy);
	}
	says &= only->problems.n == only->reasons.n;
	path_list_free(&texts);
	err_clear(&unread);
	free(path);
	return says;
}

int index_write_new(const struct graph *graph, struct err *err)
{
	char *path = graph_path(graph, "index");
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	status = work_write(path, &content, err);
	buf_free(&content);
	free(path);
	return status;
}
