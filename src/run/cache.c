// SPDX-License-Identifier: GPL-2.0-only
#include "run/cache.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/keep.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/stamp.h"
#include "parse/parse.h"
#include "run/scratch.h"
#include "run/state.h"
#include "tree/compdb.h"
#include "tree/tree.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define KEY_LENGTH 32
#define A_DAY (24 * 60 * 60)	/* seconds */

static void hash_name(const struct hash *hash, char *name)
{
	snprintf(name, KEY_LENGTH + 1, "%016llx%016llx", (unsigned long long)hash->a,
		 (unsigned long long)hash->b);
}

static void hash_family(struct hash *hash, const struct family *family)
{
	for (size_t i = 0; i < family->n; i++) {
		const struct declared *declared = &family->items[i];
		char *text = declared_describe(declared);

		hash_text(hash, text);
		/* Answers tell where the declaration stands, and hang on names of its parameters. */
		hash_text(hash, declared->path);
		hash_bytes(hash, &declared->line, sizeof(declared->line));
		hash_bytes(hash, &declared->column, sizeof(declared->column));
		for (size_t p = 0; p < declared->prototype.n; p++)
			hash_text(hash, declared->prototype.parameters[p].name);
		free(text);
	}
	for (size_t i = 0; i < family->flags.n; i++)
		hash_text(hash, family->flags.items[i]);
}

/* Removes what old states of the tree needed, once nobody can be at work on it. */
static void sweep(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	struct stat st;

	while (folder && (entry = readdir(folder))) {
		if (strstr(entry->d_name, PCH_OF_OVERLAY ".") &&
		    !fstatat(dirfd(folder), entry->d_name, &st, 0) &&
		    st.st_mtime < time(NULL) - A_DAY)
			unlinkat(dirfd(folder), entry->d_name, 0);
	}
	if (folder)
		closedir(folder);
}

/* The overlay's files have no stamp on the disk; what they hold is theirs. */
static void lay_over(struct cache *cache, const struct tree *tree, const struct state *state,
		     struct hash *key)
{
	hash_text(key, state->name);
	for (size_t i = 0; i < state->overlay->n; i++) {
		const struct overlay_file *file = &state->overlay->items[i];
		char *full = path_join(tree->root, file->path), name[KEY_LENGTH + 1];
		struct hash hash;

		hash_init(&hash);
		hash_text(&hash, file->text ? "there" : NULL);
		hash_bytes(&hash, file->text ? file->text : "", file->length);
		hash_name(&hash, name);
		stamps_set(cache->stamps, full, name);
		free(full);
	}
}

int cache_open(struct cache *cache, const struct tree *tree, const struct family *family,
	       enum goal goal, const struct state *state, bool keep, struct err *err)
{
	struct hash hash;

	*cache = (struct cache){ .stamps = stamps_new() };
	cache->folder = keep ? keep_folder(tree->root) : NULL;
	cache->keeps = cache->folder;
	if (cache->keeps)
		sweep(cache->folder);
	if (!cache->folder)
		cache->folder = scratch_folder(err);
	hash_init(&hash);
	hash_text(&hash, tree->root);
	hash_text(&hash, stamps_get(cache->stamps, "/proc/self/exe"));
	hash_text(&hash, stamps_get(cache->stamps, compdb_path(tree->compdb)));
	hash_text(&hash, tree->version_text);
	hash_bytes(&hash, &goal, sizeof(goal));
	hash_family(&hash, family);
	if (state && state->overlay->n)
		lay_over(cache, tree, state, &hash);
	hash_name(&hash, cache->key);
	return cache->folder ? 0 : -1;
}

/* KEY of everything that an answer was made from. */
static void answer_key(struct cache *cache, const struct source *source,
		       const struct wire_files *files, char *key)
{
	struct hash hash;

	hash_init(&hash);
	hash_text(&hash, cache->key);
	hash_bytes(&hash, source->text.data, source->text.length);
	for (size_t i = 0; i < files->n; i++) {
		hash_text(&hash, files->items[i]);
		hash_text(&hash, stamps_get(cache->stamps, files->items[i]));
	}
	hash_name(&hash, key);
}

static char *answer_path(const struct cache *cache, const struct source *source)
{
	char name[KEY_LENGTH + 1];
	struct hash hash;

	hash_init(&hash);
	hash_text(&hash, cache->key);
	hash_text(&hash, source->path);
	hash_name(&hash, name);
	return mem_printf("%s/%s.answer", cache->folder, name);
}

/* The file is the answer's key, a newline, and the answer. */
static bool load(struct cache *cache, const struct source *source, const struct buf *text,
		 struct result *result)
{
	struct wire_files files = {0};
	struct result kept = {0};
	char key[KEY_LENGTH + 1];
	bool good = false;

	if (text->length > KEY_LENGTH && text->data[KEY_LENGTH] == '\n' &&
	    !wire_read(text->data + KEY_LENGTH + 1, text->length - KEY_LENGTH - 1, source->file,
		       &kept, &files)) {
		answer_key(cache, source, &files, key);
		good = !memcmp(key, text->data, KEY_LENGTH);
	}
	if (good)
		result_take(result, &kept);
	result_free(&kept);
	wire_files_free(&files);
	return good;
}

bool cache_load(struct cache *cache, const struct source *source, struct result *result)
{
	char *path = answer_path(cache, source);
	struct buf text = {0};
	struct err err = {0};
	bool good = !buf_read_file(&text, path, &err) && load(cache, source, &text, result);

	err_clear(&err);
	buf_free(&text);
	free(path);
	return good;
}

/*
 * An answer with a question left may find one when a header appears that was missing, and of that there
 * is no stamp.
 */
static bool may_keep(const struct cache *cache, const struct result *result,
		     const struct wire_files *files)
{
	for (size_t i = 0; i < files->n; i++)
		if (!stamps_hold(cache->stamps, files->items[i]))
			return false;
	return cache->keeps && !result->unanalysed.n;
}

static void write_answer(struct cache *cache, const struct source *source,
			 const struct wire_files *files, const char *answer, size_t length)
{
	char *path = answer_path(cache, source), *own = mem_printf("%s.%ld", path, (long)getpid());
	FILE *file = fopen(own, "w");
	char key[KEY_LENGTH + 1];

	if (file) {
		answer_key(cache, source, files, key);
		fprintf(file, "%s\n", key);
		fwrite(answer, 1, length, file);
		if (fclose(file) || rename(own, path))
			unlink(own);
	}
	free(own);
	free(path);
}

void cache_store(struct cache *cache, const struct source *source, const char *answer,
		 size_t length)
{
	struct wire_files files = {0};
	struct result result = {0};

	if (!wire_read(answer, length, source->file, &result, &files) &&
	    may_keep(cache, &result, &files))
		write_answer(cache, source, &files, answer, length);
	result_free(&result);
	wire_files_free(&files);
}

void cache_close(struct cache *cache)
{
	if (cache->folder && !cache->keeps)
		scratch_remove(cache->folder);
	free(cache->folder);
	stamps_free(cache->stamps);
	*cache = (struct cache){0};
}
