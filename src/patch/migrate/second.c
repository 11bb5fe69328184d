// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/second.h"

#include "base/data/clock.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "conversion/migration/smpl.h"
#include "patch/engines/spatch.h"
#include "patch/migrate/beside.h"
#include "treewide/work/pool.h"
#include "treewide/work/scratch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SCRIPT "migration.cocci"

/* A worker looks at the clock itself, and says more than a worker that was killed could. */
#define GRACE 10

struct comparing {
	const struct migrated *migrated;
	struct { size_t *items; size_t n, capacity; } files;
	struct scratch scratch;
	struct comparison *comparison;
	struct result *other;
};

static int write_file(const char *path, const struct buf *text, struct err *err)
{
	FILE *file = fopen(path, "we");

	if (!file)
		return err_set(err, "%s: %s; is there room for temporary files?", path, strerror(errno));
	if (text->length && fwrite(text->data, 1, text->length, file) != text->length) {
		fclose(file);
		return err_set(err, "%s: cannot be written; is the disk full?", path);
	}
	return fclose(file) ? err_set(err, "%s: %s", path, strerror(errno)) : 0;
}

/* spatch hands names to a shell: not the author's, and none with a folder in front. */
static const char *copy_name(const char *path)
{
	return ends_with(path, ".h") ? "source.h" : "source.c";
}

static int run_spatch(const struct comparing *comparing, const char *folder, const char *script,
		      const char *name, struct err *err)
{
	const char *const argv[] = {
		"spatch", "--very-quiet", "--in-place", "--no-show-diff", "--no-includes", "-D", "patch",
		"--cocci-file", script, name, NULL,
	};
	struct spatch_call call = {
		.folder = folder, .argv = (char *const *)argv,
		.deadline = clock_seconds() + comparing->migrated->options->time_limit,
	};
	struct spatch_output output;
	int status = spatch_run(&call, &output, err);

	/* After an exception within a file it goes on, and ends with status 0. */
	if (output.err.data && strstr(output.err.data, "already tagged token"))
		status = err_set(err, "spatch: cannot change calls that stand in calls of the same function");
	else if (!status && output.err.data && strstr(output.err.data, "EXN:"))
		status = err_set(err, "spatch: gave up: %.*s", (int)strcspn(output.err.data, "\n"),
				 output.err.data);
	spatch_output_free(&output);
	return status;
}

/* What spatch makes of the file, into text. */
static int patch(const struct comparing *comparing, const char *folder, const char *path, struct buf *text,
		 struct err *err)
{
	char *script = path_join(folder, SCRIPT), *copy = path_join(folder, copy_name(path));
	struct buf rules = {0}, old = {0};
	int status = -1;

	migration_smpl(comparing->migrated->migration, &rules);
	if (mkdir(folder, 0700))
		err_set(err, "%s: %s; is there room for temporary files?", folder, strerror(errno));
	else if (!load_below(&old, comparing->migrated->run->tree.root, path, err) &&
		 !write_file(script, &rules, err) && !write_file(copy, &old, err) &&
		 !run_spatch(comparing, folder, script, copy_name(path), err))
		status = load_file(text, copy, err);
	buf_free(&rules);
	buf_free(&old);
	free(copy);
	free(script);
	return status;
}

static void *start(void *data)
{
	struct comparing *comparing = data;

	scratch_leave_to_parent(&comparing->scratch);
	return NULL;
}

/* The answer begins with + and has the text, or with - and has the reason. */
static void work(void *worker, size_t job, struct buf *out, void *data)
{
	struct comparing *comparing = data;
	const char *path = comparing->migrated->files[comparing->files.items[job]].path;
	char *folder = mem_printf("%s/%zu", comparing->scratch.path, job);
	struct buf text = {0};
	struct err err = {0};

	(void)worker;
	if (patch(comparing, folder, path, &text, &err))
		buf_printf(out, "-%s", err.text);
	else
		buf_puts(out, "+");
	buf_add(out, text.data ? text.data : "", text.length);
	buf_free(&text);
	err_clear(&err);
	free(folder);
}

/* What became of the file, or NULL: it stays as it is. */
static const struct buf *own_text(const struct comparing *comparing, const char *path)
{
	const struct rewrite *rewrite = &comparing->migrated->rewrite;

	for (size_t i = 0; i < rewrite->n; i++)
		if (!strcmp(rewrite->items[i].path, path))
			return &rewrite->items[i].new_text;
	return NULL;
}

static void compare(struct comparing *comparing, size_t index, const struct buf *theirs)
{
	const struct migrated_file *file = &comparing->migrated->files[index];
	const struct run *run = comparing->migrated->run;
	const struct buf *own = own_text(comparing, file->path);
	struct source source;
	struct err err = {0};

	if (source_open(&source, run->tree.root, &run->scan.files[index], &err)) {
		result_add_unanalysed(comparing->other, file->path, 0, err.text);
		err_clear(&err);
		return;
	}
	compare_texts(&source, own ? own : &source.text, theirs, comparing->comparison);
	source_close(&source);
}

static void done(size_t job, enum pool_status status, const char *answer, size_t length, void *data)
{
	struct comparing *comparing = data;
	size_t index = comparing->files.items[job];
	const char *path = comparing->migrated->files[index].path;
	struct buf text = {0};

	if (status != POOL_DONE || !length) {
		result_add_unanalysed(comparing->other, path, 0, status == POOL_TIMED_OUT ?
				      "spatch took too long; give it more with --time-limit" :
				      "the process that ran spatch crashed");
		return;
	}
	buf_add(&text, answer + 1, length - 1);
	if (*answer == '+')
		compare(comparing, index, &text);
	else
		result_add_unanalysed(comparing->other, path, 0, text.data);
	buf_free(&text);
	if (comparing->migrated->options->progress)
		comparing->migrated->options->progress(job + 1, comparing->files.n);
}

static bool has_calls(const struct result *result, const char *path)
{
	for (size_t i = 0; i < result->mentions.n; i++)
		if (!strcmp(result->mentions.items[i].path, path) &&
		    (result->mentions.items[i].class == CLASS_CALL ||
		     result->mentions.items[i].class == CLASS_MACRO_BODY))
			return true;
	return false;
}

static int run_all(struct comparing *comparing, struct err *err)
{
	const struct migrated *migrated = comparing->migrated;
	struct pool pool = {
		.workers = migrated->options->jobs, .time_limit = migrated->options->time_limit + GRACE,
		.start = start, .work = work, .done = done, .data = comparing,
	};
	int status;

	for (size_t i = 0; i < migrated->n; i++)
		if (has_calls(&migrated->run->result, migrated->files[i].path))
			VEC_PUSH(&comparing->files, i);
	if (!comparing->files.n)
		return 0;
	if (spatch_check(err) || scratch_open(&comparing->scratch, err))
		return -1;
	if (pool.workers > comparing->files.n)
		pool.workers = (unsigned)comparing->files.n;
	status = pool_run(&pool, comparing->files.n, err);
	scratch_close(&comparing->scratch);
	return status;
}

int second_compare(const struct migrated *migrated, struct comparison *comparison, struct result *other,
		   struct err *err)
{
	struct comparing comparing = { .migrated = migrated, .comparison = comparison, .other = other };
	int status = run_all(&comparing, err);

	free(comparing.files.items);
	comparison_sort(comparison);
	result_sort(other);
	return status;
}
