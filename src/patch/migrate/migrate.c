// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/migrate.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/threads.h"
#include "base/files/path.h"
#include "patch/migrate/decide.h"
#include "patch/migrate/prove.h"

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
/* The same of a file's new text. */
static void add_new_declared(const struct migration *migration, const struct migrated_file *migrated,
			     struct declared_names *declared)
{
	const struct buf *text = &migrated->new_text;
	struct scanned_file file;
	struct source source;

	scan_text_names(migrated->path, text->data, text->length, migration->names.items, migration->names.n, &file);
	source_from_text(&source, &file, text->data, text->length);
	declared_names_add(declared, &source);
	source_close(&source);
	scanned_file_free(&file);
}

/* What became of the file of that path, or NULL: it is as it was. */
static const struct migrated_file *converted_file(const struct run *run, const struct migrated *migrated,
						  const char *path)
{
	const struct scanned_file *file = migrated->n ? scan_find(&run->scan, path) : NULL;
	const struct migrated_file *converted = file ? &migrated->files[file - run->scan.files] : NULL;

	return converted && converted->new_text.data ? converted : NULL;
}

/* Headers come first: what a name in a file means hangs on them. */
static void read_headers(struct run *run, const struct migration *migration, const struct migrated *migrated,
			 struct declared_names *declared)
{
	const struct scan *scans[] = { &run->homes, &run->scan };

	for (size_t s = 0; s < ARRAY_SIZE(scans); s++) {
		for (size_t i = 0; i < scans[s]->n_files; i++) {
			const struct scanned_file *file = &scans[s]->files[i];
			const struct migrated_file *converted = converted_file(run, migrated, file->path);

			if (!ends_with(file->path, ".h") || (s && is_public_path(file->path)))
				continue;
			if (converted)
				add_new_declared(migration, converted, declared);
			else
				add_declared(run, file, declared);
		}
	}
}

static void *convert_files(void *data)
{
	struct work *work = data;
	size_t i;

	while ((i = atomic_fetch_add(&work->next, 1)) < work->scan->n_files)
		migrate_file(&work->migrating, &work->scan->files[i], &work->files[i]);
	return NULL;
}

/* --- what follows the calls --- */

/* Converts a file once more; what was noted of its places and calls stays. */
static void convert_again(struct work *work, size_t i)
{
	struct migrated_file *file = &work->files[i];
	struct migrated_file again = {
		.refused.items = file->refused.items, .refused.n = file->refused.n,
		.refused.capacity = file->refused.capacity,
	};

	migrate_file(&work->migrating, &work->scan->files[i], &again);
	again.places = file->places;
	file->places.items = NULL;
	file->places.n = 0;
	file->refused.items = NULL;
	file->refused.n = 0;
	migrated_file_free(file);
	*file = again;
}

/* Converts the files once more that have to do with the decision; declarations are then what they will be. */
static void convert_followed(struct run *run, struct work *work, struct migrated *migrated)
{
	bool follows = false;

	for (size_t i = 0; i < migrated->n; i++) {
		if (following_concerns(&migrated->following, &migrated->files[i]))
			convert_again(work, i);
		follows |= migrated->files[i].follows;
	}
	declared_names_free(&migrated->after);
	if (follows)
		read_headers(run, work->migrating.migration, migrated, &migrated->after);
	migrated->lays_over = migrated->after.n;
}

/* All places of a function follow, or none: those of a file that can't be written take the others with them. */
static bool take_back(struct migrated *migrated, char *const *reasons)
{
	bool is_taken = false;

	for (size_t i = 0; i < migrated->n; i++) {
		struct migrated_file *file = &migrated->files[i];

		if (!file->follows || (file->new_text.data && !reasons[i]))
			continue;
		for (size_t p = 0; p < file->places.n; p++) {
			struct followed *followed = following_of(&migrated->following, file->places.items[p].symbol);

			is_taken |= !followed->why_not;
			following_refuse(followed, mem_printf("%s: %s", file->path, reasons[i] ? reasons[i] :
							      "it could not be proved by its text"));
		}
	}
	return is_taken;
}

/* The files whose calls must stay, some of them, are converted without these; sets only[i] for each. */
static bool convert_refusing(struct work *work, struct migrated *migrated, char *const *reasons, bool *only)
{
	bool any = false;

	for (size_t i = 0; i < migrated->n; i++) {
		only[i] = migrated->files[i].is_refusing && !reasons[i];
		any |= only[i];
		if (only[i])
			convert_again(work, i);
	}
	return any;
}

static void free_reasons(char **reasons, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(reasons[i]);
		reasons[i] = NULL;
	}
}

static int prove(struct work *work, struct migrated *migrated, struct err *err)
{
	char **reasons = mem_calloc(migrated->n + 1, sizeof(*reasons));
	bool *only = mem_calloc(migrated->n + 1, sizeof(*only));
	int status = prove_migrated(migrated, NULL, reasons, err);

	while (!status) {
		if (take_back(migrated, reasons)) {
			free_reasons(reasons, migrated->n);
			convert_followed(migrated->run, work, migrated);
			status = prove_migrated(migrated, NULL, reasons, err);
		} else if (convert_refusing(work, migrated, reasons, only)) {
			status = prove_migrated(migrated, only, reasons, err);
		} else {
			break;
		}
	}
	free(only);
	for (size_t i = 0; i < migrated->n; i++)
		if (reasons[i])
			migrated_file_refuse(&migrated->files[i], reasons[i]);
	free_reasons(reasons, migrated->n);
	free(reasons);
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

	*migrated = (struct migrated){ .run = run, .options = options, .migration = migration };
	if (run_open_names(run, options, &names, err))
		return -1;
	read_headers(run, migration, migrated, &migrated->declared);
	following_open(migration, &migrated->following);
	migrated->n = run->scan.n_files;
	migrated->files = mem_calloc(migrated->n, sizeof(*migrated->files));
	work.files = migrated->files;
	work.migrating = (struct migrating){
		.migration = migration, .declared = &migrated->declared, .root = run->tree.root,
		.version_code = run->tree.version_code, .keeps_effects = keeps_effects,
		.following = &migrated->following,
	};
	threads_run(options->jobs, convert_files, &work);
	following_decide(run, options, migrated->files, migrated->n, &migrated->following);
	convert_followed(run, &work, migrated);
	if (prove(&work, migrated, err))
		return -1;
	collect(run, migrated);
	return 0;
}

void migrated_free(struct migrated *migrated)
{
	rewrite_free(&migrated->rewrite);
	proof_rounds_free(&migrated->rounds);
	for (size_t i = 0; i < migrated->n; i++)
		migrated_file_free(&migrated->files[i]);
	free(migrated->files);
	declared_names_free(&migrated->declared);
	declared_names_free(&migrated->after);
	following_free(&migrated->following);
	*migrated = (struct migrated){0};
}
