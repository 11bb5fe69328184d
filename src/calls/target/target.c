// SPDX-License-Identifier: GPL-2.0-only
#include "calls/target/target.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "c/headers/headers.h"
#include "calls/family/homes.h"
#include "calls/target/word.h"
#include "kernel/tree/tree.h"

#include <stdlib.h>

static void name_mmap_lock(struct target *target)
{
	target->has_mmap_functions = target->version >= KERNEL(5, 8);
	target->has_mmap_sem = !target->has_mmap_functions;
}

static int open_version(struct target *target, const char *word, struct err *err)
{
	struct version_word read;

	if (version_word_read(word, &read, err))
		return -1;
	target->version = read.version;
	target->version_code = read.code;
	target->name = mem_strdup(word + (*word == 'v'));
	family_add_version(&target->family, read.version);
	name_mmap_lock(target);
	return 0;
}

/* As treewide/run/sources.c has it, but that nothing of the source is kept. */
static int add_file(struct target *target, const struct tree *tree, const struct scanned_file *file,
		    struct err *err)
{
	struct headers headers;
	struct source source;

	if (file->language != LANGUAGE_C)
		return 0;
	if (source_open(&source, tree->root, file, err))
		return -1;
	headers_open(&headers, tree->root, NULL);
	source_judge(&source, tree->version_code, &headers.reader);
	family_add(&target->family, &source);
	headers_close(&headers);
	source_close(&source);
	return 0;
}

/* What cannot be read may be the declaration that decides: there is no half a target. */
static int add_homes(struct target *target, const struct tree *tree, const struct scan *homes,
		     struct err *err)
{
	if (homes->n_problems)
		return err_set(err, "%s/%s: %s", tree->root, homes->problems[0].path,
			       homes->problems[0].reason);
	for (size_t i = 0; i < homes->n_files; i++)
		if (add_file(target, tree, &homes->files[i], err))
			return -1;
	if (!family_is_known(&target->family))
		return err_set(err, "%s: declares nothing of the get_user_pages family; name a whole "
			       "kernel tree, or the folder of a kernel's headers", tree->root);
	return 0;
}

/* True if the code of that file has the word; *is_known: there is such a file. */
static bool has_word(const struct tree *tree, const char *path, const char *word, bool *is_known)
{
	char *full = path_join(tree->root, path);
	struct token_list tokens;
	struct buf text = {0};
	struct err err = {0};
	bool found = false;

	*is_known = !load_file(&text, full, &err);
	if (*is_known) {
		tokenize(text.data, text.length, &tokens);
		for (size_t i = 0; i < tokens.n && !found; i++)
			found = token_is(&tokens, i, word);
		token_list_free(&tokens);
	}
	err_clear(&err);
	buf_free(&text);
	free(full);
	return found;
}

/* Its own headers say; where there are none, its version. */
static void find_mmap_lock(struct target *target, const struct tree *tree)
{
	bool is_known, has_sem, has_functions;

	name_mmap_lock(target);
	has_sem = has_word(tree, "include/linux/mm_types.h", "mmap_sem", &is_known);
	if (!is_known)
		return;
	has_functions = has_word(tree, "include/linux/mmap_lock.h", "mmap_read_lock", &is_known);
	target->has_mmap_sem = has_sem;
	target->has_mmap_functions = has_functions;
}

static int read_tree(struct target *target, const struct tree *tree,
		     const struct target_options *options, struct err *err)
{
	struct scan homes = {0};
	int status;

	target->name = mem_strdup(tree->version_text);
	target->root = mem_strdup(tree->root);
	target->version = tree->version;
	target->version_code = tree->version_code;
	find_mmap_lock(target, tree);
	status = homes_scan(tree, options->jobs, options->use_cache, &homes, err);
	if (!status)
		status = add_homes(target, tree, &homes, err);
	scan_free(&homes);
	return status;
}

static int open_tree(struct target *target, const char *word, const struct target_options *options,
		     struct err *err)
{
	struct tree tree;
	int status = tree_open(&tree, word, word, err);

	if (!status)
		status = read_tree(target, &tree, options, err);
	tree_close(&tree);
	return status;
}

int target_open(struct target *target, const char *word, const struct target_options *options,
		struct err *err)
{
	*target = (struct target){0};
	if (path_is_folder(word) && !version_word_is_whole(word))
		return open_tree(target, word, options, err);
	if (version_word_begins(word))
		return open_version(target, word, err);
	return err_set(err, "%s: neither a kernel's version, as 6.12, nor a folder; name one of those",
		       word);
}

void target_close(struct target *target)
{
	family_free(&target->family);
	free(target->name);
	free(target->root);
	*target = (struct target){0};
}
