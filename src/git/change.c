// SPDX-License-Identifier: GPL-2.0-only
/*
 * A change from a git repository. What differs between a commit and the disk is what differs between
 * the commit and the index, and between the index and the disk: of both, the index knows nearly
 * everything without reading a file.
 */
#include "git/change.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/open.h"
#include "base/path.h"
#include "change/change.h"
#include "git/foreign.h"
#include "git/index.h"
#include "git/program.h"
#include "git/recorded.h"
#include "git/revision.h"
#include "git/worktree.h"

#include <git2.h>
#include <git2/sys/repository.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* One of the two states. */
struct side {
	enum { SIDE_COMMIT, SIDE_INDEX, SIDE_DISK } kind;
	git_tree *tree;			/* of a commit */
};

struct comparison {
	struct change *change;
	const struct git_options *options;
	git_repository *repository;
	char *index_path;
	struct index index;
	bool is_foreign;		/* git itself is to be asked */
	struct git_program *git;	/* for blobs that a partial clone left out; NULL: not yet */
	struct worktree worktree;
	struct side old, new;
	struct dirt dirt;		/* where the disk may differ from the index */
	struct path_set paths;		/* where anything may differ from anything */
};

static int git_failed(const char *path, const char *what, struct err *err)
{
	const git_error *error = git_error_last();

	return err_set(err, "%s: %s: %s", path, what,
		       error && error->message ? error->message : "libgit2 gave no reason");
}

/* A commit, and the index too, may name anything: git itself would refuse to check it out. */
static void add_path(struct comparison *comparison, const char *path)
{
	const char *refused = name_refused(path);
	char *copy;

	if (refused)
		change_add_problem(comparison->change, path, refused);
	if (refused || !comparison->options->wants(path))
		return;
	copy = mem_strdup(path);
	VEC_PUSH(&comparison->paths, copy);
}

/* A submodule is one line of this repository; what the line stands for is not here. */
static void report_submodule(struct comparison *comparison, const char *path)
{
	change_add_problem(comparison->change, path,
			   "a submodule that moves to another commit; run guptidy lint in it");
}

static int add_differences(struct comparison *comparison, git_diff *diff, bool is_change)
{
	size_t n = git_diff_num_deltas(diff);

	for (size_t i = 0; i < n; i++) {
		const git_diff_delta *delta = git_diff_get_delta(diff, i);

		add_path(comparison, delta->old_file.path);
		add_path(comparison, delta->new_file.path);
		if (is_change && (delta->old_file.mode == GIT_FILEMODE_COMMIT ||
				  delta->new_file.mode == GIT_FILEMODE_COMMIT))
			report_submodule(comparison, delta->new_file.path);
	}
	git_diff_free(diff);
	return 0;
}

static int too_many(const struct comparison *comparison, struct err *err)
{
	return err_set(err, "%s: more than %d files differ; compare with a commit that is nearer",
		       comparison->change->top, RECORDED_MOST);
}

/* libgit2 asks this for each file that differs. */
static int stop_at_most(const git_diff *diff, const git_diff_delta *delta, const char *matched,
			void *data)
{
	size_t *n = data;

	(void)diff;
	(void)matched;
	(void)delta;
	return ++*n > RECORDED_MOST ? RECORDED_TOO_MANY : 0;
}

/* is_change: what differs is the change itself, or a part of it. */
static int compare_trees(struct comparison *comparison, git_tree *old, git_tree *new, bool is_change,
			 struct err *err)
{
	git_diff_options options;
	git_diff *diff;
	size_t n = 0;

	/* libgit2 would read both to the last leaf. */
	if (git_oid_equal(git_tree_id(old), git_tree_id(new)))
		return 0;
	if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION))
		return git_failed(comparison->change->top, "two commits cannot be compared", err);
	options.notify_cb = stop_at_most;
	options.payload = &n;
	if (git_diff_tree_to_tree(&diff, comparison->repository, old, new, &options))
		return n > RECORDED_MOST ? too_many(comparison, err) :
			git_failed(comparison->change->top, "two commits cannot be compared; if the "
				   "clone was made without trees, fetch them with git diff --raw", err);
	return add_differences(comparison, diff, is_change);
}

/* Who is told of differences between a commit and the index. */
struct listener {
	struct comparison *comparison;
	bool is_change;
};

static void add_recorded(const char *path, bool is_submodule, void *data)
{
	const struct listener *listener = data;

	add_path(listener->comparison, path);
	if (is_submodule && listener->is_change)
		report_submodule(listener->comparison, path);
}

static int compare_with_index(struct comparison *comparison, git_tree *tree, bool is_change,
			      struct err *err)
{
	struct listener listener = { .comparison = comparison, .is_change = is_change };
	int status = recorded_compare(tree, &comparison->index, add_recorded, &listener);

	if (status == RECORDED_TOO_DEEP)
		return err_set(err, "%s: a commit has folders in each other to a path that is longer than "
			       "any system takes", comparison->change->top);
	if (status == RECORDED_TOO_MANY)
		return too_many(comparison, err);
	return status ? git_failed(comparison->change->top, "a folder of the commit cannot be compared "
				   "with the index; fetch it", err) : 0;
}

/* What the old commit has otherwise than the index, the new one has so too, or they differ. */
static int compare_sides(struct comparison *comparison, struct err *err)
{
	if (comparison->new.kind != SIDE_COMMIT)
		return compare_with_index(comparison, comparison->old.tree, true, err);
	return compare_with_index(comparison, comparison->new.tree, false, err) ||
	       compare_trees(comparison, comparison->old.tree, comparison->new.tree, true, err) ?
		-1 : 0;
}

/* The commit that a submodule's folder is at; false: it is not checked out. */
static bool commit_of(const struct comparison *comparison, const char *path, git_oid *id)
{
	char *folder = path_join(comparison->change->top, path);
	git_repository *submodule = NULL;
	bool found = !git_repository_open(&submodule, folder) &&
		     !git_reference_name_to_id(id, submodule, "HEAD");

	git_repository_free(submodule);
	free(folder);
	return found;
}

/* Submodules that the index has at one commit and the disk at another. */
static void look_at_submodules(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->index.n; i++) {
		const struct index_entry *entry = &comparison->index.entries[i];
		git_oid id;

		if (entry->mode == GIT_FILEMODE_COMMIT && !name_refused(entry->path) &&
		    commit_of(comparison, entry->path, &id) &&
		    memcmp(id.id, entry->id, sizeof(id.id)))
			report_submodule(comparison, entry->path);
	}
}

static int collect_paths(struct comparison *comparison, struct err *err)
{
	bool from_disk = comparison->new.kind == SIDE_DISK;

	if (worktree_compare(&comparison->worktree, comparison->repository, &comparison->index,
			     comparison->options, &comparison->dirt, err))
		return -1;
	path_set_sort(&comparison->dirt.paths);
	for (size_t i = 0; i < comparison->dirt.paths.n; i++)
		add_path(comparison, comparison->dirt.paths.items[i]);
	for (size_t i = 0; from_disk && i < comparison->dirt.unread.n; i++)
		change_add_problem(comparison->change, comparison->dirt.unread.items[i],
				   "a folder that cannot be opened; what is untracked in it is not "
				   "linted");
	if (compare_sides(comparison, err))
		return -1;
	if (from_disk)
		look_at_submodules(comparison);
	path_set_sort(&comparison->paths);
	return 0;
}

/* The regular file of that path in a commit or in the index; false: there is none. */
static bool blob_of(const struct comparison *comparison, const struct side *side, const char *path,
		    git_oid *id)
{
	const struct index_entry *indexed;
	git_tree_entry *entry;
	bool found;

	if (side->kind != SIDE_COMMIT) {
		indexed = index_find(&comparison->index, path);
		if (indexed)
			git_oid_fromraw(id, indexed->id);
		return indexed && S_ISREG(indexed->mode);
	}
	if (git_tree_entry_bypath(&entry, side->tree, path))
		return false;
	found = S_ISREG(git_tree_entry_filemode(entry));
	*id = *git_tree_entry_id(entry);
	git_tree_entry_free(entry);
	return found;
}

/* The disk has what the index has, if it looks so: else it is read. */
static enum on_disk look_at_disk(const struct comparison *comparison, const char *path, git_oid *id)
{
	const struct side index = { .kind = SIDE_INDEX };

	if (!path_set_has(&comparison->dirt.paths, path) &&
	    blob_of(comparison, &index, path, id))
		return DISK_FILE;
	return worktree_id(&comparison->worktree, comparison->repository, path,
			   index_find(&comparison->index, path), id);
}

/* What a side has there, in *id unless it is the disk; NULL: no regular file. */
static const git_oid *side_has(const struct comparison *comparison, const struct side *side,
			       const char *path, const git_oid *disk, git_oid *id)
{
	if (side->kind == SIDE_DISK)
		return disk;
	return blob_of(comparison, side, path, id) ? id : NULL;
}

/* A sparse checkout leaves files out that the working tree is meant to have. */
static bool is_left_out(const struct comparison *comparison, const char *path)
{
	const struct index_entry *entry = index_find(&comparison->index, path);

	return entry && entry->is_left_out && !worktree_has(&comparison->worktree, path);
}

/* A partial clone has not all blobs, and libgit2 does not fetch. */
static int lay_fetched(struct comparison *comparison, const char *path, const git_oid *id,
		       struct overlay *overlay, struct err *err)
{
	char name[GIT_OID_HEXSZ + 1];
	struct buf text = {0};
	size_t length;

	if (!comparison->git) {
		comparison->git = mem_calloc(1, sizeof(*comparison->git));
		if (git_program_open(comparison->git, comparison->change->top, err))
			return -1;
	}
	git_oid_tostr(name, sizeof(name), id);
	if (git_program_blob(comparison->git, name, path, &text, err)) {
		buf_free(&text);
		return -1;
	}
	length = text.length;
	overlay_add(overlay, path, buf_take(&text), length);
	return 0;
}

static int lay_over(struct comparison *comparison, const char *path, const git_oid *id,
		    struct overlay *overlay, struct err *err)
{
	git_blob *blob;
	size_t length;

	if (!id) {
		overlay_add(overlay, path, NULL, 0);
		return 0;
	}
	if (git_blob_lookup(&blob, comparison->repository, id))
		return lay_fetched(comparison, path, id, overlay, err);
	length = git_blob_rawsize(blob);
	overlay_add(overlay, path, mem_strndup(git_blob_rawcontent(blob), length), length);
	git_blob_free(blob);
	return 0;
}

static bool same_id(const git_oid *a, const git_oid *b)
{
	return a && b ? git_oid_equal(a, b) : a == b;
}

/* A link of the change that does not end at a file of the tree: nobody is to read what it leads to. */
static bool leads_out(const struct comparison *comparison, const char *path)
{
	const char *top = comparison->change->top;
	char *full, *end;
	struct stat st;
	bool stays;

	if (!S_ISLNK(mode_below(top, path)))
		return false;
	full = path_join(top, path);
	end = realpath(full, NULL);
	stays = end && path_is_below(end, top) && !stat(end, &st) && S_ISREG(st.st_mode);
	free(end);
	free(full);
	return !stays;
}

/*
 * The disk below an overlay needs no overlay where both are the same. No id: there is no regular file
 * in that state, or on the disk.
 */
static int add_side(struct comparison *comparison, const struct side *side, const char *path,
		    const git_oid *id, const git_oid *disk, struct overlay *overlay,
		    struct err *err)
{
	bool left_out = is_left_out(comparison, path);

	if ((side->kind == SIDE_DISK ? !left_out : same_id(id, left_out ? NULL : disk)) &&
	    (disk || !leads_out(comparison, path)))
		return 0;
	return lay_over(comparison, path, id, overlay, err);
}

static int add_both(struct comparison *comparison, const char *path, struct err *err)
{
	git_oid disk_id, old_id, new_id;
	enum on_disk found = look_at_disk(comparison, path, &disk_id);
	const git_oid *disk = found == DISK_NOTHING ? NULL : &disk_id;
	const git_oid *old = side_has(comparison, &comparison->old, path, disk, &old_id);
	const git_oid *new = side_has(comparison, &comparison->new, path, disk, &new_id);
	struct change *change = comparison->change;

	if (found == DISK_UNREADABLE && comparison->new.kind == SIDE_DISK) {
		change_add_problem(change, path, "cannot be read; make it readable, or what changed "
				   "in it is not linted");
		return 0;
	}
	if (!same_id(old, new))
		change_touch(change, path, old, new);
	if (add_side(comparison, &comparison->old, path, old, disk, &change->old_state, err))
		return -1;
	return add_side(comparison, &comparison->new, path, new, disk, &change->new_state, err);
}

static int compare(struct comparison *comparison, struct err *err)
{
	if (collect_paths(comparison, err))
		return -1;
	for (size_t i = 0; i < comparison->paths.n; i++)
		if (add_both(comparison, comparison->paths.items[i], err))
			return -1;
	change_sort(comparison->change);
	return 0;
}

/* A hook may stand before an index that is only being made: git names it in the environment. */
static int find_index(struct comparison *comparison, struct err *err)
{
	const char *named = comparison->options->staged ? getenv("GIT_INDEX_FILE") : NULL;
	git_buf path = {0};

	if (named && *named) {
		comparison->index_path = mem_strdup(named);
		return 0;
	}
	if (git_repository_item_path(&path, comparison->repository, GIT_REPOSITORY_ITEM_INDEX))
		return git_failed(comparison->change->top, "there is no index", err);
	comparison->index_path = mem_strdup(path.ptr);
	git_buf_dispose(&path);
	return 0;
}

static int open_index(struct comparison *comparison, struct err *err)
{
	int status = find_index(comparison, err);

	if (!status)
		status = index_read(&comparison->index, comparison->index_path, err);
	comparison->is_foreign = status == INDEX_FOREIGN;
	if (status)
		return -1;
	if (comparison->options->staged && comparison->index.has_conflicts)
		return err_set(err, "%s: a merge is not finished; resolve its conflicts and add the "
			       "files first", comparison->change->top);
	return 0;
}

static int open_sides(struct comparison *comparison, struct err *err)
{
	struct revisions revisions = {0};
	const struct git_options *options = comparison->options;

	if (revisions_find(comparison->repository, comparison->change->top,
			   options->staged || !options->base ? "HEAD" : options->base, &revisions, err))
		return -1;
	comparison->old = (struct side){ .kind = SIDE_COMMIT, .tree = revisions.old };
	comparison->new = (struct side){
		.kind = revisions.new ? SIDE_COMMIT : options->staged ? SIDE_INDEX : SIDE_DISK,
		.tree = revisions.new,
	};
	comparison->change->base = revisions.base;
	return open_index(comparison, err);
}

/* libgit2 would read the whole index to see whether there are .gitattributes in it. */
static void hide_index(git_repository *repository)
{
	git_index *empty;

	if (!git_index_new(&empty)) {
		git_repository_set_index(repository, empty);
		git_index_free(empty);
	}
}

static int run(struct comparison *comparison, struct err *err)
{
	int status;

	hide_index(comparison->repository);
	worktree_begin(&comparison->worktree, comparison->repository, comparison->options);
	status = open_sides(comparison, err);
	if (!status)
		status = compare(comparison, err);
	worktree_end(&comparison->worktree);
	path_set_free(&comparison->dirt.paths);
	path_set_free(&comparison->dirt.unread);
	path_set_free(&comparison->paths);
	git_tree_free(comparison->old.tree);
	git_tree_free(comparison->new.tree);
	index_free(&comparison->index);
	free(comparison->index_path);
	git_repository_free(comparison->repository);
	if (comparison->git)
		git_program_free(comparison->git);
	free(comparison->git);
	return status;
}

int change_from_git(struct change *change, const struct git_options *options, struct err *err)
{
	struct comparison comparison = { .change = change, .options = options };
	int status = -1;

	*change = (struct change){0};
	if (options->bare)
		return change_from_program(change, options, err);
	if (git_libgit2_init() < 0)
		return git_failed(options->folder, "libgit2 does not start", err);
	comparison.repository = repository_open(options->folder, &change->top,
						&comparison.is_foreign, err);
	if (comparison.repository)
		status = run(&comparison, err);
	git_libgit2_shutdown();
	if (!status || !comparison.is_foreign)
		return status;
	err_clear(err);
	change_free(change);
	return change_from_program(change, options, err);
}
