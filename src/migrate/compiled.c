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
	struct { struct stand_in *items; size_t n, capacity; } overlay;	/* headers that change with their functions */
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

/* The last token of mention i: of a call, of a definition with its body, of a name alone; NO_TOKEN: of neither. */
static size_t last_token(const struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, source->tokens[i]);

	switch (source->forms[i]) {
	case FORM_CALL:
		return outline_closing(outline, token_next(&outline->tokens, source->tokens[i]));
	case FORM_DEFINITION:
		return function && function->end < outline->tokens.n ? function->end : NO_TOKEN;
	case FORM_ADDRESS:
		return source->tokens[i];
	default:
		return NO_TOKEN;
	}
}

/* Of what was there already: from the first mention in the old bytes that it was asked about. */
static struct diagnostic *old_complaints(struct compiled *was, struct edit_span span)
{
	for (size_t i = 0; i < was->file.n_mentions; i++) {
		size_t offset = was->file.mentions[i].offset;
		struct diagnostic *found;

		if (offset < span.begin || offset >= span.end || last_token(&was->source, i) == NO_TOKEN)
			continue;
		found = complaints(was, offset, span);
		if (found)
			return found;
	}
	return NULL;
}

/* The bytes that the compiler is asked about for mention i, or none. */
static struct edit_span span_of(const struct source *source, size_t i)
{
	size_t last = last_token(source, i);
	const struct token *tokens = source->outline.tokens.items;

	if (last == NO_TOKEN)
		return (struct edit_span){0};
	return (struct edit_span){ tokens[source->tokens[i]].offset, tokens[last].offset + tokens[last].length };
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

/* What is new in what the compiler says of mention i, or NULL; the caller frees it. */
static char *new_complaint(struct compiled *was, struct compiled *is, const struct edit_list *edits, size_t i)
{
	struct edit_span now = span_of(&is->source, i), old;
	struct diagnostic *said, *known = NULL;
	char *reason = NULL;
	uint32_t line, column;

	if (!now.end)
		return NULL;
	old = old_span(edits, now);
	if (!is_edited(edits, old))
		return NULL;
	source_position(&was->source, old.begin, &line, &column);
	said = complaints(is, now.begin, now);
	if (said && said->text)
		known = old_complaints(was, old);
	for (struct diagnostic *c = said; c && c->text && !reason; c++)
		if (!has(known, c->text))
			reason = mem_printf("line %u: %s", line, c->text);
	free_complaints(known);
	free_complaints(said);
	return reason;
}

static struct stand_in stand_in_of(const struct run *run, const struct migrated_file *file)
{
	return (struct stand_in){
		.path = path_join(run->tree.root, file->path), .text = file->new_text.data,
		.length = file->new_text.length,
	};
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

static void compile_file(void *parser, size_t job, struct buf *out, void *data)
{
	struct compiling *compiling = data;
	const struct migrated_file *file = &compiling->migrated->files[compiling->files.items[job]];
	struct stand_in *overlay = mem_calloc(compiling->overlay.n + 2, sizeof(*overlay));
	struct compiled was, is;
	char *reason = NULL;
	size_t n = compiling->overlay.n;

	compiled_open(&was, compiling, parser, file->path, &file->old_text);
	compiled_open(&is, compiling, parser, file->path, &file->new_text);
	if (n)
		memcpy(overlay, compiling->overlay.items, n * sizeof(*overlay));
	if (!is_laid_over(compiling, file))
		overlay[n] = stand_in_of(compiling->run, file);
	is.inquiry.stand_ins = overlay;
	for (size_t i = 0; i < is.file.n_mentions && !reason; i++)
		reason = new_complaint(&was, &is, &file->edits, i);
	buf_add(out, reason ? reason : "", reason ? strlen(reason) + 1 : 1);
	compiled_close(&is);
	compiled_close(&was);
	free((char *)overlay[n].path);
	free(overlay);
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
	lay_over(&compiling);
	if (compiling.files.n) {
		status = cache_open(&compiling.cache, &basis, options->use_cache, err);
		if (!status)
			status = run_pool(&compiling, options, err);
		cache_close(&compiling.cache);
	}
	for (size_t i = 0; i < compiling.overlay.n; i++)
		free((char *)compiling.overlay.items[i].path);
	free(compiling.overlay.items);
	free(compiling.clang);
	free(compiling.files.items);
	return status;
}
