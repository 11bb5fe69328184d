// SPDX-License-Identifier: GPL-2.0-only
#include "migrate/migrate.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "migrate/compiled.h"
#include "migrate/typed.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

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

/* --- the proof --- */

static const struct declared_name *any_declaration(const struct declared_names *declared, const char *name)
{
	for (size_t i = 0; i < declared->n; i++)
		if (!strcmp(declared->items[i].symbol->name, name) && is_public_path(declared->items[i].path))
			return &declared->items[i];
	return NULL;
}

/* Says once what the tree does not have yet: beside the old function, or where the migration stands. */
static void leave_missing(struct result *result, const struct declared_names *declared,
			  const struct migration *migration, const struct migration_rule *rule,
			  const char *missing)
{
	const struct declared_name *beside = any_declaration(declared, rule->callee);
	char *reason = !strcmp(missing, rule->successor) && !rule->has_rest ?
		mem_printf("no header in include/ declares %s() with %zu argument%s: add it; until then its "
			   "calls are proved by their text alone", missing, rule->n_arguments,
			   rule->n_arguments == 1 ? "" : "s") :
		mem_printf("no header in include/ has %s: add it; until then the calls of %s() are proved by "
			   "their text alone", missing, rule->successor);

	result_add_left(result, beside ? beside->path : migration->path, beside ? beside->line : 0,
			beside ? beside->column : 0, "", reason);
	free(reason);
}

static bool is_used(const struct migrated *migrated, size_t rule)
{
	for (size_t i = 0; i < migrated->n; i++)
		if (migrated->files[i].new_text.data && migrated->files[i].used[rule])
			return true;
	return false;
}

/* Sets asks[i] for each file with a call that the declarations alone do not prove. */
static void ask_of_rule(struct run *run, const struct migration *migration, size_t which,
			const struct migrated *migrated, bool *asks)
{
	const struct migration_rule *rule = &migration->rules.items[which];
	const char *missing = NULL;
	enum rule_types types;

	if (!rule->successor || !is_used(migrated, which))
		return;
	types = rule_types(&migrated->declared, migration, rule, &missing);
	if (types == TYPES_UNKNOWN && run->tree.version)
		leave_missing(&run->result, &migrated->declared, migration, rule, missing);
	for (size_t i = 0; i < migrated->n && types == TYPES_ASK; i++)
		asks[i] |= migrated->files[i].used[which];
}

static int prove(struct run *run, const struct run_options *options, const struct migration *migration,
		 struct migrated *migrated, struct err *err)
{
	bool *asks = mem_calloc(migrated->n + 1, sizeof(*asks));
	char **reasons = mem_calloc(migrated->n + 1, sizeof(*reasons));
	int status;

	for (size_t i = 0; i < migration->rules.n; i++)
		ask_of_rule(run, migration, i, migrated, asks);
	status = compile_files(run, options, migration, migrated, asks, reasons, err);
	for (size_t i = 0; i < migrated->n; i++) {
		if (reasons[i])
			migrated_file_refuse(&migrated->files[i], reasons[i]);
		free(reasons[i]);
	}
	free(reasons);
	free(asks);
	return status;
}

/* --- the result --- */

/* In the order of the files, whoever was first. */
static void collect(struct run *run, struct migrated *migrated)
{
	for (size_t i = 0; i < migrated->n; i++) {
		struct migrated_file *file = &migrated->files[i];
		struct rewritten rewritten = {
			.path = file->path, .old_text = file->old_text.data,
			.old_length = file->old_text.length, .new_text = file->new_text,
		};

		for (size_t e = 0; e < file->edits.n; e++)
			edit_list_add(&run->result.edits, file->path, file->edits.items[e].offset,
				      file->edits.items[e].old_text, file->edits.items[e].new_text);
		result_take(&run->result, &file->result);
		if (!file->new_text.data)
			continue;
		file->new_text = (struct buf){0};
		VEC_PUSH(&migrated->rewrite, rewritten);
	}
	result_sort(&run->result);
}

int migrate_all(struct run *run, const struct run_options *options, const struct migration *migration,
		bool keeps_effects, struct migrated *migrated, struct err *err)
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
		.version_code = run->tree.version_code, .keeps_effects = keeps_effects,
	};
	run_threads(&work, options->jobs);
	if (prove(run, options, migration, migrated, err))
		return -1;
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
