// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/work/cache.h"

#include "base/data/buf.h"
#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/keep.h"
#include "base/files/path.h"
#include "base/files/stamp.h"
#include "c/clang/parse.h"
#include "c/source/source.h"
#include "calls/target/target.h"
#include "check/rules/rule.h"
#include "kernel/tree/compdb.h"
#include "kernel/tree/overlay.h"
#include "kernel/tree/tree.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define A_DAY (24 * 60 * 60)	/* seconds */

void cache_digest_family(struct digest *digest, const struct family *family)
{
	digest_text(digest, family->name);
	digest_bytes(digest, &family->own_version, sizeof(family->own_version));
	for (size_t i = 0; i < family->n; i++) {
		const struct declared *declared = &family->items[i];
		char *text = declared_describe(declared);

		digest_text(digest, text);
		/* Answers tell where the declaration stands, and hang on names of its parameters. */
		digest_text(digest, declared->path);
		digest_bytes(digest, &declared->line, sizeof(declared->line));
		digest_bytes(digest, &declared->column, sizeof(declared->column));
		for (size_t p = 0; p < declared->prototype.n; p++)
			digest_text(digest, declared->prototype.parameters[p].name);
		free(text);
	}
	for (size_t i = 0; i < family->flags.n; i++)
		digest_text(digest, family->flags.items[i]);
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
static void lay_over(struct cache *cache, const struct cache_basis *basis, struct digest *key)
{
	digest_text(key, basis->state);
	for (size_t i = 0; i < basis->overlay->n; i++) {
		const struct overlay_file *file = &basis->overlay->items[i];
		char *full = path_join(basis->tree->root, file->path), name[DIGEST_LENGTH + 1];
		struct digest digest;

		digest_init(&digest);
		digest_text(&digest, file->text ? "there" : NULL);
		digest_bytes(&digest, file->text ? file->text : "", file->length);
		digest_end(&digest, name);
		stamps_set(cache->stamps, full, name);
		free(full);
	}
}

void cache_digest_rules(struct digest *digest, const struct rule_set *rules)
{
	if (rules)
		digest_bytes(digest, rules, sizeof(*rules));
}

void cache_digest_basis(struct digest *digest, const struct cache_basis *basis)
{
	const struct family *family = basis->family;

	digest_text(digest, basis->tree->root);
	digest_text(digest, basis->tree->version_text);
	digest_bytes(digest, &basis->version, sizeof(basis->version));
	digest_bytes(digest, &basis->goal, sizeof(basis->goal));
	for (size_t i = 0; basis->goal == GOAL_CONVERT && i < family->n; i++)
		digest_bytes(digest, &family->items[i].is_asked,
			     sizeof(family->items[i].is_asked));
	cache_digest_family(digest, family);
	if (basis->to) {
		digest_bytes(digest, &basis->to->version_code, sizeof(basis->to->version_code));
		digest_bytes(digest, &basis->to->serves_older, sizeof(basis->to->serves_older));
		cache_digest_family(digest, &basis->to->family);
	}
}

void cache_digest_source(struct digest *digest, const struct source *source)
{
	digest_text(digest, source->path);
	digest_bytes(digest, source->text.data, source->text.length);
	if (source->verdicts)
		digest_bytes(digest, source->verdicts, source->outline.branches.n);
}

void cache_source_digits(const struct source *source, char digits[DIGEST_LENGTH + 1])
{
	struct digest digest;

	digest_init(&digest);
	cache_digest_source(&digest, source);
	digest_end(&digest, digits);
}

static void make_key(struct cache *cache, const struct cache_basis *basis)
{
	struct digest digest, of_some;

	digest_init(&digest);
	digest_text(&digest, stamps_get(cache->stamps, "/proc/self/exe"));
	digest_text(&digest, stamps_get(cache->stamps, compdb_path(basis->tree->compdb)));
	cache_digest_basis(&digest, basis);
	if (basis->overlay && basis->overlay->n)
		lay_over(cache, basis, &digest);
	of_some = digest;
	digest_end(&digest, cache->whole_key);
	cache_digest_rules(&of_some, basis->rules);
	digest_end(&of_some, cache->key);
}

int cache_open(struct cache *cache, const struct cache_basis *basis, bool keep, struct err *err)
{
	const char *root = basis->tree->root;

	*cache = (struct cache){ .stamps = stamps_new() };
	cache->folder = keep ? keep_folder(root) : NULL;
	cache->keeps = cache->folder;
	if (cache->keeps)
		sweep(cache->folder);
	if (!cache->folder && !scratch_open(&cache->scratch, err))
		cache->folder = mem_strdup(cache->scratch.path);
	make_key(cache, basis);
	return cache->folder ? 0 : -1;
}

/* KEY of everything that an answer was made from; cache_key is one of the cache's two. */
static void answer_key(struct cache *cache, const char *cache_key, const struct source *source,
		       const struct made_from *files, char *key)
{
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, cache_key);
	digest_bytes(&digest, source->text.data, source->text.length);
	/* They hang on headers that no compiler may have been asked to read. */
	if (source->verdicts)
		digest_bytes(&digest, source->verdicts, source->outline.branches.n);
	for (size_t i = 0; i < files->n; i++) {
		digest_text(&digest, files->items[i]);
		digest_text(&digest, stamps_get(cache->stamps, files->items[i]));
	}
	digest_end(&digest, key);
}

static char *answer_path(const struct cache *cache, const char *cache_key, const struct source *source)
{
	char name[DIGEST_LENGTH + 1];
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, cache_key);
	digest_text(&digest, source->path);
	digest_end(&digest, name);
	return mem_printf("%s/%s.answer", cache->folder, name);
}

/* The answer says itself which files it was made from; the key, which stands before it, what they held. */
static bool load(struct cache *cache, const char *cache_key, const struct source *source,
		 const struct buf *text, const char *kept_key, struct result *result)
{
	struct made_from files = {0};
	struct result kept = {0};
	char key[DIGEST_LENGTH + 1];
	bool good = false;

	if (!form_read(text->data, text->length, source->file, rule_name, &kept, &files)) {
		answer_key(cache, cache_key, source, &files, key);
		good = !strcmp(key, kept_key) && result_fits(&kept, source);
	}
	if (good) {
		result_read_excerpts(&kept, source);
		result_take(result, &kept);
	}
	result_free(&kept);
	made_from_free(&files);
	return good;
}

static bool load_under(struct cache *cache, const char *cache_key, const struct source *source,
		       struct result *result)
{
	char *path = answer_path(cache, cache_key, source), key[DIGEST_LENGTH + 1];
	struct buf text = {0};
	bool good = keep_read(path, &text, key) && load(cache, cache_key, source, &text, key, result);

	buf_free(&text);
	free(path);
	return good;
}

bool cache_load(struct cache *cache, const struct source *source, struct result *result)
{
	return load_under(cache, cache->key, source, result) ||
	       (strcmp(cache->key, cache->whole_key) &&
		load_under(cache, cache->whole_key, source, result));
}

/*
 * An answer with a question left may find one when a header appears that was missing, and of that there
 * is no stamp.
 */
static bool may_keep(const struct cache *cache, const struct result *result,
		     const struct made_from *files)
{
	if (!cache->keeps || result->unanalysed.n)
		return false;
	for (size_t i = 0; i < files->n; i++)
		if (!stamps_hold(cache->stamps, files->items[i]))
			return false;
	return true;
}

static void write_answer(struct cache *cache, const struct source *source,
			 const struct made_from *files, const char *answer, size_t length)
{
	char *path = answer_path(cache, cache->key, source), key[DIGEST_LENGTH + 1];

	answer_key(cache, cache->key, source, files, key);
	keep_write(path, key, answer, length);
	free(path);
}

void cache_store(struct cache *cache, const struct source *source, const struct result *result,
		 const struct made_from *files, const char *answer, size_t length)
{
	if (may_keep(cache, result, files))
		write_answer(cache, source, files, answer, length);
}

/* KEY of a proof: the digits of its caller, and what the compiler read. */
static void proof_key(struct cache *cache, const char *digits, const struct made_from *files, char *key)
{
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, "proof 1");
	digest_text(&digest, cache->key);
	digest_text(&digest, digits);
	for (size_t i = 0; i < files->n; i++) {
		digest_text(&digest, files->items[i]);
		digest_text(&digest, stamps_get(cache->stamps, files->items[i]));
	}
	digest_end(&digest, key);
}

static char *proof_path(const struct cache *cache, const char *path)
{
	char name[DIGEST_LENGTH + 1];
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, cache->key);
	digest_text(&digest, path);
	digest_end(&digest, name);
	return mem_printf("%s/%s.proof", cache->folder, name);
}

/* The paths of a kept proof, each with its NUL. */
static void read_paths(const struct buf *text, struct made_from *files)
{
	for (size_t at = 0; at < text->length; at += strlen(text->data + at) + 1) {
		char *path = mem_strdup(text->data + at);

		VEC_PUSH(files, path);
	}
}

bool cache_is_proved(struct cache *cache, const char *path, const char *digits, struct made_from *files)
{
	char *kept = proof_path(cache, path), kept_key[DIGEST_LENGTH + 1], key[DIGEST_LENGTH + 1];
	struct made_from read = {0};
	struct buf text = {0};
	bool good = cache->keeps && keep_read(kept, &text, kept_key);

	if (good) {
		read_paths(&text, &read);
		proof_key(cache, digits, &read, key);
		good = !strcmp(key, kept_key);
	}
	for (size_t i = 0; good && i < read.n; i++)
		VEC_PUSH(files, read.items[i]);
	if (good)
		read.n = 0;
	made_from_free(&read);
	buf_free(&text);
	free(kept);
	return good;
}

void cache_note_proved(struct cache *cache, const char *path, const char *digits,
		       const struct made_from *files)
{
	char *kept = proof_path(cache, path), key[DIGEST_LENGTH + 1];
	bool holds = cache->keeps;
	struct buf text = {0};

	for (size_t i = 0; i < files->n && holds; i++) {
		holds = stamps_hold(cache->stamps, files->items[i]);
		buf_add(&text, files->items[i], strlen(files->items[i]) + 1);
	}
	if (holds) {
		proof_key(cache, digits, files, key);
		keep_write(kept, key, text.data, text.length);
	}
	buf_free(&text);
	free(kept);
}

void cache_leave_to_parent(const struct cache *cache)
{
	if (!cache->keeps)
		scratch_leave_to_parent(&cache->scratch);
}

void cache_close(struct cache *cache)
{
	scratch_close(&cache->scratch);
	free(cache->folder);
	stamps_free(cache->stamps);
	*cache = (struct cache){0};
}
