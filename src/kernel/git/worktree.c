// SPDX-License-Identifier: GPL-2.0-only
/*
 * libgit2 compares an index of 86,000 files with the disk in half a second, on one core. Here threads
 * ask the disk, with the help of the last time, while the index is read; what is left is to compare
 * the two. libgit2 says what is ignored, and hashes what looks changed.
 */
#include "kernel/git/worktree.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/keep.h"
#include "base/files/path.h"
#include "kernel/git/change.h"
#include "kernel/git/index.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void *look(void *data)
{
	struct worktree *worktree = data;

	snapshot_take(&worktree->snapshot, &worktree->how, &worktree->err);
	return NULL;
}

void worktree_begin(struct worktree *worktree, git_repository *repository,
		    const struct git_options *options)
{
	static const char *const everything = "";
	const char *workdir = git_repository_workdir(repository);

	/* libgit2 ends it with a slash. */
	worktree->root = mem_strndup(workdir, strlen(workdir) - (strlen(workdir) > 1));
	worktree->kept = options->keeps ? keep_file(worktree->root, "folders") : NULL;
	worktree->how = (struct snapshot_options){
		.root = worktree->root, .paths = &everything, .n_paths = 1,
		.threads = options->threads ? options->threads : 1,
		.wants = options->wants, .kept = worktree->kept,
	};
	worktree->is_looking = !pthread_create(&worktree->thread, NULL, look, worktree);
	if (!worktree->is_looking)
		look(worktree);
}

static void join(struct worktree *worktree)
{
	if (worktree->is_looking)
		pthread_join(worktree->thread, NULL);
	worktree->is_looking = false;
}

void worktree_end(struct worktree *worktree)
{
	join(worktree);
	snapshot_free(&worktree->snapshot);
	err_clear(&worktree->err);
	free(worktree->root);
	free(worktree->kept);
}

/* What is compared. */
struct inspection {
	git_repository *repository;
	const struct index *index;
	const struct git_options *options;
	struct snapshot *snapshot;
	bool trusts_changed;		/* core.trustCtime */
	struct dirt *dirt;
};

static bool same_time(const struct index_time *known, const struct timespec *time)
{
	return known->seconds == (uint32_t)time->tv_sec &&
	       (!known->nanoseconds || known->nanoseconds == (uint32_t)time->tv_nsec);
}

/* The file was written so late that a second write could have left the same time. */
static bool is_racy(const struct timespec *written, const struct timespec *time)
{
	return time->tv_sec > written->tv_sec ||
	       (time->tv_sec == written->tv_sec && time->tv_nsec >= written->tv_nsec);
}

/* A time of change cannot be set back, as touch -r and cp -p do with that of modification. */
static bool same_stamp(const struct inspection *inspection, const struct index_entry *indexed,
		       const struct file_stamp *stamp)
{
	return (uint32_t)stamp->size == indexed->size &&
	       same_time(&indexed->modified, &stamp->modified) &&
	       (!inspection->trusts_changed || !indexed->changed.seconds ||
		same_time(&indexed->changed, &stamp->changed)) &&
	       !is_racy(&inspection->index->file.modified, &stamp->modified);
}

static bool looks_clean(const struct inspection *inspection, const struct index_entry *indexed,
			const struct snapshot_entry *entry)
{
	if (indexed->stage)
		return false;
	if (indexed->is_assumed)
		return true;
	/* What a sparse checkout leaves out is there all the same if the user made it. */
	if (indexed->is_left_out && !entry)
		return true;
	if (!S_ISREG(indexed->mode))	/* a link may have become a file */
		return !entry || entry->type != DT_REG;
	return entry && entry->is_stamped && entry->type == IFTODT(indexed->mode) &&
	       same_stamp(inspection, indexed, &entry->stamp);
}

/*
 * The folders on the way from the top to an entry of the index, which is sorted as the folders are: so
 * what is looked for is mostly where the last one was, or right behind.
 */
struct trail {
	struct step {
		struct snapshot_folder *folder;		/* NULL: the disk has none */
		size_t length;				/* of its path and a slash */
		size_t next;				/* the entry behind the last one */
	} *items;
	size_t n, capacity;
};

/* Goes back to the last folder that path is in, when the trail leads to the folder of last. */
static void go_back(struct trail *trail, const char *last, const char *path)
{
	size_t same = 0;

	while (last[same] && last[same] == path[same])
		same++;
	while (trail->n > 1 && trail->items[trail->n - 1].length > same)
		trail->n--;
}

static void go_down(struct trail *trail, const struct snapshot *snapshot, const char *path)
{
	const char *slash;

	while ((slash = strchr(path + trail->items[trail->n - 1].length, '/'))) {
		char *folder = mem_strndup(path, (size_t)(slash - path));
		struct step step = {
			.folder = snapshot_folder(snapshot, folder),
			.length = (size_t)(slash - path) + 1,
		};

		VEC_PUSH(trail, step);
		free(folder);
	}
}

/* The entry of that name in the last folder of the trail, or NULL; asked for in their order. */
static struct snapshot_entry *find_entry(struct trail *trail, const char *name)
{
	struct step *step = &trail->items[trail->n - 1];

	while (step->folder && step->next < step->folder->n) {
		int order = strcmp(step->folder->entries[step->next].name, name);

		if (order > 0)
			break;
		if (!order)	/* stays, as a path in conflict comes more than once */
			return &step->folder->entries[step->next];
		step->next++;
	}
	return NULL;
}

static void compare_tracked(struct inspection *inspection)
{
	struct step top = { .folder = snapshot_folder(inspection->snapshot, "") };
	struct trail trail = {0};
	const char *last = "";

	VEC_PUSH(&trail, top);
	for (size_t i = 0; i < inspection->index->n; i++) {
		const struct index_entry *indexed = &inspection->index->entries[i];
		struct snapshot_entry *entry;

		go_back(&trail, last, indexed->path);
		go_down(&trail, inspection->snapshot, indexed->path);
		last = indexed->path;
		entry = find_entry(&trail, path_name(last));
		if (entry)
			entry->is_marked = true;
		if (inspection->options->wants(last) &&
		    !looks_clean(inspection, indexed, entry))
			path_set_add(&inspection->dirt->paths, last);
	}
	free(trail.items);
}

static bool has_tracked_files(const struct inspection *inspection,
			      const struct snapshot_folder *folder)
{
	bool found = false;
	char *prefix;

	for (size_t i = 0; i < folder->n && !found; i++)
		found = folder->entries[i].is_marked;
	if (found)
		return true;
	prefix = mem_printf("%s/", folder->path);
	found = index_has_prefix(inspection->index, prefix);
	free(prefix);
	return found;
}

static bool is_ignored(const struct inspection *inspection, const char *path)
{
	int ignored = 0;

	return !git_ignore_path_is_ignored(&ignored, inspection->repository, path) && ignored;
}

/* What is called .git may be none. */
static bool is_repository(const struct inspection *inspection, const struct snapshot_folder *folder)
{
	git_repository *repository = NULL;
	bool found = false;
	char *path;

	if (!snapshot_entry(folder, ".git"))
		return false;
	path = path_join(git_repository_workdir(inspection->repository), folder->path);
	found = !git_repository_open(&repository, path);
	git_repository_free(repository);
	free(path);
	return found;
}

/* An ignored folder may hold files that are tracked all the same; another repository's is not ours. */
static bool is_ours(const struct inspection *inspection, const struct snapshot_folder *folder)
{
	return has_tracked_files(inspection, folder) ||
	       (!is_ignored(inspection, folder->path) && !is_repository(inspection, folder));
}

/* libgit2 opens these by their names: a pipe would be waited for. */
static bool is_openable(const struct inspection *inspection, const struct snapshot_folder *folder,
			const struct snapshot_entry *entry)
{
	char *path, *full;
	struct stat st;
	bool is;

	if (entry->type == DT_REG || entry->type == DT_DIR)
		return true;
	path = path_join(folder->path, entry->name);
	full = path_join(git_repository_workdir(inspection->repository), path);
	is = !stat(full, &st) ? S_ISREG(st.st_mode) || S_ISDIR(st.st_mode) : errno == ENOENT;
	free(full);
	free(path);
	return is;
}

static int check_git_files(const struct inspection *inspection, struct err *err)
{
	static const char *const names[] = { ".gitattributes", ".gitignore" };

	for (size_t i = 0; i < inspection->snapshot->n; i++) {
		const struct snapshot_folder *folder = &inspection->snapshot->folders[i];

		for (size_t n = 0; n < ARRAY_SIZE(names); n++) {
			const struct snapshot_entry *entry = snapshot_entry(folder, names[n]);

			if (entry && !is_openable(inspection, folder, entry))
				return err_set(err, "%s%s%s: is no regular file, and git would wait for "
					       "it; remove it", folder->path, *folder->path ? "/" : "",
					       names[n]);
		}
	}
	return 0;
}

/* As git: on, unless the user says that something else on this machine changes that time. */
static bool trusts_changed(git_repository *repository)
{
	git_config *config;
	int value = 1;

	if (!git_repository_config_snapshot(&config, repository)) {
		git_config_get_bool(&value, config, "core.trustctime");
		git_config_free(config);
	}
	return value;
}

static void find_untracked(struct inspection *inspection, const struct snapshot_folder *folder);

static void look_at(struct inspection *inspection, const char *path,
		    const struct snapshot_entry *entry)
{
	const struct snapshot_folder *folder;

	if (entry->type == DT_DIR) {
		folder = snapshot_folder(inspection->snapshot, path);
		if (folder && is_ours(inspection, folder))
			find_untracked(inspection, folder);
	} else if (inspection->options->wants(path) && !is_ignored(inspection, path)) {
		path_set_add(&inspection->dirt->paths, path);
	}
}

static void find_untracked(struct inspection *inspection, const struct snapshot_folder *folder)
{
	if (folder->error)
		path_set_add(&inspection->dirt->unread, folder->path);
	for (size_t i = 0; i < folder->n; i++) {
		const struct snapshot_entry *entry = &folder->entries[i];
		char *path;

		/* What cannot be asked for its type may be a file; whoever reads it says why it is not. */
		if (entry->type != DT_DIR && entry->type != DT_UNKNOWN && entry->type != DT_REG)
			continue;
		/* Where a file was, there may be a folder now. */
		if (entry->is_marked && entry->type != DT_DIR)
			continue;
		path = path_join(folder->path, entry->name);
		look_at(inspection, path, entry);
		free(path);
	}
}

int worktree_compare(struct worktree *worktree, git_repository *repository,
		     const struct index *index, const struct git_options *options,
		     struct dirt *dirt, struct err *err)
{
	struct inspection inspection = {
		.repository = repository, .index = index, .options = options,
		.snapshot = &worktree->snapshot, .dirt = dirt,
		.trusts_changed = trusts_changed(repository),
	};
	struct snapshot_folder *top;

	join(worktree);
	if (worktree->err.text)
		return err_set(err, "%s", worktree->err.text);
	if (check_git_files(&inspection, err))
		return -1;
	compare_tracked(&inspection);
	top = snapshot_folder(&worktree->snapshot, "");
	if (top)
		find_untracked(&inspection, top);
	snapshot_keep(&worktree->snapshot, &worktree->how);
	return 0;
}
