// SPDX-License-Identifier: GPL-2.0-only
/* A scan with threads: which files they share out, and how what they find becomes one. */
#include "base/digest.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/stamp.h"
#include "scan/match.h"
#include "scan/private.h"
#include "scan/reader.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static int problems_by_path(const void *a, const void *b)
{
	const struct scan_problem *left = a, *right = b;

	return strcmp(left->path, right->path);
}

/* Two of the given paths may hold the same file. */
static size_t drop_doubles(struct scanned_file *files, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (kept && !strcmp(files[kept - 1].path, files[i].path))
			scanned_file_free(&files[i]);
		else
			files[kept++] = files[i];
	}
	return kept;
}

static void merge(struct scan *scan, struct scan_reader *readers, unsigned n)
{
	struct { struct scanned_file *items; size_t n, capacity; } files = {0}, others = {0};
	struct { struct scan_problem *items; size_t n, capacity; } problems = {0};

	for (unsigned r = 0; r < n; r++) {
		for (size_t i = 0; i < readers[r].files.n; i++)
			VEC_PUSH(&files, readers[r].files.items[i]);
		for (size_t i = 0; i < readers[r].others.n; i++)
			VEC_PUSH(&others, readers[r].others.items[i]);
		for (size_t i = 0; i < readers[r].problems.n; i++)
			VEC_PUSH(&problems, readers[r].problems.items[i]);
		scan->n_read += readers[r].n_read;
		free(readers[r].files.items);
		free(readers[r].others.items);
		free(readers[r].problems.items);
	}
	if (problems.n)
		qsort(problems.items, problems.n, sizeof(*problems.items), problems_by_path);
	*scan = (struct scan){
		.files = files.items, .n_files = files.n, .others = others.items,
		.n_others = others.n, .problems = problems.items, .n_problems = problems.n,
		.n_read = scan->n_read,
	};
	scan_sort(scan);
	scan->n_files = drop_doubles(scan->files, scan->n_files);
	scan->n_others = drop_doubles(scan->others, scan->n_others);
}

/* Reads with that many threads; the first is this one, so that there is always one. */
static void run(struct work *work, unsigned threads, struct scan *scan)
{
	struct scan_reader *readers = mem_calloc(threads, sizeof(*readers));
	pthread_t *ids = mem_calloc(threads, sizeof(*ids));
	unsigned started = 1;

	for (unsigned i = 0; i < threads; i++)
		readers[i].work = work;
	while (started < threads &&
	       !pthread_create(&ids[started], NULL, reader_read_all, &readers[started]))
		started++;
	reader_read_all(&readers[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(ids[i], NULL);
	for (unsigned i = 0; i < started; i++)
		work->snapshot.n_news += readers[i].n_silent;
	merge(scan, readers, started);
	free(readers);
	free(ids);
}

static bool is_folder(const char *root, const char *path)
{
	char *full = path_join(root, path);
	bool found = path_is_folder(full);

	free(full);
	return found;
}

static bool any_file(const char *path)
{
	(void)path;
	return true;
}

/* What the word that a file mentions nothing hangs on: the names, and who looks for them. */
static char *names_key(void)
{
	struct stamps *stamps = stamps_new();
	char key[DIGEST_LENGTH + 1];
	struct digest digest;

	digest_init(&digest);
	for (size_t i = 0; i < symbol_count; i++)
		digest_text(&digest, symbols[i].name);
	digest_text(&digest, stamps_get(stamps, "/proc/self/exe"));
	stamps_free(stamps);
	digest_end(&digest, key);
	return mem_strdup(key);
}

void scan_files(const char *root, const char *const *paths, size_t n_paths, unsigned threads,
		const struct symbol *names, size_t n_names, struct scan *scan)
{
	struct matcher *matcher = matcher_new(names, n_names);
	struct work work = { .root = root, .matcher = matcher };

	*scan = (struct scan){0};
	for (size_t i = 0; i < n_paths; i++)
		VEC_PUSH(&work.named, paths[i]);
	run(&work, threads, scan);
	free(work.named.items);
	matcher_free(matcher);
}

/* Reads what lies at the paths of the work. */
static int run_on_paths(struct work *work, struct snapshot_options *options, struct scan *scan,
			struct err *err)
{
	struct { const char **items; size_t n, capacity; } folders = {0};
	int status;

	*scan = (struct scan){0};
	for (size_t i = 0; i < work->n_paths; i++) {
		if (is_folder(work->root, work->paths[i]))
			VEC_PUSH(&folders, work->paths[i]);
		else
			VEC_PUSH(&work->named, work->paths[i]);
	}
	options->paths = folders.items;
	options->n_paths = folders.n;
	status = snapshot_take(&work->snapshot, options, err);
	if (!status) {
		run(work, options->threads, scan);
		snapshot_keep(&work->snapshot, options);
	}
	snapshot_free(&work->snapshot);
	free(folders.items);
	free(work->named.items);
	return status;
}

int scan_run(const char *root, const char *const *paths, size_t n_paths, unsigned threads,
	     const char *kept, struct scan *scan, struct err *err)
{
	struct matcher *matcher = matcher_new(symbols, symbol_count);
	struct work work = {
		.root = root, .paths = paths, .n_paths = n_paths, .matcher = matcher,
	};
	char *key = names_key();
	struct snapshot_options options = {
		.root = root, .threads = threads, .kept = kept, .wants = kept ? any_file : NULL,
		.key = key,
	};
	int status;

	status = run_on_paths(&work, &options, scan, err);
	free(key);
	matcher_free(matcher);
	return status;
}

int scan_names(const char *root, const char *const *paths, size_t n_paths, unsigned threads,
	       const struct symbol *names, size_t n_names, struct scan *scan, struct err *err)
{
	struct matcher *matcher = matcher_new(names, n_names);
	struct work work = {
		.root = root, .paths = paths, .n_paths = n_paths, .matcher = matcher, .takes_all = true,
	};
	struct snapshot_options options = { .root = root, .threads = threads };
	int status;

	status = run_on_paths(&work, &options, scan, err);
	matcher_free(matcher);
	return status;
}
