// SPDX-License-Identifier: GPL-2.0-only
#include "migrate/compiled.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "clang/inquiry.h"
#include "clang/parse.h"
#include "edit/edit.h"
#include "syntax/call.h"
#include "tree/tree.h"
#include "work/cache.h"
#include "work/pool.h"
#include "work/sandbox.h"

#include <stdlib.h>
#include <string.h>

#define FEW 4	/* so many files are compiled sooner than a header is precompiled for them */

struct compiling {
	struct run *run;
	const struct migration *migration;
	const struct migrated *migrated;
	struct { size_t *items; size_t n, capacity; } files;
	struct cache cache;
	struct libclang *clang;
	unsigned workers;
	char **reasons;
};

/* A file before or after, and who answers for it. */
struct compiled {
	struct scanned_file file;
	struct source source;
	struct inquiry inquiry;
};

static void compiled_open(struct compiled *compiled, const struct compiling *compiling, struct parser *parser,
		       const char *path, const struct buf *text)
{
	const struct migration *migration = compiling->migration;

	scan_text_names(path, text->data, text->length, migration->names.items, migration->n_calls, &compiled->file);
	source_from_text(&compiled->source, &compiled->file, text->data, text->length);
	source_judge(&compiled->source, compiling->run->tree.version_code, NULL);
	inquiry_open(&compiled->inquiry, &compiling->run->tree, parser, &compiled->source);
}

static void compiled_close(struct compiled *compiled)
{
	inquiry_close(&compiled->inquiry);
	source_close(&compiled->source);
	scanned_file_free(&compiled->file);
}

/* What the compiler says of bytes of the text; NULL: no parse knows who is called at name. */
static struct diagnostic *complaints(struct compiled *compiled, size_t name, struct edit_span span)
{
	struct unit *unit = inquiry_unit(&compiled->inquiry, name);

	return unit ? unit_diagnostics(unit, compiled->source.path, span.begin, span.end) : NULL;
}

static void free_complaints(struct diagnostic *complaints)
{
	for (struct diagnostic *c = complaints; c && c->text; c++)
		free(c->text);
	free(complaints);
}

static bool has(const struct diagnostic *complaints, const char *text)
{
	for (; complaints && complaints->text; complaints++)
		if (!strcmp(complaints->text, text))
			return true;
	return false;
}

/* Of what was there already: from the first mention in the old bytes that is called. */
static struct diagnostic *old_complaints(struct compiled *was, struct edit_span span)
{
	for (size_t i = 0; i < was->file.n_mentions; i++) {
		size_t offset = was->file.mentions[i].offset;
		struct diagnostic *found;

		if (offset < span.begin || offset >= span.end || was->source.forms[i] != FORM_CALL)
			continue;
		found = complaints(was, offset, span);
		if (found)
			return found;
	}
	return NULL;
}

/* The bytes of call i, or none. */
static struct edit_span span_of(const struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t name = source->tokens[i], close = outline_closing(&source->outline, token_next(tokens, name));

	if (source->forms[i] != FORM_CALL || close == NO_TOKEN)
		return (struct edit_span){0};
	return (struct edit_span){ tokens->items[name].offset, tokens->items[close].offset + 1 };
}

/* The old bytes of a call: of one that an edit made, all that the edit replaced. */
static struct edit_span old_span(const struct edit_list *edits, struct edit_span now)
{
	struct edit_span was = { edit_origin(edits, now.begin), edit_origin(edits, now.end - 1) + 1 };

	for (size_t i = 0; i < edits->n; i++) {
		size_t begin = edits->items[i].offset, end = begin + strlen(edits->items[i].old_text);

		if (begin >= was.begin && begin < was.end && end > was.end)
			was.end = end;
	}
	return was;
}

static bool is_edited(const struct edit_list *edits, struct edit_span was)
{
	for (size_t i = 0; i < edits->n; i++)
		if (edits->items[i].offset < was.end &&
		    edits->items[i].offset + strlen(edits->items[i].old_text) >= was.begin)
			return true;
	return false;
}

/* What is new in what the compiler says of call i, or NULL; the caller frees it. */
static char *new_complaint(struct compiled *was, struct compiled *is, const struct edit_list *edits, size_t i)
{
	struct edit_span now = span_of(&is->source, i), old;
	struct diagnostic *said, *known = NULL;
	char *reason = NULL;

	if (!now.end)
		return NULL;
	old = old_span(edits, now);
	if (!is_edited(edits, old))
		return NULL;
	said = complaints(is, now.begin, now);
	if (said && said->text)
		known = old_complaints(was, old);
	for (struct diagnostic *c = said; c && c->text && !reason; c++)
		if (!has(known, c->text))
			reason = mem_printf("line %u: %s", is->file.mentions[i].line, c->text);
	free_complaints(known);
	free_complaints(said);
	return reason;
}

static void compile_file(void *parser, size_t job, struct buf *out, void *data)
{
	struct compiling *compiling = data;
	const struct migrated_file *file = &compiling->migrated->files[compiling->files.items[job]];
	struct stand_in overlay[2] = {0};
	struct compiled was, is;
	char *reason = NULL;

	compiled_open(&was, compiling, parser, file->path, &file->old_text);
	compiled_open(&is, compiling, parser, file->path, &file->new_text);
	overlay[0] = (struct stand_in){
		.path = path_join(compiling->run->tree.root, file->path), .text = file->new_text.data,
		.length = file->new_text.length,
	};
	is.inquiry.stand_ins = overlay;
	for (size_t i = 0; i < is.file.n_mentions && !reason; i++)
		reason = new_complaint(&was, &is, &file->edits, i);
	buf_add(out, reason ? reason : "", reason ? strlen(reason) + 1 : 1);
	compiled_close(&is);
	compiled_close(&was);
	free((char *)overlay[0].path);
	free(reason);
}

static void take(size_t job, enum pool_status status, const char *answer, size_t length, void *data)
{
	struct compiling *compiling = data;
	char **reason = &compiling->reasons[compiling->files.items[job]];

	if (status == POOL_TIMED_OUT)
		*reason = mem_strdup("the compiler took too long; give it more with --time-limit");
	else if (status == POOL_OUT_OF_MEMORY)
		*reason = mem_strdup("the compiler needed more memory than it may take; run fewer with -j");
	else if (status != POOL_DONE || !length)
		*reason = mem_strdup("the compiler crashed");
	else if (*answer)
		*reason = mem_strdup(answer);
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

int compile_files(struct run *run, const struct run_options *options, const struct migration *migration,
		  const struct migrated *migrated, const bool *asks, char **reasons, struct err *err)
{
	struct compiling compiling = {
		.run = run, .migration = migration, .migrated = migrated, .reasons = reasons,
	};
	struct cache_basis basis = { .tree = &run->tree, .family = &run->family, .goal = GOAL_CONVERT };
	int status = 0;

	for (size_t i = 0; i < migrated->n; i++)
		if (asks[i] && migrated->files[i].new_text.data)
			VEC_PUSH(&compiling.files, i);
	if (compiling.files.n) {
		status = cache_open(&compiling.cache, &basis, options->use_cache, err);
		if (!status)
			status = run_pool(&compiling, options, err);
		cache_close(&compiling.cache);
	}
	free(compiling.clang);
	free(compiling.files.items);
	return status;
}
