// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/compiled.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/clang/parse.h"
#include "kernel/tree/tree.h"
#include "patch/migrate/complaint.h"
#include "patch/migrate/narrow.h"
#include "treewide/work/cache.h"
#include "treewide/work/pool.h"
#include "treewide/work/sandbox.h"

#include <stdlib.h>
#include <string.h>

#define FEW 4	/* so many files are compiled sooner than a header is precompiled for them */

struct compiling {
	struct run *run;
	const struct migration *migration;
	struct migrated *migrated;
	struct { size_t *items; size_t n, capacity; } files;
	struct { struct stand_in *items; size_t n, capacity; } overlay;	/* headers that change with their functions */
	struct cache cache;
	struct libclang *clang;
	unsigned workers;
	char **reasons;
};

static struct stand_in stand_in_of(const struct run *run, const struct migrated_file *file)
{
	return (struct stand_in){
		.path = path_join(run->tree.root, file->path), .text = file->new_text.data,
		.length = file->new_text.length,
	};
}

/* What the compiler gets of a file: all of a header, which is read by way of others. */
static struct stand_in narrowed(const struct run *run, const struct compiled *compiled)
{
	const struct source *source = &compiled->source;

	return (struct stand_in){
		.path = path_join(run->tree.root, source->path), .length = source->text.length,
		.text = ends_with(source->path, ".c") ? text_narrowed(source) :
			mem_strndup(source->text.data, source->text.length),
	};
}

static void stand_in_free(struct stand_in *stand_in)
{
	free(stand_in->path);
	free(stand_in->text);
}

/* Headers whose functions change are seen by all files as they will be. */
static bool is_laid_over(const struct compiling *compiling, const struct migrated_file *file)
{
	return compiling->overlay.n && ends_with(file->path, ".h");
}

static void lay_over(struct compiling *compiling)
{
	const struct migrated *migrated = compiling->migrated;

	for (size_t i = 0; i < migrated->n && migrated->after.n; i++)
		if (ends_with(migrated->files[i].path, ".h") && migrated->files[i].new_text.data)
			VEC_PUSH(&compiling->overlay, stand_in_of(compiling->run, &migrated->files[i]));
}

static void put_path(const char *path, void *data)
{
	buf_add(data, path, strlen(path) + 1);
}

/*
 * The files that the compiler read, each with its NUL: then the proof may be kept. Not if there is a complaint,
 * which may be of something that is missing; nor of a header of which no answer came, as a file that includes it
 * may appear.
 */
static void put_files(struct compiled *was, struct compiled *is, struct buf *out)
{
	bool is_header = ends_with(is->source.path, ".h");

	if (!inquiry_is_parsed(&was->inquiry) || !inquiry_is_parsed(&is->inquiry) || is->has_complaints ||
	    (is_header && !inquiry_is_complete(&is->inquiry)))
		return;
	inquiry_files(&was->inquiry, put_path, out);
	inquiry_files(&is->inquiry, put_path, out);
	put_path(is->source.path, out);
}

/* A call may stay as it is, but not if what it calls is declared anew. */
static bool may_stay(const struct compiling *compiling, const struct compiled *is, size_t i)
{
	const char *name = is->file.mentions[i].symbol->name;
	const struct following *following = &compiling->migrated->following;

	for (size_t f = 0; f < following->n; f++)
		if (!following->items[f].why_not && (!strcmp(following->items[f].symbol->name, name) ||
						     !strcmp(following->items[f].parameters.successor, name)))
			return false;
	return is->source.forms[i] == FORM_CALL;
}

/*
 * Appends what is wrong with the file, ended by a NUL: why it may not be written, or an @ and the calls that must
 * stay, each in a line of its offset and why. False: nothing is.
 */
static bool put_complaints(const struct compiling *compiling, struct compiled *was, struct compiled *is,
			   const struct edit_list *edits, struct buf *out)
{
	struct complaint complaint;
	bool any = false;

	for (size_t i = 0; i < is->file.n_mentions; i++) {
		if (!new_complaint(was, is, edits, i, &complaint))
			continue;
		any = true;
		if (!may_stay(compiling, is, i)) {
			out->length = 0;
			buf_printf(out, "line %u: %s", complaint.line, complaint.text);
			i = is->file.n_mentions;
		} else {
			buf_printf(out, "%s%zu %s\n", out->length ? "" : "@", complaint.offset, complaint.text);
		}
		free(complaint.text);
	}
	buf_add(out, "", 1);
	return any;
}

static void compile_file(void *parser, size_t job, struct buf *out, void *data)
{
	struct compiling *compiling = data;
	const struct migrated_file *file = &compiling->migrated->files[compiling->files.items[job]];
	struct stand_in *overlay = mem_calloc(compiling->overlay.n + 2, sizeof(*overlay));
	const struct tree *tree = &compiling->run->tree;
	struct stand_in old[2] = {0};
	struct compiled was, is;
	size_t n = compiling->overlay.n;

	compiled_open(&was, tree, compiling->migration, parser, file->path, &file->old_text);
	compiled_open(&is, tree, compiling->migration, parser, file->path, &file->new_text);
	if (n)
		memcpy(overlay, compiling->overlay.items, n * sizeof(*overlay));
	if (!is_laid_over(compiling, file))
		overlay[n] = narrowed(compiling->run, &is);
	old[0] = narrowed(compiling->run, &was);
	was.inquiry.stand_ins = old;
	is.inquiry.stand_ins = overlay;
	if (!put_complaints(compiling, &was, &is, &file->edits, out))
		put_files(&was, &is, out);
	compiled_close(&is);
	compiled_close(&was);
	stand_in_free(&old[0]);
	stand_in_free(&overlay[n]);
	free(overlay);
}

/* --- kept proofs --- */

/* Of all that a proof hangs on beside the files that the compiler read. */
static void digest_file(const struct compiling *compiling, size_t index, char *digits)
{
	const struct migrated_file *file = &compiling->migrated->files[index];
	const struct migration *migration = compiling->migration;
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, "migration");
	for (size_t i = 0; i < migration->n_calls; i++)
		digest_text(&digest, migration->names.items[i].name);
	for (size_t i = 0; i < compiling->overlay.n; i++) {
		digest_text(&digest, compiling->overlay.items[i].path);
		digest_bytes(&digest, compiling->overlay.items[i].text, compiling->overlay.items[i].length);
	}
	digest_bytes(&digest, file->old_text.data, file->old_text.length);
	for (size_t i = 0; i < file->edits.n; i++) {
		digest_bytes(&digest, &file->edits.items[i].offset, sizeof(file->edits.items[i].offset));
		digest_text(&digest, file->edits.items[i].old_text);
		digest_text(&digest, file->edits.items[i].new_text);
	}
	digest_end(&digest, digits);
}

/* The answer has no reason; behind that stand the paths that the proof rests on, or none if it is not to be kept. */
static void keep_proof(struct compiling *compiling, size_t index, const char *answer, size_t length)
{
	char digits[DIGEST_LENGTH + 1];
	struct made_from files = {0};

	for (size_t at = 1; at < length; at += strlen(answer + at) + 1) {
		char *path = mem_strdup(answer + at);

		VEC_PUSH(&files, path);
	}
	digest_file(compiling, index, digits);
	if (files.n)
		cache_note_proved(&compiling->cache, compiling->migrated->files[index].path, digits, &files);
	made_from_free(&files);
}

/* Lists the files that the compiler is to look at: of those that are asked about, the ones without a kept proof. */
static void list_open(struct compiling *compiling, const bool *asks)
{
	const struct migrated *migrated = compiling->migrated;

	for (size_t i = 0; i < migrated->n; i++) {
		char digits[DIGEST_LENGTH + 1];

		if (!asks[i] || !migrated->files[i].new_text.data)
			continue;
		digest_file(compiling, i, digits);
		if (!cache_is_proved(&compiling->cache, migrated->files[i].path, digits))
			VEC_PUSH(&compiling->files, i);
	}
}

/*
 * Notes the calls of an answer in their file. Why it may not be written, which the caller frees, or NULL: one of them
 * was to stay already.
 */
static char *note_refused(struct migrated_file *file, const char *answer)
{
	char *line = NULL;

	for (const char *at = answer + 1; *at; at = strchr(at, '\n') + 1) {
		struct refused_call call = { .offset = strtoull(at, &line, 10) };

		if (migrated_file_refuses(file, call.offset, NULL))
			return mem_strndup(line + 1, strcspn(line + 1, "\n"));
		call.why = mem_strndup(line + 1, strcspn(line + 1, "\n"));
		VEC_PUSH(&file->refused, call);
		file->is_refusing = true;
	}
	return NULL;
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
	else if (status != POOL_DONE || !length)
		*reason = mem_strdup("the compiler crashed");
	else if (*answer == '@')
		*reason = note_refused(&compiling->migrated->files[index], answer);
	else if (*answer)
		*reason = mem_strdup(answer);
	else
		keep_proof(compiling, index, answer, length);
}

static void *start(void *data)
{
	struct compiling *compiling = data;
	const char *folder = compiling->cache.folder;
	struct parser *parser;

	cache_leave_to_parent(&compiling->cache);
	sandbox_enter(&(struct sandbox){ .writable = &folder, .n_writable = 1, .workers = compiling->workers,
					 .root = compiling->run->tree.root });
	parser = parser_new(&compiling->run->tree, folder, compiling->clang);
	if (compiling->files.n <= FEW)
		parser_expect_few(parser);
	return parser;
}

static int run_pool(struct compiling *compiling, const struct run_options *options, struct err *err)
{
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

static bool asks_any(const struct migrated *migrated, const bool *asks)
{
	for (size_t i = 0; i < migrated->n; i++)
		if (asks[i] && migrated->files[i].new_text.data)
			return true;
	return false;
}

int compile_files(struct run *run, const struct run_options *options, const struct migration *migration,
		  struct migrated *migrated, const bool *asks, char **reasons, struct err *err)
{
	struct compiling compiling = {
		.run = run, .migration = migration, .migrated = migrated, .reasons = reasons,
	};
	struct cache_basis basis = { .tree = &run->tree, .family = &run->family, .goal = GOAL_CONVERT };
	int status;

	if (!asks_any(migrated, asks))
		return 0;
	lay_over(&compiling);
	status = cache_open(&compiling.cache, &basis, options->use_cache, err);
	if (!status)
		list_open(&compiling, asks);
	if (compiling.files.n)
		status = run_pool(&compiling, options, err);
	cache_close(&compiling.cache);
	for (size_t i = 0; i < compiling.overlay.n; i++)
		free((char *)compiling.overlay.items[i].path);
	free(compiling.overlay.items);
	free(compiling.clang);
	free(compiling.files.items);
	return status;
}
