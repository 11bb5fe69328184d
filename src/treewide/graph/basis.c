// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/basis.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/map.h"
#include "base/files/stamp.h"
#include "kernel/tree/compdb.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"
#include "treewide/work/cache.h"

#include <stdlib.h>
#include <string.h>

#define FORM "guptidy basis 1"
#define ASKED 'A'
#define HOME 'H'

/* By its bytes: on another machine the same program has other times. */
static void digest_program(struct digest *digest)
{
	struct err err = {0};
	struct map map;

	if (map_open(&map, "/proc/self/exe", &err)) {
		err_clear(&err);
		return;
	}
	digest_bytes(digest, map.data, map.length);
	map_close(&map);
}

void basis_key(const struct run *run, const struct run_options *options, enum goal goal,
	       char key[DIGEST_LENGTH + 1])
{
	struct cache_basis basis = {
		.tree = &run->tree, .family = &run->family, .version = run->version, .goal = goal,
		.rules = options->rules, .to = options->to,
	};
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, FORM);
	digest_program(&digest);
	digest_text(&digest, stamps_get(run->stamps, compdb_path(run->tree.compdb)));
	digest_bytes(&digest, &options->always_ask, sizeof(options->always_ask));
	digest_bytes(&digest, &options->time_limit, sizeof(options->time_limit));
	cache_digest_basis(&digest, &basis);
	cache_digest_rules(&digest, options->rules);
	digest_end(&digest, key);
}

int basis_check(const struct run *run, const struct run_options *options, enum goal goal, const char *key,
		struct err *err)
{
	char now[DIGEST_LENGTH + 1];

	basis_key(run, options, goal, now);
	if (!strcmp(now, key))
		return 0;
	return err_set(err, "%s: what the tree declares, or guptidy itself, is not what the graph was written "
		       "for; run again what wrote it", run->tree.root);
}

/* A home's headers have the flags, too. */
static bool declares(const struct run *run, const char *path)
{
	if (family_is_home(path) && ends_with(path, ".h"))
		return true;
	for (size_t i = 0; i < run->family.n; i++)
		if (!strcmp(run->family.items[i].path, path))
			return true;
	return false;
}

int basis_write(const struct graph *graph, const struct run *run, const char *key, struct err *err)
{
	char *path = graph_path(graph, "basis");
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	texts_add(&content, key);
	for (size_t i = 0; i < run->n_sources; i++)
		if (declares(run, run->sources[i].path))
			texts_add_marked(&content, i < run->n_asked ? ASKED : HOME, run->sources[i].path);
	status = work_write_news(path, &content, err);
	buf_free(&content);
	free(path);
	return status;
}

static void take_file(struct only *only, const char *text)
{
	char *copy = mem_strdup(text + 1);

	if (*text == ASKED)
		VEC_PUSH(&only->asked, copy);
	else
		VEC_PUSH(&only->homes, copy);
}

int basis_read(const struct graph *graph, char key[DIGEST_LENGTH + 1], struct only *only, struct err *err)
{
	char *path = graph_path(graph, "basis");
	struct path_list texts = {0};
	int status = texts_read(path, FORM, &texts, err);

	if (!status && (!texts.n || strlen(texts.items[0]) != DIGEST_LENGTH))
		status = err_set(err, "%s: has no key; remove the work folder", path);
	if (!status)
		memcpy(key, texts.items[0], DIGEST_LENGTH + 1);
	for (size_t i = 1; !status && i < texts.n; i++)
		take_file(only, texts.items[i]);
	path_list_free(&texts);
	free(path);
	return status;
}
