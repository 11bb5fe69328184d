// SPDX-License-Identifier: GPL-2.0-only
/* Reads the files of folders, with threads. */
#include "base/digest.h"
#include "base/leftover.h"
#include "base/mem.h"
#include "base/open.h"
#include "base/path.h"
#include "base/stamp.h"
#include "disk/snapshot.h"
#include "scan/match.h"
#include "scan/private.h"
#include "scan/scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (256 * 1024)	/* most source files are smaller: one read each */

/* What all threads share: a snapshot's folders, and files that somebody named. */
struct work {
	const char *root;
	const char *const *paths;	/* as asked for: files and folders */
	size_t n_paths;
	const struct matcher *matcher;
	bool takes_all;			/* see struct looking */
	struct snapshot snapshot;
	struct { const char **items; size_t n, capacity; } named;
	atomic_size_t next;		/* folder of the snapshot, and behind them file */
};

/* One thread's own work; results are merged at the end. */
struct scan_reader {
	struct work *work;
	char *bytes;			/* a piece of the file */
	size_t n_read, n_silent;
	struct {
		struct scanned_file *items;
		size_t n, capacity;
	} files, others;
	struct {
		struct scan_problem *items;
		size_t n, capacity;
	} problems;
};

static void report_problem(struct scan_reader *reader, const char *path, int error)
{
	struct scan_problem problem = {
		.path = mem_strdup(path),
		.reason = mem_printf("cannot be read: %s; its mentions are not counted",
				     open_error(error)),
	};

	VEC_PUSH(&reader->problems, problem);
}

/* A build makes files and removes them: what is gone since it was listed is no trouble. */
static bool is_gone(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ESTALE;
}

/* Takes the mentions. Returns true if there are any, or a relative is named. */
static bool add_file(struct scan_reader *reader, const char *path, struct looking *looking)
{
	struct scanned_file file = {
		.mentions = looking->mentions.items, .n_mentions = looking->mentions.n,
	};

	reader->n_read++;
	if (!file.n_mentions && !looking->has_relatives)
		return false;
	file.language = language_of(path);
	if (!file.n_mentions && file.language != LANGUAGE_C)
		return true;
	file.path = mem_strdup(path);
	if (file.n_mentions)
		VEC_PUSH(&reader->files, file);
	else
		VEC_PUSH(&reader->others, file);
	return true;
}

/*
 * Looks through a file from its begin, a piece at a time, so that it costs no memory however large it
 * is. Stops at the first mention, if it is asked to. -1 with errno.
 */
static int look_through(struct scan_reader *reader, int fd, struct looking *looking, bool stops)
{
	size_t length = 0, dropped;
	ssize_t got = lseek(fd, 0, SEEK_SET) ? -1 : 1;

	while (got > 0) {
		got = read(fd, reader->bytes + length, PIECE - length);
		length += got > 0 ? (size_t)got : 0;
		if (got > 0 && length < PIECE)
			continue;
		look(looking, reader->bytes, length, got ? length - CONTEXT : length);
		if (stops && looking->mentions.n)
			break;
		dropped = length < 2 * CONTEXT ? 0 : length - 2 * CONTEXT;
		look_on(looking, stops ? NULL : reader->bytes, dropped);
		length -= dropped;
		memmove(reader->bytes, reader->bytes + dropped, length);
	}
	return got < 0 ? -1 : 0;
}

static void begin_looking(const struct scan_reader *reader, struct looking *looking)
{
	looking_begin(looking, reader->work->matcher);
	looking->takes_all = reader->work->takes_all;
}

/* Few large files mention anything: only in those are lines counted. */
static int look_through_large(struct scan_reader *reader, int fd, struct looking *looking)
{
	int status = look_through(reader, fd, looking, true);

	if (status || !looking->mentions.n)
		return status;
	free(looking->mentions.items);
	begin_looking(reader, looking);
	return look_through(reader, fd, looking, false);
}

static bool is_file(int fd)
{
	struct stat st;

	return !fstat(fd, &st) && S_ISREG(st.st_mode);
}

/* -1 with errno. */
static int look_into(struct scan_reader *reader, int fd, struct looking *looking)
{
	ssize_t got;

	if (!reader->bytes)
		reader->bytes = mem_calloc(1, PIECE);
	got = read(fd, reader->bytes, PIECE);
	if (got < 0)
		return -1;
	begin_looking(reader, looking);
	if (got == PIECE)	/* a device may have no end */
		return is_file(fd) ? look_through_large(reader, fd, looking) : -1;
	/* A short read of a regular file is its end. */
	look(looking, reader->bytes, (size_t)got, (size_t)got);
	return 0;
}

/*
 * True for what was listed as a file and is gone, or is a link, a pipe or a device by now: that holds no
 * source. Most files are silent, so it is asked when one is not, or could not be read.
 */
static bool is_replaced(int fd, int error)
{
	return is_gone(error) || error == ELOOP || error == ENXIO || (fd >= 0 && !is_file(fd));
}

/*
 * Reads an open file, or says why it is none (-1 with errno), unless it was only listed and is gone. True
 * if it was read, and is silent.
 */
static bool read_file(struct scan_reader *reader, int fd, const char *path, bool is_listed)
{
	struct looking looking = {0};
	bool is_silent = false;
	int status = fd < 0 ? -1 : look_into(reader, fd, &looking);

	if (!status && looking.mentions.n && looking.seen > UINT32_MAX) {
		errno = EFBIG;
		status = -1;
	}
	if (is_listed && (status || looking.mentions.n) && is_replaced(fd, status ? errno : 0))
		status = -1;
	else if (status)
		report_problem(reader, path, errno);
	if (!status)
		is_silent = !add_file(reader, path, &looking);
	if (status)
		free(looking.mentions.items);
	if (fd >= 0)
		close(fd);
	return is_silent;
}

/*
 * Links, pipes and devices hold no source; what cannot be asked says so when it is read. What a killed
 * conversion left is the text of another file.
 */
static bool is_to_be_read(const struct snapshot_entry *entry)
{
	return (entry->type == DT_REG || entry->type == DT_UNKNOWN) && !entry->is_silent &&
	       !leftover_is(entry->name, NULL);
}

static void read_entry(struct scan_reader *reader, int fd, const struct snapshot_folder *folder,
		       struct snapshot_entry *entry)
{
	int file = open_file(fd, entry->name, false, NULL);
	char *path = path_join(folder->path, entry->name);

	/* The stamp is older than what was read: a change between the two makes it another one. */
	if (read_file(reader, file, path, true) && entry->is_stamped) {
		entry->is_silent = true;
		reader->n_silent++;
	}
	free(path);
}

static bool is_asked_for(const struct work *work, const char *folder)
{
	for (size_t i = 0; i < work->n_paths; i++)
		if (!strcmp(work->paths[i], folder))
			return true;
	return false;
}

static void report_folder(struct scan_reader *reader, const struct snapshot_folder *folder, int error)
{
	if (!is_gone(error) || is_asked_for(reader->work, folder->path))
		report_problem(reader, folder->path, error);
}

static void read_folder(struct scan_reader *reader, const struct snapshot_folder *folder)
{
	char *full = path_join(reader->work->root, folder->path);
	int fd = -1;

	if (folder->error)
		report_folder(reader, folder, folder->error);
	for (size_t i = 0; i < folder->n; i++) {
		if (!is_to_be_read(&folder->entries[i]))
			continue;
		if (fd < 0)
			fd = open(full, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0) {
			report_folder(reader, folder, errno);
			break;
		}
		read_entry(reader, fd, folder, &folder->entries[i]);
	}
	if (fd >= 0)
		close(fd);
	free(full);
}

static void read_named(struct scan_reader *reader, const char *path)
{
	struct stat st;

	read_file(reader, open_below(reader->work->root, path, &st), path, false);
}

static void *read_all(void *data)
{
	struct scan_reader *reader = data;
	struct work *work = reader->work;
	size_t n_folders = work->snapshot.n, all = n_folders + work->named.n, i;

	while ((i = atomic_fetch_add(&work->next, 1)) < all) {
		if (i < n_folders)
			read_folder(reader, &work->snapshot.folders[i]);
		else
			read_named(reader, work->named.items[i - n_folders]);
	}
	free(reader->bytes);
	return NULL;
}

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
	       !pthread_create(&ids[started], NULL, read_all, &readers[started]))
		started++;
	read_all(&readers[0]);
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
	struct stat st;
	bool found = !stat(full, &st) && S_ISDIR(st.st_mode);

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
	struct matcher *matcher = mem_calloc(1, sizeof(*matcher));
	struct work work = { .root = root, .matcher = matcher };

	*scan = (struct scan){0};
	matcher_init(matcher, names, n_names);
	for (size_t i = 0; i < n_paths; i++)
		VEC_PUSH(&work.named, paths[i]);
	run(&work, threads, scan);
	free(work.named.items);
	free(matcher);
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
	struct matcher *matcher = mem_calloc(1, sizeof(*matcher));
	struct work work = {
		.root = root, .paths = paths, .n_paths = n_paths, .matcher = matcher,
	};
	char *key = names_key();
	struct snapshot_options options = {
		.root = root, .threads = threads, .kept = kept, .wants = kept ? any_file : NULL,
		.key = key,
	};
	int status;

	matcher_init(matcher, symbols, symbol_count);
	status = run_on_paths(&work, &options, scan, err);
	free(key);
	free(matcher);
	return status;
}

int scan_names(const char *root, const char *const *paths, size_t n_paths, unsigned threads,
	       const struct symbol *names, size_t n_names, struct scan *scan, struct err *err)
{
	struct matcher *matcher = mem_calloc(1, sizeof(*matcher));
	struct work work = {
		.root = root, .paths = paths, .n_paths = n_paths, .matcher = matcher, .takes_all = true,
	};
	struct snapshot_options options = { .root = root, .threads = threads };
	int status;

	matcher_init(matcher, names, n_names);
	status = run_on_paths(&work, &options, scan, err);
	free(matcher);
	return status;
}
