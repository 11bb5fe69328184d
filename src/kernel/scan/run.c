// SPDX-License-Identifier: GPL-2.0-only
/* A scan with threads: which files they share out, and how what they find becomes one. */
#include "base/data/digest.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "base/files/stamp.h"
#include "kernel/scan/match.h"
#include "kernel/scan/private.h"
#include "kernel/scan/reader.h"

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

/* Reads with as many threads as asked for; the first is this one, so that there is always one. */
static void run(struct work *work, struct scan *scan)
{
	unsigned threads = work->request->threads;
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
static char *names_key(const struct symbol *names, size_t n)
{
	struct stamps *stamps = stamps_new();
	char key[DIGEST_LENGTH + 1];
	struct digest digest;

	digest_init(&digest);
	for (size_t i = 0; i < n; i++)
		digest_text(&digest, names[i].name);
	digest_text(&digest, stamps_get(stamps, "/proc/self/exe"));
	stamps_free(stamps);
	digest_end(&digest, key);
	return mem_strdup(key);
}

void scan_files(const struct scan_request *request, struct scan *scan)
{
	struct matcher *matcher = matcher_new(request->names, request->n_names);
	struct work work = {
		.request = request, .matcher = matcher, .enough = request->names + request->n_names - request->n_aside,
		.are_listed = true,
	};

	*scan = (struct scan){0};
	for (size_t i = 0; i < request->n_paths; i++)
		VEC_PUSH(&work.named, request->paths[i]);
	run(&work, scan);
	free(work.named.items);
	matcher_free(matcher);
}

/* Reads what lies at the paths: folders by a snapshot, files as they are named. */
static int run_on_paths(struct work *work, const char *key, struct scan *scan, struct err *err)
{
	const struct scan_request *request = work->request;
	struct { const char **items; size_t n, capacity; } folders = {0};
	struct snapshot_options options = {
		.root = request->root, .threads = request->threads, .kept = request->kept,
		.wants = request->kept ? any_file : NULL, .key = key,
	};
	int status;

	for (size_t i = 0; i < request->n_paths; i++) {
		if (is_folder(request->root, request->paths[i]))
			VEC_PUSH(&folders, request->paths[i]);
		else
			VEC_PUSH(&work->named, request->paths[i]);
	}
	options.paths = folders.items;
	options.n_paths = folders.n;
	status = snapshot_take(&work->snapshot, &options, err);
	if (!status) {
		run(work, scan);
		snapshot_keep(&work->snapshot, &options);
	}
	snapshot_free(&work->snapshot);
	free(folders.items);
	free(work->named.items);
	return status;
}

int scan_run(const struct scan_request *request, struct scan *scan, struct err *err)
{
	const struct symbol *names = request->names ? request->names : symbols;
	size_t n = request->names ? request->n_names : symbol_count;
	struct matcher *matcher = matcher_new(names, n);
	char *key = request->kept ? names_key(names, n) : NULL;
	struct work work = {
		.request = request, .matcher = matcher, .takes_all = request->names,
	};
	int status;

	*scan = (struct scan){0};
	status = run_on_paths(&work, key, scan, err);
	free(key);
	matcher_free(matcher);
	return status;
}
