// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where an index differs from a commit's tree: against lists of files that are made by chance, always
 * the same, and compared one by one. libgit2 writes trees and indexes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <git2.h>

#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/git/index.h"
#include "kernel/git/recorded.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 400

/* Paths that sort in all the ways there are; where one is a file, it is no folder of another. */
static const char *const paths[] = {
	"b", "b-/b", "b.c", "b.c/b", "b.c/b/b", "b/b", "b/b-", "b/b.c", "b/b/b", "b/b/b.c", "b/b/b/b",
	"b/b/c", "b/b0", "b/c", "b/c.c", "b/c/b", "b0", "b0/b", "c", "c/b", "c/b.c", "c/b/c", "c/c/c/c",
	"c0",
};

static char folder[] = "/tmp/guptidy-recorded-XXXXXX";
static git_repository *repository;
static git_oid blobs[3];

/* What a state has at each of the paths: 0 is nothing, else a blob. */
struct files {
	unsigned char at[ARRAY_SIZE(paths)];
};

static bool is_in_the_way(const char *a, const char *b)
{
	size_t length = strlen(a);

	return !strncmp(a, b, length) && b[length] == '/';
}

static uint32_t chance(uint32_t *seed, size_t n)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % (uint32_t)n;
}

static void change(struct files *files, uint32_t *seed, uint32_t n)
{
	while (n--) {
		size_t which = chance(seed, ARRAY_SIZE(paths));

		for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
			if (is_in_the_way(paths[i], paths[which]) ||
			    is_in_the_way(paths[which], paths[i]))
				files->at[i] = 0;
		files->at[which] = (unsigned char)chance(seed, 1 + ARRAY_SIZE(blobs));
	}
}

/* Makes the index one of these files, and touches nothing else in it. */
static void make(git_index *index, const struct files *files)
{
	for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
		if (!files->at[i] && git_index_get_bypath(index, paths[i], 0))
			assert_int_equal(git_index_remove(index, paths[i], 0), 0);
	for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
		const git_index_entry *there = git_index_get_bypath(index, paths[i], 0);
		git_index_entry entry = { .mode = 0100644, .path = paths[i] };

		if (!files->at[i])
			continue;
		entry.id = blobs[files->at[i] - 1];
		if (!there || !git_oid_equal(&there->id, &entry.id))
			assert_int_equal(git_index_add(index, &entry), 0);
	}
}

static git_tree *tree_of(const struct files *files)
{
	git_index *index;
	git_tree *tree;
	git_oid id;

	assert_int_equal(git_index_new(&index), 0);
	make(index, files);
	assert_int_equal(git_index_write_tree_to(&id, index, repository), 0);
	git_index_free(index);
	assert_int_equal(git_tree_lookup(&tree, repository, &id), 0);
	return tree;
}

struct told {
	struct { char **items; size_t n, capacity; } paths;
};

static void tell(const char *path, bool is_submodule, void *data)
{
	struct told *told = data;
	char *copy = mem_strdup(path);

	assert_false(is_submodule);
	VEC_PUSH(&told->paths, copy);
}

static size_t times_told(const struct told *told, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; i < told->paths.n; i++)
		n += !strcmp(told->paths.items[i], path);
	return n;
}

static void assert_told(git_tree *tree, const struct files *old, const struct files *new,
			const struct index *index)
{
	struct told told = {0};

	assert_int_equal(recorded_compare(tree, index, tell, &told), 0);
	for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
		assert_int_equal(times_told(&told, paths[i]), old->at[i] != new->at[i]);
	for (size_t i = 0; i < told.paths.n; i++)
		free(told.paths.items[i]);
	free(told.paths.items);
}

static size_t known_trees(const struct index *index)
{
	size_t n = 0;

	for (size_t i = 0; i < index->folders.n; i++)
		n += index->folders.items[i].tree != NULL;
	return n;
}

/* The index begins as the base's tree, so that it knows the trees of what was not touched. */
static void differences_are_those_of_the_lists(void **state)
{
	char *path = mem_printf("%s/index", folder);
	uint32_t seed = 1;
	size_t n_known = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct files base = {0}, old, new;
		git_tree *base_tree, *old_tree;
		struct index index;
		git_index *written;
		struct err err = {0};

		change(&base, &seed, 40);
		old = new = base;
		change(&old, &seed, round & 1 ? 3 : 0);
		change(&new, &seed, round & 2 ? 3 : 1);
		base_tree = tree_of(&base);
		old_tree = tree_of(&old);
		remove(path);
		assert_int_equal(git_index_open(&written, path), 0);
		assert_int_equal(git_index_read_tree(written, base_tree), 0);
		make(written, &new);
		assert_int_equal(git_index_write(written), 0);
		git_index_free(written);
		assert_int_equal(index_read(&index, path, &err), 0);
		assert_told(old_tree, &old, &new, &index);
		n_known += known_trees(&index);
		index_free(&index);
		git_tree_free(old_tree);
		git_tree_free(base_tree);
	}
	assert_true(n_known > ROUNDS);	/* else nothing of this was tested with known trees */
	free(path);
}

static int make_repository(void **state)
{
	(void)state;
	git_libgit2_init();
	if (!mkdtemp(folder) || git_repository_init(&repository, folder, 0))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(blobs); i++)
		if (git_blob_create_from_buffer(&blobs[i], repository, &"123"[i], 1))
			return -1;
	return 0;
}

static int remove_repository(void **state)
{
	char *command = mem_printf("rm -rf %s", folder);
	int status = system(command);

	(void)state;
	git_repository_free(repository);
	git_libgit2_shutdown();
	free(command);
	return status;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(differences_are_those_of_the_lists),
	};

	return cmocka_run_group_tests(tests, make_repository, remove_repository);
}
