// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/kept_trees.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define A_DAY (24 * 60 * 60)	/* seconds */

/* A file of some tree's folder. */
struct kept_file {
	char *path;
	uint64_t size;
	time_t written;
};

struct kept_files {
	struct kept_file *items;
	size_t n, capacity;
};

/* Calls visit with each entry of a folder but . and .., and links are not followed. */
static void each_entry(const char *folder, void (*visit)(const char *path, const struct stat *st,
							   void *data), void *data)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	struct stat st;

	while (dir && (entry = readdir(dir))) {
		char *path;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		path = path_join(folder, entry->d_name);
		if (!lstat(path, &st))
			visit(path, &st, data);
		free(path);
	}
	if (dir)
		closedir(dir);
}

static void add_to_tree(const char *path, const struct stat *st, void *data)
{
	struct kept_tree *tree = data;

	if (S_ISDIR(st->st_mode)) {
		each_entry(path, add_to_tree, tree);
		return;
	}
	tree->size += (uint64_t)st->st_size;
	tree->files++;
	if (!strcmp(path_name(path), "tree"))
		tree->used = st->st_mtime;
}

static char *root_of(const char *folder)
{
	char *path = path_join(folder, "tree");
	struct buf text = {0};
	struct err err = {0};

	load_file(&text, path, &err);
	err_clear(&err);
	free(path);
	return buf_take(&text);
}

static void add_tree(const char *path, const struct stat *st, void *data)
{
	struct kept_trees *trees = data;
	struct kept_tree tree = {0};

	if (!S_ISDIR(st->st_mode))
		return;
	each_entry(path, add_to_tree, &tree);
	tree.root = root_of(path);
	VEC_PUSH(trees, tree);
}

static int by_use(const void *a, const void *b)
{
	const struct kept_tree *left = a, *right = b;

	if (left->used != right->used)
		return left->used > right->used ? -1 : 1;
	return strcmp(left->root, right->root);
}

void kept_trees_list(const char *home, struct kept_trees *trees)
{
	*trees = (struct kept_trees){0};
	each_entry(home, add_tree, trees);
	if (trees->n)
		qsort(trees->items, trees->n, sizeof(*trees->items), by_use);
}

void kept_trees_free(struct kept_trees *trees)
{
	for (size_t i = 0; i < trees->n; i++)
		free(trees->items[i].root);
	free(trees->items);
	*trees = (struct kept_trees){0};
}

static void clear(const char *path, const struct stat *st, void *data)
{
	int *error = data;

	if (S_ISDIR(st->st_mode))
		each_entry(path, clear, data);
	if (remove(path))
		*error = errno;
}

int kept_trees_clear(const char *home)
{
	int error = 0;

	each_entry(home, clear, &error);
	errno = error;
	return error ? -1 : 0;
}

static void add_file(const char *path, const struct stat *st, void *data)
{
	struct kept_file file = { .size = (uint64_t)st->st_size, .written = st->st_mtime };

	if (S_ISDIR(st->st_mode)) {
		each_entry(path, add_file, data);
		return;
	}
	file.path = mem_strdup(path);
	VEC_PUSH((struct kept_files *)data, file);
}

static int by_age(const void *a, const void *b)
{
	const struct kept_file *left = a, *right = b;

	if (left->written != right->written)
		return left->written < right->written ? -1 : 1;
	return strcmp(left->path, right->path);
}

/* Files that are whole have one of these names; others are on the way to one. */
static bool is_temporary(const char *path)
{
	static const char *const endings[] = { ".answer", ".pch", ".files" };
	static const char *const names[] = { "tree", "homes", "folders", "CACHEDIR.TAG", "limited" };
	const char *name = path_name(path), *dot = strchr(name, '.');

	if (strstr(path, "/" KEPT_WORK "/"))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(name, names[i]))
			return false;
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (dot && !strcmp(dot, endings[i]))
			return false;
	return true;
}

static uint64_t most_bytes(void)
{
	const char *text = getenv("GUPTIDY_CACHE_SIZE");
	char *end;
	unsigned long value = text ? strtoul(text, &end, 10) : 0;

	return (uint64_t)(text && *text && !*end && *text != '-' ? value : KEPT_SIZE) << 20;
}

static void limit_files(const struct kept_files *files)
{
	time_t now = time(NULL);
	uint64_t all = 0, most = most_bytes();

	for (size_t i = 0; i < files->n; i++)
		all += files->items[i].size;
	for (size_t i = 0; i < files->n; i++) {
		const struct kept_file *file = &files->items[i];
		time_t days = is_temporary(file->path) ? 1 : KEPT_DAYS;

		if (file->written < now - days * A_DAY ||
		    (all > most && file->size && strcmp(path_name(file->path), "tree"))) {
			unlink(file->path);
			all -= file->size;
		}
	}
}

static void remove_empty(const char *path, const struct stat *st, void *data)
{
	(void)data;
	if (S_ISDIR(st->st_mode))
		rmdir(path);
}

/* One of the processes that begin a day does it, as the first file of that day is its. */
static bool is_due(const char *home)
{
	char *path = path_join(home, "limited");
	struct stat st;
	bool due = stat(path, &st) || st.st_mtime < time(NULL) - A_DAY;
	int fd;

	if (due && utimensat(AT_FDCWD, path, NULL, 0)) {
		fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		due = fd >= 0;
		if (due)
			close(fd);
	}
	free(path);
	return due;
}

void kept_trees_limit(const char *home)
{
	struct kept_files files = {0};

	if (!is_due(home))
		return;
	each_entry(home, add_file, &files);
	if (files.n)
		qsort(files.items, files.n, sizeof(*files.items), by_age);
	limit_files(&files);
	each_entry(home, remove_empty, NULL);
	for (size_t i = 0; i < files.n; i++)
		free(files.items[i].path);
	free(files.items);
}
