// SPDX-License-Identifier: GPL-2.0-only
#include "scan/scan.h"

#include "api/api.h"
#include "base/dir.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "scan/match.h"
#include "scan/private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_READ (256 * 1024)	/* most source files are smaller: one read each */

/* What all threads share: the folders still to be read. */
struct queue {
	pthread_mutex_t lock;
	pthread_cond_t more;
	char **items;
	size_t n, capacity;
	unsigned busy;			/* threads that may still add folders */
};

/* One thread's own work; results are merged at the end. */
struct walker {
	const char *root;
	const struct matcher *matcher;
	struct queue *queue;
	char *bytes;
	size_t room;
	size_t n_read;
	struct {
		struct scanned_file *items;
		size_t n, capacity;
	} files;
	struct {
		struct scan_problem *items;
		size_t n, capacity;
	} problems;
};

static void queue_push(struct queue *queue, char *path)
{
	pthread_mutex_lock(&queue->lock);
	VEC_PUSH(queue, path);
	pthread_cond_signal(&queue->more);
	pthread_mutex_unlock(&queue->lock);
}

/* The next folder, owned by the caller, or NULL when all threads have run out of work. */
static char *queue_pop(struct queue *queue)
{
	char *path = NULL;

	pthread_mutex_lock(&queue->lock);
	queue->busy--;
	while (!queue->n && queue->busy)
		pthread_cond_wait(&queue->more, &queue->lock);
	if (queue->n) {
		path = queue->items[--queue->n];
		queue->busy++;
	} else {
		pthread_cond_broadcast(&queue->more);
	}
	pthread_mutex_unlock(&queue->lock);
	return path;
}

static void report_problem(struct walker *walker, const char *path, int error)
{
	struct scan_problem problem = {
		.path = mem_strdup(path),
		.reason = mem_printf("cannot be read: %s; its mentions are not counted",
				     strerror(error)),
	};

	VEC_PUSH(&walker->problems, problem);
}

static void find_mentions(const struct matcher *matcher, const char *text, size_t length,
			  struct scanned_file *file)
{
	struct { struct mention *items; size_t n, capacity; } list = {0};
	const struct gup_function *name;
	const char *line_start = text, *searched = text, *newline;
	uint32_t line = 1;

	for (size_t at = 0; (name = matcher_next(matcher, text, length, &at));
	     at += strlen(name->name)) {
		struct mention mention = { .name = name, .offset = (uint32_t)at };

		while ((newline = memchr(searched, '\n', (size_t)(text + at - searched)))) {
			line_start = searched = newline + 1;
			line++;
		}
		searched = text + at;	/* a line may be long, and hold many names */
		mention.line = line;
		mention.column = (uint32_t)(text + at - line_start) + 1;
		VEC_PUSH(&list, mention);
	}
	file->mentions = list.items;
	file->n_mentions = list.n;
}

static void add_file(struct walker *walker, const char *path, size_t length)
{
	struct scanned_file file = {0};

	find_mentions(walker->matcher, walker->bytes, length, &file);
	walker->n_read++;
	if (!file.n_mentions)
		return;
	file.path = mem_strdup(path);
	file.language = language_of(path);
	VEC_PUSH(&walker->files, file);
}

/* Reads the file at name in folder; path is how people know it. */
static void read_file(struct walker *walker, int folder, const char *name, const char *path)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	size_t length = 0;
	ssize_t got;

	if (fd < 0) {
		report_problem(walker, path, errno);
		return;
	}
	for (;;) {
		if (walker->room - length < FIRST_READ / 2) {
			walker->room = walker->room ? 2 * walker->room : FIRST_READ;
			walker->bytes = mem_realloc(walker->bytes, walker->room);
		}
		got = read(fd, walker->bytes + length, walker->room - length);
		if (got <= 0)
			break;
		length += (size_t)got;
		if (length < walker->room)	/* a short read of a regular file is its end */
			break;
	}
	if (got < 0)
		report_problem(walker, path, errno);
	else if (length > UINT32_MAX)
		report_problem(walker, path, EFBIG);
	else
		add_file(walker, path, length);
	close(fd);
}

static void read_entry(struct walker *walker, int folder, const char *path,
		       const struct dirent *entry)
{
	const char *name = entry->d_name;
	char *child;

	if (!strcmp(name, ".") || !strcmp(name, ".."))
		return;
	child = path_join(path, name);
	switch (dir_entry_type(folder, name, entry)) {
	case DT_DIR:
		if (strcmp(name, ".git")) {
			queue_push(walker->queue, child);
			return;
		}
		break;
	case DT_REG:
		read_file(walker, folder, name, child);
		break;
	case DT_UNKNOWN:
		report_problem(walker, child, errno);
		break;
	default:
		break;		/* links, pipes and devices hold no source */
	}
	free(child);
}

static void read_folder(struct walker *walker, const char *path)
{
	char *full = path_join(walker->root, path);
	DIR *folder = opendir(full);
	struct dirent *entry;

	if (!folder && errno == ENOTDIR) {
		read_file(walker, AT_FDCWD, full, path);
	} else if (!folder) {
		report_problem(walker, path, errno);
	} else {
		for (errno = 0; (entry = readdir(folder)); errno = 0)
			read_entry(walker, dirfd(folder), path, entry);
		if (errno)
			report_problem(walker, path, errno);
		closedir(folder);
	}
	free(full);
}

static void *walk(void *data)
{
	struct walker *walker = data;
	char *path;

	while ((path = queue_pop(walker->queue))) {
		read_folder(walker, path);
		free(path);
	}
	free(walker->bytes);
	return NULL;
}

static int by_path(const void *a, const void *b)
{
	const struct scanned_file *left = a, *right = b;

	return strcmp(left->path, right->path);
}

static int problems_by_path(const void *a, const void *b)
{
	const struct scan_problem *left = a, *right = b;

	return strcmp(left->path, right->path);
}

void scan_sort(struct scan *scan)
{
	if (scan->n_files)
		qsort(scan->files, scan->n_files, sizeof(*scan->files), by_path);
}

void scanned_file_free(struct scanned_file *file)
{
	free(file->path);
	free(file->mentions);
}

/* Two of the given paths may hold the same file. */
static void drop_doubles(struct scan *scan)
{
	size_t kept = 0;

	for (size_t i = 0; i < scan->n_files; i++) {
		if (kept && !strcmp(scan->files[kept - 1].path, scan->files[i].path))
			scanned_file_free(&scan->files[i]);
		else
			scan->files[kept++] = scan->files[i];
	}
	scan->n_files = kept;
}

static void merge(struct scan *scan, struct walker *walkers, unsigned n)
{
	struct { struct scanned_file *items; size_t n, capacity; } files = {0};
	struct { struct scan_problem *items; size_t n, capacity; } problems = {0};

	for (unsigned w = 0; w < n; w++) {
		for (size_t i = 0; i < walkers[w].files.n; i++)
			VEC_PUSH(&files, walkers[w].files.items[i]);
		for (size_t i = 0; i < walkers[w].problems.n; i++)
			VEC_PUSH(&problems, walkers[w].problems.items[i]);
		scan->n_read += walkers[w].n_read;
		free(walkers[w].files.items);
		free(walkers[w].problems.items);
	}
	if (problems.n)
		qsort(problems.items, problems.n, sizeof(*problems.items), problems_by_path);
	scan->files = files.items;
	scan->n_files = files.n;
	scan->problems = problems.items;
	scan->n_problems = problems.n;
	scan_sort(scan);
	drop_doubles(scan);
}

int scan_run(const char *root, const char *const *paths, size_t n_paths, unsigned threads,
	     struct scan *scan, struct err *err)
{
	struct queue queue = { .lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER };
	struct matcher *matcher = mem_calloc(1, sizeof(*matcher));
	struct walker *walkers = mem_calloc(threads, sizeof(*walkers));
	pthread_t *ids = mem_calloc(threads, sizeof(*ids));
	unsigned started = 0;

	*scan = (struct scan){0};
	matcher_init(matcher);
	for (size_t i = 0; i < n_paths; i++)
		queue_push(&queue, mem_strdup(paths[i]));
	queue.busy = threads;
	while (started < threads) {
		walkers[started] = (struct walker){ .root = root, .matcher = matcher, .queue = &queue };
		if (pthread_create(&ids[started], NULL, walk, &walkers[started]))
			break;
		started++;
	}
	if (started < threads) {	/* those that run must not wait for those that do not */
		pthread_mutex_lock(&queue.lock);
		queue.busy -= threads - started;
		pthread_cond_broadcast(&queue.more);
		pthread_mutex_unlock(&queue.lock);
	}
	for (unsigned i = 0; i < started; i++)
		pthread_join(ids[i], NULL);
	merge(scan, walkers, started);
	free(queue.items);
	free(walkers);
	free(ids);
	free(matcher);
	return started ? 0 : err_set(err, "%s: no thread could be started to read it; try -j 1", root);
}

void scan_text(const char *path, const char *text, size_t length, struct scanned_file *file)
{
	struct matcher *matcher = mem_calloc(1, sizeof(*matcher));

	matcher_init(matcher);
	*file = (struct scanned_file){ .path = mem_strdup(path), .language = language_of(path) };
	find_mentions(matcher, text, length, file);
	free(matcher);
}

const struct scanned_file *scan_find(const struct scan *scan, const char *path)
{
	struct scanned_file key = { .path = (char *)path };

	return scan->n_files ?
		bsearch(&key, scan->files, scan->n_files, sizeof(key), by_path) : NULL;
}

void scan_free(struct scan *scan)
{
	for (size_t i = 0; i < scan->n_files; i++)
		scanned_file_free(&scan->files[i]);
	for (size_t i = 0; i < scan->n_problems; i++) {
		free(scan->problems[i].path);
		free(scan->problems[i].reason);
	}
	free(scan->files);
	free(scan->problems);
	*scan = (struct scan){0};
}
