// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/disk/snapshot.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/dir.h"
#include "base/files/path.h"
#include "kernel/disk/private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORTH_A_WRITE 64	/* news: fewer are read again sooner than all is written */

/* What all threads share. */
struct taking {
	const struct snapshot_options *options;
	const struct snapshot *last;
	time_t begun;
	int root;
	dev_t device;
	bool keeps;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct { char **items; size_t n, capacity; } queue;	/* folders still to be looked at */
	unsigned busy;			/* threads that may still add folders */
};

/* One thread's own work; results are merged at the end. */
struct walker {
	struct taking *taking;
	struct { struct snapshot_folder *items; size_t n, capacity; } folders;
	struct buf path;
	size_t n_news;
};

static void push(struct taking *taking, char *path)
{
	pthread_mutex_lock(&taking->lock);
	VEC_PUSH(&taking->queue, path);
	pthread_cond_signal(&taking->more);
	pthread_mutex_unlock(&taking->lock);
}

/* The next folder, owned by the caller, or NULL when all threads have run out of work. */
static char *pop(struct taking *taking)
{
	char *path = NULL;

	pthread_mutex_lock(&taking->lock);
	taking->busy--;
	while (!taking->queue.n && taking->busy)
		pthread_cond_wait(&taking->more, &taking->lock);
	if (taking->queue.n) {
		path = taking->queue.items[--taking->queue.n];
		taking->busy++;
	} else {
		pthread_cond_broadcast(&taking->more);
	}
	pthread_mutex_unlock(&taking->lock);
	return path;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct snapshot_entry *)a)->name,
		      ((const struct snapshot_entry *)b)->name);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct snapshot_folder *)a)->path,
		      ((const struct snapshot_folder *)b)->path);
}

struct snapshot_folder *snapshot_folder(const struct snapshot *snapshot, const char *path)
{
	struct snapshot_folder key = { .path = (char *)path };

	return snapshot->n ?
		bsearch(&key, snapshot->folders, snapshot->n, sizeof(key), by_path) : NULL;
}

struct snapshot_entry *snapshot_entry(const struct snapshot_folder *folder, const char *name)
{
	struct snapshot_entry key = { .name = name };

	return folder->n ? bsearch(&key, folder->entries, folder->n, sizeof(key), by_name) : NULL;
}

/* The names of an open folder, which stays open; NULL sets its error. */
static DIR *open_names(struct snapshot_folder *folder, int fd)
{
	int own = dup(fd);
	DIR *dir = own < 0 ? NULL : fdopendir(own);

	if (!dir)
		folder->error = errno;
	if (!dir && own >= 0)
		close(own);
	return dir;
}

/* Reads the names of an open folder. They move while they grow, so entries point to them later. */
static void read_names(struct snapshot_folder *folder, int fd)
{
	struct { struct snapshot_entry *items; size_t n, capacity; } entries = {0};
	struct buf names = {0};
	DIR *dir = open_names(folder, fd);
	struct dirent *entry;
	const char *at;

	if (!dir)
		return;
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		struct snapshot_entry found = { .type = dir_entry_type(fd, entry->d_name, entry) };

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		buf_add(&names, entry->d_name, strlen(entry->d_name) + 1);
		VEC_PUSH(&entries, found);
	}
	folder->error = errno;
	closedir(dir);
	folder->names = names.data;
	folder->entries = entries.items;
	folder->n = entries.n;
	at = folder->names;
	for (size_t i = 0; i < folder->n; i++, at += strlen(at) + 1)
		folder->entries[i].name = at;
	if (folder->n)
		qsort(folder->entries, folder->n, sizeof(*folder->entries), by_name);
}

/* What was known of the files of a folder that got or lost others. */
static void take_words(struct snapshot_folder *folder, const struct snapshot_folder *last)
{
	for (size_t i = 0; i < folder->n; i++) {
		const struct snapshot_entry *known = snapshot_entry(last, folder->entries[i].name);

		if (known && known->is_silent) {
			folder->entries[i].is_silent = true;
			folder->entries[i].stamp = known->stamp;
		}
	}
}

/* Takes the entries over from the last snapshot if the folder is the same, or reads them. */
static void list(struct walker *walker, struct snapshot_folder *folder, int fd)
{
	struct taking *taking = walker->taking;
	const struct snapshot_folder *last = snapshot_folder(taking->last, folder->path);
	struct stat st;

	if (fstat(fd, &st)) {
		folder->error = errno;
		return;
	}
	folder->stamp = stamp_of(&st);
	folder->is_settled = taking->keeps && st.st_dev == taking->device &&
			     stamp_is_settled(&folder->stamp, taking->begun);
	if (last && folder->is_settled && stamp_equals(&last->stamp, &folder->stamp)) {
		folder->entries = last->entries;
		folder->n = last->n;
		return;
	}
	read_names(folder, fd);
	if (last && st.st_dev == taking->device)
		take_words(folder, last);
	if (folder->error)
		folder->is_settled = false;
	if (folder->is_settled)
		walker->n_news++;
}

static void stamp(struct snapshot_entry *entry, int fd)
{
	struct file_stamp stamp;
	struct stat st;

	entry->is_stamped = !fstatat(fd, entry->name, &st, AT_SYMLINK_NOFOLLOW);
	if (!entry->is_stamped)
		return;
	stamp = stamp_of(&st);
	entry->type = IFTODT(st.st_mode);
	entry->is_silent = entry->is_silent && stamp_equals(&entry->stamp, &stamp);
	entry->stamp = stamp;
}

static void look_at(struct walker *walker, const char *folder, struct snapshot_entry *entry, int fd)
{
	bool (*wants)(const char *path) = walker->taking->options->wants;
	struct buf *path = &walker->path;

	if (entry->type != DT_DIR && !(entry->type == DT_REG && wants))
		return;
	path->length = 0;
	if (*folder) {
		buf_puts(path, folder);
		buf_puts(path, "/");
	}
	buf_puts(path, entry->name);
	if (entry->type == DT_REG && wants(path->data))
		stamp(entry, fd);
	else if (entry->type == DT_DIR && strcmp(entry->name, ".git"))
		push(walker->taking, mem_strdup(path->data));
}

static void take_folder(struct walker *walker, char *path)
{
	struct snapshot_folder folder = { .path = path };
	int fd = openat(walker->taking->root, *path ? path : ".",
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		folder.error = errno;
	else
		list(walker, &folder, fd);
	for (size_t i = 0; i < folder.n; i++) {
		look_at(walker, path, &folder.entries[i], fd);
		if (!folder.entries[i].is_stamped)	/* nothing holds the word that was kept */
			folder.entries[i].is_silent = false;
	}
	if (fd >= 0)
		close(fd);
	VEC_PUSH(&walker->folders, folder);
}

static void *walk(void *data)
{
	struct walker *walker = data;
	char *path;

	while ((path = pop(walker->taking)))
		take_folder(walker, path);
	buf_free(&walker->path);
	return NULL;
}

static void merge(struct snapshot *snapshot, struct walker *walkers, unsigned n)
{
	struct { struct snapshot_folder *items; size_t n, capacity; } folders = {0};

	for (unsigned w = 0; w < n; w++) {
		for (size_t i = 0; i < walkers[w].folders.n; i++)
			VEC_PUSH(&folders, walkers[w].folders.items[i]);
		snapshot->n_news += walkers[w].n_news;
		free(walkers[w].folders.items);
	}
	snapshot->folders = folders.items;
	snapshot->n = folders.n;
	if (snapshot->n)
		qsort(snapshot->folders, snapshot->n, sizeof(*snapshot->folders), by_path);
}

/* Walks with that many threads; the first is this one, so that there is always one. */
static void run(struct taking *taking, struct snapshot *snapshot)
{
	unsigned threads = taking->options->threads, started = 1;
	struct walker *walkers = mem_calloc(threads, sizeof(*walkers));
	pthread_t *ids = mem_calloc(threads, sizeof(*ids));

	for (unsigned i = 0; i < threads; i++)
		walkers[i].taking = taking;
	taking->busy = threads;
	while (started < threads &&
	       !pthread_create(&ids[started], NULL, walk, &walkers[started]))
		started++;
	if (started < threads) {	/* those that run must not wait for those that do not */
		pthread_mutex_lock(&taking->lock);
		taking->busy -= threads - started;
		pthread_cond_broadcast(&taking->more);
		pthread_mutex_unlock(&taking->lock);
	}
	walk(&walkers[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(ids[i], NULL);
	merge(snapshot, walkers, started);
	free(walkers);
	free(ids);
}

/* True if another of the given paths holds that one, so that no folder is taken twice. */
static bool is_below_another(const struct snapshot_options *options, size_t which)
{
	for (size_t i = 0; i < options->n_paths; i++)
		if (i != which && path_is_below(options->paths[which], options->paths[i]) &&
		    (i < which || strcmp(options->paths[i], options->paths[which])))
			return true;
	return false;
}

int snapshot_take(struct snapshot *snapshot, const struct snapshot_options *options,
		  struct err *err)
{
	struct snapshot last = {0};
	struct taking taking = {
		.options = options, .last = &last, .begun = time(NULL),
		.root = open(options->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		.lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER,
	};
	struct stat st;

	*snapshot = (struct snapshot){ .begun = taking.begun };
	if (taking.root < 0 || fstat(taking.root, &st)) {
		if (taking.root >= 0)
			close(taking.root);
		return err_set(err, "%s: cannot be read: %s; name a tree that you may read",
			       options->root, strerror(errno));
	}
	taking.device = st.st_dev;
	taking.keeps = options->kept && trust_times(taking.root);
	if (taking.keeps)
		kept_read(&last, options->kept, options->key);
	for (size_t i = 0; i < options->n_paths; i++)
		if (!is_below_another(options, i))
			push(&taking, mem_strdup(options->paths[i]));
	run(&taking, snapshot);
	snapshot->keeps = taking.keeps;
	snapshot->kept = last.kept;
	free(last.folders);
	free(taking.queue.items);
	close(taking.root);
	return 0;
}

void snapshot_keep(const struct snapshot *snapshot, const struct snapshot_options *options)
{
	if (snapshot->keeps && snapshot->n_news >= WORTH_A_WRITE)
		kept_write(snapshot, options->kept, options->key);
}

void snapshot_free(struct snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->n; i++) {
		free(snapshot->folders[i].path);
		if (snapshot->folders[i].names)
			free(snapshot->folders[i].entries);
		free(snapshot->folders[i].names);
	}
	free(snapshot->folders);
	kept_free(&snapshot->kept);
	*snapshot = (struct snapshot){0};
}
