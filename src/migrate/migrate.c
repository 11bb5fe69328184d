// SPDX-License-Identifier: GPL-2.0-only
#include "migrate/migrate.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* What all threads share: each file is converted by one of them. */
struct work {
	struct migrating migrating;
	const struct scan *scan;
	struct migrated_file *files;
	atomic_size_t next;
};

static void add_declared(struct run *run, const struct scanned_file *file, struct declared_names *declared)
{
	struct source source;
	struct err err = {0};

	if (source_open(&source, run->tree.root, file, &err)) {
		result_add_unanalysed(&run->result, file->path, 0, err.text);
		err_clear(&err);
		return;
	}
	declared_names_add(declared, &source);
	source_close(&source);
}

/* Headers come first: what a name in a file means hangs on them. */
static void read_headers(struct run *run, struct declared_names *declared)
{
	for (size_t i = 0; i < run->homes.n_files; i++)
		if (ends_with(run->homes.files[i].path, ".h"))
			add_declared(run, &run->homes.files[i], declared);
	for (size_t i = 0; i < run->scan.n_files; i++)
		if (ends_with(run->scan.files[i].path, ".h") && !is_public_path(run->scan.files[i].path))
			add_declared(run, &run->scan.files[i], declared);
}

static void *convert_files(void *data)
{
	struct work *work = data;
	size_t i;

	while ((i = atomic_fetch_add(&work->next, 1)) < work->scan->n_files)
		migrate_file(&work->migrating, &work->scan->files[i], &work->files[i]);
	return NULL;
}

/* This thread is the first, so that there is always one. */
static void run_threads(struct work *work, unsigned threads)
{
	pthread_t *ids = mem_calloc(threads, sizeof(*ids));
	unsigned started = 1;

	while (started < threads && !pthread_create(&ids[started], NULL, convert_files, work))
		started++;
	convert_files(work);
	for (unsigned i = 1; i < started; i++)
		pthread_join(ids[i], NULL);
	free(ids);
}

/* In the order of the files, whoever was first. */
static void collect(struct run *run, struct migrated *migrated)
{
	for (size_t i = 0; i < migrated->n; i++) {
		struct migrated_file *file = &migrated->files[i];
		struct rewritten rewritten = {
			.path = file->path, .old_text = file->old_text.data,
			.old_length = file->old_text.length, .new_text = file->new_text,
		};

		result_take(&run->result, &file->result);
		if (!file->new_text.data)
			continue;
		file->new_text = (struct buf){0};
		VEC_PUSH(&migrated->rewrite, rewritten);
	}
	result_sort(&run->result);
}

int migrate_all(struct run *run, const struct run_options *options, const struct migration *migration,
		struct migrated *migrated, struct err *err)
{
	const struct run_names names = {
		.items = migration->names.items, .n_sought = migration->n_callees, .n = migration->names.n,
	};
	struct work work = { .scan = &run->scan };

	*migrated = (struct migrated){0};
	if (run_open_names(run, options, &names, err))
		return -1;
	read_headers(run, &migrated->declared);
	migrated->n = run->scan.n_files;
	migrated->files = mem_calloc(migrated->n, sizeof(*migrated->files));
	work.files = migrated->files;
	work.migrating = (struct migrating){
		.migration = migration, .declared = &migrated->declared, .root = run->tree.root,
		.version_code = run->tree.version_code,
	};
	run_threads(&work, options->jobs);
	collect(run, migrated);
	return 0;
}

void migrated_free(struct migrated *migrated)
{
	rewrite_free(&migrated->rewrite);
	for (size_t i = 0; i < migrated->n; i++)
		migrated_file_free(&migrated->files[i]);
	free(migrated->files);
	declared_names_free(&migrated->declared);
	*migrated = (struct migrated){0};
}
