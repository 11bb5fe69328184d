// SPDX-License-Identifier: GPL-2.0-only
#include "target/target.h"

#include "base/err.h"
#include "base/mem.h"
#include "family/homes.h"
#include "headers/headers.h"
#include "target/word.h"
#include "tree/tree.h"

#include <stdlib.h>
#include <sys/stat.h>

static bool is_folder(const char *word)
{
	struct stat st;

	return !stat(word, &st) && S_ISDIR(st.st_mode);
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
	return 0;
}

/* As run/sources.c has it, but that nothing of the source is kept. */
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
	family_add(&target->family, &source, false);
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

static int read_tree(struct target *target, const struct tree *tree,
		     const struct target_options *options, struct err *err)
{
	struct scan homes = {0};
	int status;

	target->name = mem_strdup(tree->version_text);
	target->root = mem_strdup(tree->root);
	target->version = tree->version;
	target->version_code = tree->version_code;
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
	if (is_folder(word) && !version_word_is_whole(word))
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
