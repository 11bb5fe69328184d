// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/drive/job.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "treewide/drive/ask.h"
#include "treewide/graph/answers.h"
#include "treewide/graph/basis.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/groups.h"
#include "treewide/graph/texts.h"
#include "treewide/work/cache.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct job {
	const struct graph *graph;
	const struct run_options *options;
	struct run run;
	struct questions questions;
	struct answers answers;
	struct path_list read;		/* what its answers were made from */
	char key[DIGEST_LENGTH + 1];	/* of the basis */
};

static void read_file(struct job *job, const char *path)
{
	char *full = path_join(job->run.tree.root, path);

	VEC_PUSH(&job->read, full);
}

static void note(const struct source *source, const struct result *result, const struct made_from *files,
		 void *data)
{
	struct job *job = data;
	char digits[DIGEST_LENGTH + 1];

	cache_source_digits(source, digits);
	answers_add(&job->answers, digits, result, files, job->run.stamps);
	read_file(job, source->path);
	for (size_t i = 0; i < files->n; i++)
		read_file(job, files->items[i]);
}

static int find_source(const struct run *run, const char *path, const char *digits, size_t *index,
		       struct err *err)
{
	char now[DIGEST_LENGTH + 1];

	for (*index = 0; *index < run->n_asked; ++*index)
		if (!strcmp(run->sources[*index].path, path))
			break;
	if (*index < run->n_asked)
		cache_source_digits(&run->sources[*index], now);
	if (*index < run->n_asked && !strcmp(now, digits))
		return 0;
	return err_set(err, "%s: changed since the graph was written; run again what wrote it", path);
}

static int list_questions(struct job *job, const struct group_files *files, struct err *err)
{
	for (size_t i = 0; i < files->paths.n; i++) {
		size_t index;

		if (find_source(&job->run, files->paths.items[i], files->digits.items[i], &index, err))
			return -1;
		VEC_PUSH(&job->questions.open, index);
	}
	return 0;
}

static int ask(struct job *job, struct err *err)
{
	struct asking asking = { .of = { &job->questions }, .n = 1 };

	job->questions.run = &job->run;
	job->questions.options = job->options;
	job->questions.cache.folder = graph_headers(job->graph);
	job->questions.expects_few = true;
	job->questions.note = note;
	job->questions.note_data = job;
	return ask_workers(&asking, err);
}

static int begin(struct job *job, struct err *err)
{
	char *folder = graph_path(job->graph, ".");
	int status = work_clock(folder, &job->answers.began, err);

	free(folder);
	return status;
}

static void job_free(struct job *job)
{
	run_close(&job->run);
	free(job->questions.cache.folder);
	free(job->questions.open.items);
	buf_free(&job->answers.lines);
	path_list_free(&job->read);
}

int job_group(const struct graph *graph, const struct run_options *options, enum goal goal,
	      const char *group, struct err *err)
{
	struct run_options own = *options;
	struct job job = { .graph = graph, .options = &own, .questions = { .goal = goal } };
	struct group_files files = {0};
	struct only only = {0};
	int status = begin(&job, err);

	own.only = &only;
	own.jobs = 1;
	own.use_cache = false;
	own.progress = NULL;
	if (status || basis_read(graph, job.key, &only, err) || group_read(graph, group, &files, &only, err) ||
	    run_open(&job.run, &own, err) || basis_check(&job.run, &own, goal, job.key, err) ||
	    list_questions(&job, &files, err) || ask(&job, err) ||
	    answers_write(&job.answers, graph, group, job.key, &job.read, err))
		status = -1;
	job_free(&job);
	group_files_free(&files);
	only_free(&only);
	return status;
}
