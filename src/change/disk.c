// SPDX-License-Identifier: GPL-2.0-only
/*
 * libgit2 compares an index of 86,000 files with the disk in half a second, on one core. Here threads
 * ask the disk for the wanted files only, while another one looks for files that the index does not
 * have; libgit2 says what is ignored, and hashes what looks changed.
 */
#include "change/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/dir.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"

/* One thread's share of the index. */
struct slice {
	int top;			/* folder that the index's paths are relative to */
	struct timespec written;	/* the index itself */
	const git_index_entry **entries;
	size_t n;
	const char *folder;		/* that is open: the begin of an entry's path */
	size_t folder_length;
	int fd;				/* of it; -1: it cannot be opened */
	struct path_set dirty;
};

struct walk {
	git_repository *repository;
	git_index *index;
	const struct change_options *options;
	int top;
	struct dirt dirt;
};

static void add(struct path_set *paths, const char *path)
{
	char *copy = mem_strdup(path);

	VEC_PUSH(paths, copy);
}

static bool same_time(const git_index_time *known, const struct timespec *time)
{
	/* Not every git keeps nanoseconds. */
	return known->seconds == (int32_t)time->tv_sec &&
	       (!known->nanoseconds || known->nanoseconds == (uint32_t)time->tv_nsec);
}

/* The file was written so late that a second write could have left the same time. */
static bool is_racy(const struct timespec *written, const struct timespec *time)
{
	return time->tv_sec > written->tv_sec ||
	       (time->tv_sec == written->tv_sec && time->tv_nsec >= written->tv_nsec);
}

/* Neighbours in the index lie in one folder, and the system finds a name in it sooner than a path. */
static bool stat_entry(struct slice *slice, const git_index_entry *entry, struct stat *st)
{
	const char *name = path_name(entry->path);
	size_t length = (size_t)(name - entry->path);
	char *folder;

	if (!slice->folder || length != slice->folder_length ||
	    memcmp(slice->folder, entry->path, length)) {
		folder = mem_strndup(entry->path, length);
		if (slice->folder && slice->fd >= 0)
			close(slice->fd);
		slice->folder = entry->path;
		slice->folder_length = length;
		slice->fd = openat(slice->top, length ? folder : ".",
				   O_PATH | O_DIRECTORY | O_CLOEXEC);
		free(folder);
	}
	return slice->fd >= 0 && !fstatat(slice->fd, name, st, AT_SYMLINK_NOFOLLOW);
}

/*
 * As git with core.trustCtime=false: a tree that was copied, or linked to, has other change times and
 * the same files, and nobody here may write new ones into the index.
 */
static bool looks_clean(struct slice *slice, const git_index_entry *entry)
{
	struct stat st;

	if (git_index_entry_stage(entry))
		return false;
	if (entry->flags & GIT_INDEX_ENTRY_VALID ||
	    entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE)
		return true;
	if (!stat_entry(slice, entry, &st))
		return false;
	return (st.st_mode & S_IFMT) == (entry->mode & S_IFMT) &&
	       (uint32_t)st.st_size == entry->file_size && same_time(&entry->mtime, &st.st_mtim) &&
	       !is_racy(&slice->written, &st.st_mtim);
}

static void *compare_slice(void *data)
{
	struct slice *slice = data;

	for (size_t i = 0; i < slice->n; i++)
		if (!looks_clean(slice, slice->entries[i]))
			add(&slice->dirty, slice->entries[i]->path);
	if (slice->folder && slice->fd >= 0)
		close(slice->fd);
	return NULL;
}

static bool has_tracked_files(git_index *index, const char *folder)
{
	char *prefix = mem_printf("%s/", folder);
	bool found = !git_index_find_prefix(NULL, index, prefix);

	free(prefix);
	return found;
}

static bool is_ignored(const struct walk *walk, const char *path)
{
	int ignored = 0;

	return !git_ignore_path_is_ignored(&ignored, walk->repository, path) && ignored;
}

/* Another repository's folder is not ours. */
static bool is_repository(const struct walk *walk, const char *path)
{
	char *git = path_join(path, ".git");
	bool found = !faccessat(walk->top, git, F_OK, 0);

	free(git);
	return found;
}

static void walk_folder(struct walk *walk, const char *path);

static void look_at(struct walk *walk, const char *path, const struct dirent *entry)
{
	unsigned char type = dir_entry_type(walk->top, path, entry);

	if (type == DT_DIR) {
		/* An ignored folder may hold files that are tracked all the same. */
		if (has_tracked_files(walk->index, path) ||
		    (!is_ignored(walk, path) && !is_repository(walk, path)))
			walk_folder(walk, path);
	} else if (type == DT_REG && walk->options->wants(path) &&
		   !git_index_get_bypath(walk->index, path, 0) && !is_ignored(walk, path)) {
		add(&walk->dirt.paths, path);
	}
}

static void walk_folder(struct walk *walk, const char *path)
{
	int fd = openat(walk->top, *path ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		char *child;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") ||
		    !strcmp(entry->d_name, ".git"))
			continue;
		child = path_join(path, entry->d_name);
		look_at(walk, child, entry);
		free(child);
	}
	if (folder)
		closedir(folder);
	else
		add(&walk->dirt.unread, path);
	if (!folder && fd >= 0)
		close(fd);
}

static void *walk_all(void *data)
{
	walk_folder(data, "");
	return NULL;
}

struct entries {
	const git_index_entry **items;
	size_t n, capacity;
};

static void list_wanted(git_index *index, const struct change_options *options,
			struct entries *entries)
{
	size_t n = git_index_entrycount(index);

	for (size_t i = 0; i < n; i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);

		if (options->wants(entry->path) && S_ISREG(entry->mode))
			VEC_PUSH(entries, entry);
	}
}

static struct slice first_slice(git_index *index, int top)
{
	struct slice slice = { .top = top };
	const char *path = git_index_path(index);
	struct stat st;

	/* Without an index file all times are later. */
	if (path && !stat(path, &st))
		slice.written = st.st_mtim;
	return slice;
}

/* Runs the slices beside the walk; where no thread can be had, one after the other. */
static void run_all(struct slice *slices, unsigned n, struct walk *walk)
{
	pthread_t *ids = mem_calloc(n, sizeof(*ids));
	unsigned started = 0;

	while (started < n && !pthread_create(&ids[started], NULL, compare_slice, &slices[started]))
		started++;
	walk_all(walk);
	for (unsigned i = 0; i < n; i++) {
		if (i < started)
			pthread_join(ids[i], NULL);
		else
			compare_slice(&slices[i]);
	}
	free(ids);
}

static void take(struct path_set *paths, struct path_set *from)
{
	for (size_t i = 0; i < from->n; i++)
		VEC_PUSH(paths, from->items[i]);
	free(from->items);
}

int disk_dirty(git_repository *repository, git_index *index, const struct change_options *options,
	       struct dirt *dirt, struct err *err)
{
	unsigned threads = options->threads ? options->threads : 1;
	struct slice *slices = mem_calloc(threads, sizeof(*slices));
	const char *workdir = git_repository_workdir(repository);
	int top = open(workdir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct walk walk = {
		.repository = repository, .index = index, .options = options, .top = top,
	};
	struct entries entries = {0};

	if (top < 0) {
		free(slices);
		return err_set(err, "%s: the working tree cannot be read", workdir);
	}
	list_wanted(index, options, &entries);
	for (unsigned i = 0; i < threads; i++) {
		size_t begin = entries.n * i / threads, end = entries.n * (i + 1) / threads;

		slices[i] = first_slice(index, top);
		slices[i].entries = entries.items + begin;
		slices[i].n = end - begin;
	}
	run_all(slices, threads, &walk);
	for (unsigned i = 0; i < threads; i++)
		take(&dirt->paths, &slices[i].dirty);
	take(&dirt->paths, &walk.dirt.paths);
	take(&dirt->unread, &walk.dirt.unread);
	free(entries.items);
	free(slices);
	close(top);
	return 0;
}

bool disk_id(git_repository *repository, const char *path, git_oid *id)
{
	char *full = path_join(git_repository_workdir(repository), path);
	struct stat st;
	bool found = !lstat(full, &st) && S_ISREG(st.st_mode) &&
		     !git_repository_hashfile(id, repository, path, GIT_OBJECT_BLOB, NULL);

	free(full);
	return found;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void path_set_sort(struct path_set *paths)
{
	size_t kept = 0;

	if (paths->n)
		qsort(paths->items, paths->n, sizeof(*paths->items), by_text);
	for (size_t i = 0; i < paths->n; i++) {
		if (kept && !strcmp(paths->items[kept - 1], paths->items[i]))
			free(paths->items[i]);
		else
			paths->items[kept++] = paths->items[i];
	}
	paths->n = kept;
}

void path_set_free(struct path_set *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		free(paths->items[i]);
	free(paths->items);
	*paths = (struct path_set){0};
}
