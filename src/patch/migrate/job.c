// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/job.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "base/files/stamp.h"
#include "check/rules/rule.h"
#include "outcome/edit/edit.h"
#include "patch/migrate/compile.h"
#include "treewide/graph/answers.h"
#include "treewide/graph/basis.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"

#include <stdlib.h>
#include <string.h>

struct job {
	const struct graph *graph;
	struct run_options options;
	struct planned_group planned;
	struct run run;
	struct migrated migrated;	/* a file for each that is planned */
	struct compiling compiling;
	struct timespec began;
	char key[DIGEST_LENGTH + 1];
};

static int open_tree(struct job *job, struct err *err)
{
	struct run *run = &job->run;
	const struct run_options *options = &job->options;

	run->stamps = stamps_new();
	if (tree_open(&run->tree, options->paths[0], options->kernel, err))
		return -1;
	return options->commands ? tree_set_commands(&run->tree, options->commands, err) : 0;
}

/* What a file is to become. One that is not as it was planned for stays without, and gets no answer. */
static void read_file(const struct job *job, const struct planned_file *planned, struct migrated_file *file)
{
	struct scanned_file no_mentions = { .path = planned->path };
	struct made_from nothing = {0};
	struct result result = {0};
	struct err err = {0};

	file->path = planned->path;
	file->needs_own_includes = planned->needs_own_includes;
	if (!form_read(planned->edits, strlen(planned->edits), &no_mentions, rule_name, &result, &nothing)) {
		file->edits = result.edits;
		result.edits = (struct edit_list){0};
	}
	if (load_below(&file->old_text, job->run.tree.root, file->path, &err) ||
	    edit_apply(file->edits.items, file->edits.n, file->old_text.data, file->old_text.length,
		       &file->new_text, &err))
		err_clear(&err);
	result_free(&result);
	made_from_free(&nothing);
}

static bool is_anew(const struct job *job, const char *name)
{
	for (size_t i = 0; i < job->planned.anew.n; i++)
		if (!strcmp(job->planned.anew.items[i], name))
			return true;
	return false;
}

static void read_planned(struct job *job, const struct migration *migration)
{
	struct migrated *migrated = &job->migrated;
	struct compiling *compiling = &job->compiling;

	*migrated = (struct migrated){ .run = &job->run, .options = &job->options, .migration = migration };
	migrated->n = job->planned.files.n;
	migrated->files = mem_calloc(migrated->n + 1, sizeof(*migrated->files));
	migrated->lays_over = job->planned.lays_over;
	following_open(migration, &migrated->following);
	for (size_t i = 0; i < migrated->following.n; i++) {
		struct followed *followed = &migrated->following.items[i];

		if (!is_anew(job, followed->symbol->name))
			following_pass_over(followed, mem_strdup("it stays as it is"));
	}
	for (size_t i = 0; i < migrated->n; i++) {
		read_file(job, &job->planned.files.items[i], &migrated->files[i]);
		if (job->planned.files.items[i].is_asked && migrated->files[i].new_text.data)
			VEC_PUSH(&compiling->files, i);
	}
}

static int compile(struct job *job, const struct migration *migration, struct err *err)
{
	struct compiling *compiling = &job->compiling;

	*compiling = (struct compiling){
		.migrated = &job->migrated, .expects_few = true, .cache.folder = graph_headers(job->graph),
		.reasons = mem_calloc(job->planned.files.n + 1, sizeof(*compiling->reasons)),
		.read = mem_calloc(job->planned.files.n + 1, sizeof(*compiling->read)),
	};
	read_planned(job, migration);
	lay_over(compiling);
	return compiling->files.n ? compile_listed(compiling, err) : 0;
}

static void add_read(const struct job *job, const struct made_from *files, struct path_list *read)
{
	for (size_t i = 0; i < files->n; i++)
		VEC_PUSH(read, path_join(job->run.tree.root, files->items[i]));
}

static int write_answers(struct job *job, const char *group, struct err *err)
{
	const struct compiling *compiling = &job->compiling;
	struct answers answers = { .began = job->began };
	struct path_list read = {0};
	int status;

	for (size_t i = 0; i < compiling->files.n; i++) {
		size_t index = compiling->files.items[i];
		struct made_from *files = &compiling->read[index];
		struct result result = {0};
		char digits[DIGEST_LENGTH + 1];

		if (!files->n)
			VEC_PUSH(files, mem_strdup(job->migrated.files[index].path));
		digest_file(compiling, index, digits);
		verdict_write(&job->migrated.files[index], compiling->reasons[index], &result);
		answers_add(&answers, digits, &result, files, job->run.stamps);
		result_free(&result);
	}
	for (size_t i = 0; i < job->migrated.n; i++)
		VEC_PUSH(&read, path_join(job->run.tree.root, job->migrated.files[i].path));
	for (size_t i = 0; i < compiling->files.n; i++)
		add_read(job, &compiling->read[compiling->files.items[i]], &read);
	status = answers_write(&answers, job->graph, group, job->key, &read, err);
	path_list_free(&read);
	return status;
}

static void job_free(struct job *job)
{
	struct compiling *compiling = &job->compiling;

	for (size_t i = 0; i < job->migrated.n; i++) {
		free(compiling->reasons[i]);
		made_from_free(&compiling->read[i]);
	}
	free(compiling->reasons);
	free(compiling->read);
	free(compiling->cache.folder);
	compiling_free(compiling);
	migrated_free(&job->migrated);
	run_close(&job->run);
	planned_free(&job->planned);
}

int job_migrated(const struct graph *graph, const struct run_options *options, const struct migration *migration,
		 const char *group, struct err *err)
{
	struct job job = { .graph = graph, .options = *options };
	char *folder = graph_path(graph, ".");
	struct only only = {0};
	int status = work_clock(folder, &job.began, err);

	job.options.jobs = 1;
	job.options.use_cache = false;
	job.options.graph = NULL;
	if (status || basis_read(graph, job.key, &only, err) || planned_read(graph, group, &job.planned, err) ||
	    open_tree(&job, err) || basis_check(&job.run, options, GOAL_CONVERT, job.key, err) ||
	    compile(&job, migration, err) || write_answers(&job, group, err))
		status = -1;
	only_free(&only);
	free(folder);
	job_free(&job);
	return status;
}
