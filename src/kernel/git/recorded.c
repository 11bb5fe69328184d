// SPDX-License-Identifier: GPL-2.0-only
/*
 * A tree and the index are sorted alike: by the bytes of their paths, where a folder ends with a slash.
 * So both are read side by side.
 */
#include "kernel/git/recorded.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/git/index.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NOT_KNOWN SIZE_MAX	/* as place of a folder: git remembers nothing of it */

struct recorded {
	git_repository *repository;
	const struct index *index;
	recorded_callback *differs;
	void *data;
	size_t n;			/* paths that were said */
};

/* The entries of the index that are below a folder. */
struct range {
	size_t begin, end;
	size_t prefix;			/* length of the folder's path and its slash */
	size_t folder;			/* place in .folders, or NOT_KNOWN */
};

static int compare(struct recorded *recorded, const git_tree *tree, const char *path,
		   struct range range);

static void differ(struct recorded *recorded, const char *path, bool is_submodule)
{
	recorded->n++;
	recorded->differs(path, is_submodule, recorded->data);
}

/* Something that only the index has. */
static void say_entry(struct recorded *recorded, const struct index_entry *entry)
{
	differ(recorded, entry->path, entry->mode == GIT_FILEMODE_COMMIT);
}

/* What stands in a folder, in the tree or in the index: a file, or a folder with all below it. */
struct name {
	const char *text;
	size_t length;
	bool is_folder;
};

static struct name name_in_tree(const git_tree_entry *entry)
{
	const char *text = git_tree_entry_name(entry);

	return (struct name){ text, strlen(text), git_tree_entry_type(entry) == GIT_OBJECT_TREE };
}

static struct name name_in_index(struct recorded *recorded, size_t at, size_t prefix)
{
	const char *text = recorded->index->entries[at].path + prefix, *slash = strchr(text, '/');

	return (struct name){ text, slash ? (size_t)(slash - text) : strlen(text), slash };
}

static unsigned char byte_at(const struct name *name, size_t at)
{
	return at < name->length ? (unsigned char)name->text[at] : name->is_folder ? '/' : '\0';
}

/* As git sorts them: "a", "a.c", "a/". */
static int compare_names(struct name a, struct name b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = memcmp(a.text, b.text, shorter);

	return order ? order : byte_at(&a, shorter) - byte_at(&b, shorter);
}

/* The end of what has the same name as the entry at begin: all of a folder, all sides of a conflict. */
static size_t end_of_name(struct recorded *recorded, struct range range, struct name name)
{
	const struct index_entry *entries = recorded->index->entries;
	size_t length = range.prefix + name.length + 1, end = range.begin;

	while (end < range.end && !strncmp(entries[end].path, entries[range.begin].path, length))
		end++;
	return end;
}

/* The place of a folder that is right below another one. */
static size_t find_folder(const struct index *index, size_t parent, struct name name)
{
	size_t at = parent + 1;

	if (parent == NOT_KNOWN)
		return NOT_KNOWN;
	for (size_t i = 0; i < index->folders.items[parent].n_folders; i++) {
		const struct index_folder *folder = &index->folders.items[at];

		if (!strncmp(folder->name, name.text, name.length) && !folder->name[name.length])
			return at;
		at = folder->next;
	}
	return NOT_KNOWN;
}

static int compare_folder(struct recorded *recorded, const git_oid *id, const char *path,
			  struct range range)
{
	const unsigned char *known = range.folder == NOT_KNOWN ?
		NULL : recorded->index->folders.items[range.folder].tree;
	git_tree *tree;
	int status;

	if (known && !memcmp(known, id->id, sizeof(id->id)))
		return 0;
	if (range.prefix > PATH_MAX)
		return RECORDED_TOO_DEEP;
	if (git_tree_lookup(&tree, recorded->repository, id))
		return -1;
	status = compare(recorded, tree, path, range);
	git_tree_free(tree);
	return status;
}

static void compare_file(struct recorded *recorded, const git_tree_entry *entry,
			 const char *path, struct range range)
{
	uint32_t mode = (uint32_t)git_tree_entry_filemode(entry);
	bool is_submodule = mode == GIT_FILEMODE_COMMIT;

	if (range.begin == range.end)
		differ(recorded, path, is_submodule);
	for (size_t i = range.begin; i < range.end; i++) {
		const struct index_entry *indexed = &recorded->index->entries[i];

		if (indexed->stage || indexed->mode != mode ||
		    memcmp(indexed->id, git_tree_entry_id(entry)->id, GIT_OID_RAWSZ))
			differ(recorded, path, is_submodule || indexed->mode == GIT_FILEMODE_COMMIT);
	}
}

/* Compares what the tree has with what the index has at range.begin, whose end is returned in *end. */
static int compare_entry(struct recorded *recorded, const git_tree_entry *entry,
			 const char *path, struct range range, size_t *end)
{
	struct name name = name_in_tree(entry);
	char *full = path_join(path, name.text);
	struct range below = {
		.begin = range.begin, .end = range.begin, .prefix = range.prefix + name.length + 1,
		.folder = NOT_KNOWN,
	};
	int status = 0;

	if (range.begin < range.end &&
	    !compare_names(name_in_index(recorded, range.begin, range.prefix), name)) {
		below.end = end_of_name(recorded, range, name);
		below.folder = name.is_folder ?
			find_folder(recorded->index, range.folder, name) : NOT_KNOWN;
	}
	if (name.is_folder)
		status = compare_folder(recorded, git_tree_entry_id(entry), full, below);
	else
		compare_file(recorded, entry, full, below);
	*end = below.end;
	free(full);
	return status;
}

static int compare(struct recorded *recorded, const git_tree *tree, const char *path,
		   struct range range)
{
	size_t n = git_tree_entrycount(tree);
	int status;

	for (size_t i = 0; i < n; i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);

		while (range.begin < range.end &&
		       compare_names(name_in_index(recorded, range.begin, range.prefix),
				     name_in_tree(entry)) < 0)
			say_entry(recorded, &recorded->index->entries[range.begin++]);
		status = compare_entry(recorded, entry, path, range, &range.begin);
		if (status)
			return status;
		/* Trees may be in each other more than once, and so hold more files than all disks. */
		if (recorded->n > RECORDED_MOST)
			return RECORDED_TOO_MANY;
	}
	while (range.begin < range.end)
		say_entry(recorded, &recorded->index->entries[range.begin++]);
	return 0;
}

int recorded_compare(git_tree *tree, const struct index *index, recorded_callback *differs, void *data)
{
	struct recorded recorded = {
		.repository = git_tree_owner(tree), .index = index, .differs = differs, .data = data,
	};
	const struct range all = {
		.end = index->n, .folder = index->folders.n ? 0 : NOT_KNOWN,
	};

	return compare_folder(&recorded, git_tree_id(tree), "", all);
}
