// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/compiled.h"

#include "base/data/mem.h"
#include "c/clang/parse.h"
#include "patch/migrate/compile.h"
#include "treewide/work/pool.h"
#include "treewide/work/sandbox.h"

#include <stdlib.h>
#include <string.h>

#define FEW 4	/* so many files are compiled sooner than a header is precompiled for them */

/* --- the answers --- */

/* The paths behind the letter of an answer, each with its NUL. */
static void take_paths(const char *at, const char *end, struct made_from *files)
{
	for (; at < end; at += strlen(at) + 1)
		VEC_PUSH(files, mem_strdup(at));
}

static void keep_proof(struct compiling *compiling, size_t index, const struct made_from *files)
{
	char digits[DIGEST_LENGTH + 1];

	digest_file(compiling, index, digits);
	cache_note_proved(&compiling->cache, compiling->migrated->files[index].path, digits, files);
}

/* Notes the calls of an answer in their file. */
static char *note_refused(struct migrated_file *file, const char *answer)
{
	char *reason = NULL, *rest;

	for (const char *at = answer + 1; *at && !reason; at = strchr(at, '\n') + 1) {
		size_t offset = strtoull(at, &rest, 10);
		char *why = mem_strndup(rest + 1, strcspn(rest + 1, "\n"));

		reason = refuse_call(file, offset, why);
		free(why);
	}
	return reason;
}

static void take_verdict(struct compiling *compiling, size_t index, const char *answer, size_t length)
{
	const char *letter = answer + strlen(answer) + 1;
	struct made_from files = {0};

	if (*answer == '@')
		compiling->reasons[index] = note_refused(&compiling->migrated->files[index], answer);
	else if (*answer)
		compiling->reasons[index] = mem_strdup(answer);
	take_paths(letter + 1, answer + length, &files);
	if (compiling->read)
		compiling->read[index] = files;
	else if (!*answer && *letter == VERDICT_KEPT)
		keep_proof(compiling, index, &files);
	if (!compiling->read)
		made_from_free(&files);
}

static void take(size_t job, enum pool_status status, const char *answer, size_t length, void *data)
{
	struct compiling *compiling = data;
	size_t index = compiling->files.items[job];
	char **reason = &compiling->reasons[index];

	if (status == POOL_TIMED_OUT)
		*reason = mem_strdup("the compiler took too long; give it more with --time-limit");
	else if (status == POOL_OUT_OF_MEMORY)
		*reason = mem_strdup("the compiler needed more memory than it may take; run fewer with -j");
	else if (status != POOL_DONE || !length || answer[length - 1] || strlen(answer) + 1 == length)
		*reason = mem_strdup("the compiler crashed");
	else
		take_verdict(compiling, index, answer, length);
}

/* --- the workers --- */

static void *start(void *data)
{
	struct compiling *compiling = data;
	const char *folder = compiling->cache.folder;
	struct parser *parser;

	cache_leave_to_parent(&compiling->cache);
	sandbox_enter(&(struct sandbox){ .writable = &folder, .n_writable = 1, .workers = compiling->workers,
					 .root = compiling->migrated->run->tree.root });
	parser = parser_new(&compiling->migrated->run->tree, folder, compiling->clang);
	if (compiling->expects_few || compiling->files.n <= FEW)
		parser_expect_few(parser);
	return parser;
}

int compile_listed(struct compiling *compiling, struct err *err)
{
	const struct run_options *options = compiling->migrated->options;
	struct pool pool = {
		.workers = options->jobs, .time_limit = options->time_limit, .start = start,
		.work = compile_file, .done = take, .hurries = true,
		.memory = sandbox_memory(options->jobs), .data = compiling,
	};

	if (pool.workers > compiling->files.n)
		pool.workers = (unsigned)compiling->files.n;
	compiling->workers = pool.workers;
	compiling->clang = libclang_load(err);
	return compiling->clang ? pool_run(&pool, compiling->files.n, err) : -1;
}

/* --- which files --- */

static void list_asked(struct compiling *compiling, const bool *asks)
{
	for (size_t i = 0; i < compiling->migrated->n; i++)
		if (asks[i] && compiling->migrated->files[i].new_text.data)
			VEC_PUSH(&compiling->files, i);
}

/* Those of which a kept proof holds need no look. */
static void drop_kept(struct compiling *compiling)
{
	size_t n = 0;

	for (size_t i = 0; i < compiling->files.n; i++) {
		size_t index = compiling->files.items[i];
		const char *path = compiling->migrated->files[index].path;
		char digits[DIGEST_LENGTH + 1];
		struct made_from read = {0};

		digest_file(compiling, index, digits);
		if (!cache_is_proved(&compiling->cache, path, digits, &read))
			compiling->files.items[n++] = index;
		made_from_free(&read);
	}
	compiling->files.n = n;
}

static int compile_here(struct compiling *compiling, struct err *err)
{
	const struct run *run = compiling->migrated->run;
	struct cache_basis basis = { .tree = &run->tree, .family = &run->family, .goal = GOAL_CONVERT };
	int status = cache_open(&compiling->cache, &basis, compiling->migrated->options->use_cache, err);

	if (!status)
		drop_kept(compiling);
	if (!status && compiling->files.n)
		status = compile_listed(compiling, err);
	cache_close(&compiling->cache);
	return status;
}

void compiling_free(struct compiling *compiling)
{
	for (size_t i = 0; i < compiling->overlay.n; i++)
		free((char *)compiling->overlay.items[i].path);
	free(compiling->overlay.items);
	free(compiling->clang);
	free(compiling->files.items);
}

int compile_files(struct migrated *migrated, const bool *asks, char **reasons, struct err *err)
{
	struct compiling compiling = { .migrated = migrated, .reasons = reasons };
	int status = 0;

	list_asked(&compiling, asks);
	lay_over(&compiling);
	if (migrated->options->graph)
		status = compile_by_jobs(&compiling, err);
	if (!status && compiling.files.n)
		status = compile_here(&compiling, err);
	compiling_free(&compiling);
	return status;
}
