// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/drive/graph_small.h"

#include "base/files/stamp.h"
#include "treewide/graph/answers.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"

#include <stdlib.h>

#define SMALL 20			/* files: as many as a job may have */
#define NAME "small"			/* of the answers, as a group's */

struct asked_small {
	struct questions *questions;
	const struct graph *graph;
	struct told told;
	struct answers answers;		/* as they will be kept */
	struct stamps *stamps;
};

bool graph_is_small(const struct questions *questions)
{
	return questions->open.n <= SMALL && !questions->options->graph->launcher;
}

/* No job has read these files, on whose depfile the gathering could hang. */
static void note_read(struct asked_small *asked, const struct made_from *files)
{
	if (asked->graph->part == GRAPH_GATHER)
		run_note_looked_at(asked->questions->run, (const char *const *)files->items, files->n);
}

static void note(const struct source *source, const struct result *result, const struct made_from *files,
		 void *data)
{
	struct asked_small *asked = data;
	char digits[DIGEST_LENGTH + 1];

	cache_source_digits(source, digits);
	answers_add(&asked->answers, digits, result, files, asked->questions->run->stamps);
	note_read(asked, files);
}

static bool take_answer(struct asked_small *asked, size_t index)
{
	struct questions *questions = asked->questions;
	const struct source *source = &questions->run->sources[index];
	struct made_from files = {0};
	struct result result = {0};
	char digits[DIGEST_LENGTH + 1];
	bool holds;

	cache_source_digits(source, digits);
	holds = told_find(&asked->told, digits, source->file, asked->stamps, &result, &files) &&
		result_fits(&result, source);
	if (holds) {
		note(source, &result, &files, asked);
		result_read_excerpts(&result, source);
		result_take(&questions->run->result, &result);
	}
	result_free(&result);
	made_from_free(&files);
	return holds;
}

static void take_answers(struct asked_small *asked, const char *key)
{
	struct questions *questions = asked->questions;
	size_t kept = 0;

	told_read(&asked->told, asked->graph, NAME, key);
	told_sort(&asked->told);
	for (size_t i = 0; i < questions->open.n; i++)
		if (!take_answer(asked, questions->open.items[i]))
			questions->open.items[kept++] = questions->open.items[i];
	questions->open.n = kept;
}

static int ask(struct asked_small *asked, const char *key, struct err *err)
{
	struct questions *questions = asked->questions;
	struct asking asking = { .of = { questions }, .n = 1 };
	char *folder = graph_path(asked->graph, ".");
	int status = -1;

	questions->cache.folder = graph_headers(asked->graph);
	questions->note = note;
	questions->note_data = asked;
	if (!work_clock(folder, &asked->answers.began, err) && !ask_workers(&asking, err))
		status = answers_write(&asked->answers, asked->graph, NAME, key, NULL, err);
	free(questions->cache.folder);
	questions->cache.folder = NULL;
	free(folder);
	return status;
}

int ask_small(struct questions *questions, const char *key, struct err *err)
{
	struct asked_small asked = {
		.questions = questions, .graph = questions->options->graph, .stamps = stamps_new(),
	};
	int status = 0;

	take_answers(&asked, key);
	if (questions->open.n)
		status = ask(&asked, key, err);
	buf_free(&asked.answers.lines);
	told_free(&asked.told);
	stamps_free(asked.stamps);
	return status;
}
