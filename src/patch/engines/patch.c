// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/patch.h"

#include "base/data/buf.h"
#include "base/data/clock.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "check/rules/rule.h"
#include "outcome/result/form.h"
#include "patch/engines/change.h"
#include "patch/engines/smpl.h"
#include "patch/engines/spatch.h"
#include "treewide/work/pool.h"
#include "treewide/work/scratch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A worker looks at the clock itself, and says more than a worker that was killed could. */
#define GRACE 10

struct patching {
	const struct run *run;
	const struct run_options *options;
	struct scripts scripts;
	struct scratch scratch;
	struct { size_t *items; size_t n, capacity; } sources;	/* those that may change */
	struct result *result;
	size_t n_done;
	char *why_not;			/* no file can be done; or NULL */
};

static struct smpl smpl_of(const struct patching *patching)
{
	return (struct smpl){
		.scripts = &patching->scripts, .family = &patching->run->family,
		.deadline = clock_seconds() + patching->options->time_limit,
	};
}

static void list_sources(struct patching *patching)
{
	struct smpl smpl = smpl_of(patching);

	for (size_t s = 0; s < patching->run->n_asked; s++) {
		const struct source *source = &patching->run->sources[s];
		bool concerned = false;

		for (size_t i = 0; i < source->file->n_mentions && !concerned; i++)
			concerned = smpl_concerns(&smpl, source, i);
		if (concerned)
			VEC_PUSH(&patching->sources, s);
	}
}

static void add_left(void *data, const char *path, uint32_t line, uint32_t column,
		     const char *function, const char *reason)
{
	result_add_left(data, path, line, column, function, reason);
}

/* Calls and declarations that spatch never saw. */
static void add_unseen(const struct smpl *smpl, const struct source *source,
		       const struct probe *probe, struct result *result)
{
	for (size_t i = 0; i < source->file->n_mentions; i++) {
		char *reason;

		if (probe->sees[i] || !smpl_concerns(smpl, source, i))
			continue;
		reason = probe_why_not(probe, source, i);
		result_add_unanalysed(result, source->path, source->file->mentions[i].line, reason);
		free(reason);
	}
}

static void patch_source(const struct smpl *smpl, struct source *source, struct result *result)
{
	struct converter converter = {
		.source = source, .family = smpl->family, .edits = &result->edits,
		.left = { .add = add_left, .data = result },
	};
	struct probe probe;
	struct buf text = {0};
	struct err err = {0};

	if (smpl_apply(smpl, source, &text, &probe, &err)) {
		result_add_unanalysed(result, source->path, 0, err.text);
	} else {
		add_unseen(smpl, source, &probe, result);
		if (change_read(&converter, text.data ? text.data : "", text.length, &err))
			result_add_unanalysed(result, source->path, 0, err.text);
	}
	err_clear(&err);
	probe_free(&probe);
	buf_free(&text);
}

static void *start_worker(void *data)
{
	struct patching *patching = data;

	scratch_leave_to_parent(&patching->scratch);
	return NULL;
}

static void work(void *worker, size_t job, struct buf *out, void *data)
{
	struct patching *patching = data;
	struct source *source = &patching->run->sources[patching->sources.items[job]];
	char *folder = mem_printf("%s/%zu", patching->scratch.path, job);
	struct smpl smpl = smpl_of(patching);
	struct made_from none = {0};
	struct result result = {0};

	(void)worker;
	smpl.folder = folder;
	if (mkdir(folder, 0700)) {
		char *reason = mem_printf("%s: %s; is there room for temporary files?", folder,
					  strerror(errno));

		result_add_unanalysed(&result, source->path, 0, reason);
		free(reason);
	} else {
		patch_source(&smpl, source, &result);
	}
	form_write(&result, &none, out);
	result_free(&result);
	free(folder);
}

static void done(size_t job, enum pool_status status, const char *answer, size_t length, void *data)
{
	struct patching *patching = data;
	const struct source *source = &patching->run->sources[patching->sources.items[job]];
	/* The answer holds no mentions: those of the run are classified already. */
	const struct scanned_file file = { .path = source->file->path };
	struct made_from none = {0};

	if (status != POOL_DONE || form_read(answer, length, &file, rule_name, patching->result, &none))
		result_add_unanalysed(patching->result, source->path, 0,
				      status == POOL_TIMED_OUT ?
				      "spatch took too long; give it more with --time-limit" :
				      "the process that ran spatch crashed");
	made_from_free(&none);
	patching->n_done++;
	if (patching->options->progress)
		patching->options->progress(patching->n_done, patching->sources.n);
}

/* What the check says, for people, is its answer. */
static void work_on_check(void *worker, size_t job, struct buf *out, void *data)
{
	struct patching *patching = data;
	struct smpl smpl = smpl_of(patching);
	struct err err = {0};

	(void)worker;
	(void)job;
	smpl.folder = patching->scratch.path;
	if (smpl_check_python(&smpl, &err))
		buf_puts(out, err.text);
	err_clear(&err);
}

static void done_with_check(size_t job, enum pool_status status, const char *answer, size_t length,
			    void *data)
{
	struct patching *patching = data;

	(void)job;
	if (status == POOL_DONE && length)
		patching->why_not = mem_strndup(answer, length);
}

/* Once for all files, and in another process, as it can be interrupted there. */
static int check_python(struct patching *patching, struct err *err)
{
	const struct pool pool = {
		.workers = 1, .time_limit = patching->options->time_limit + GRACE,
		.start = start_worker, .work = work_on_check, .done = done_with_check,
		.data = patching,
	};
	int status = pool_run(&pool, 1, err);

	if (!status && patching->why_not)
		status = err_set(err, "%s", patching->why_not);
	free(patching->why_not);
	return status;
}

static int run_all(struct patching *patching, struct err *err)
{
	struct pool pool = {
		.workers = patching->options->jobs,
		.time_limit = patching->options->time_limit + GRACE,
		.start = start_worker, .work = work, .done = done,
		.data = patching,
	};
	int status;

	if (spatch_check(err) || scripts_find(&patching->scripts, err))
		return -1;
	list_sources(patching);
	if (!patching->sources.n)
		return 0;
	if (scratch_open(&patching->scratch, err))
		return -1;
	if (pool.workers > patching->sources.n)
		pool.workers = (unsigned)patching->sources.n;
	status = check_python(patching, err);
	if (!status)
		status = pool_run(&pool, patching->sources.n, err);
	scratch_close(&patching->scratch);
	return status;
}

int patch_all(const struct run *run, const struct run_options *options, struct result *result,
	      struct err *err)
{
	struct patching patching = { .run = run, .options = options, .result = result };
	int status = run_all(&patching, err);

	scripts_free(&patching.scripts);
	free(patching.sources.items);
	result_sort(result);
	return status;
}
