// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/source.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/search.h"
#include "base/files/load.h"
#include "c/outline/made_text.h"
#include "c/outline/spelling.h"
#include "c/source/macro_call.h"
#include "kernel/api/api.h"

#include <stdlib.h>
#include <string.h>

/* The file was read before, by the scan; in between it may have changed. */
static bool holds_mentions(const struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++) {
		const struct mention *mention = &source->file->mentions[i];
		size_t length = strlen(mention->symbol->name);

		if (mention->offset + length > source->text.length ||
		    memcmp(source->text.data + mention->offset, mention->symbol->name, length))
			return false;
	}
	return true;
}

static void find_lines(struct source *source)
{
	const char *text = source->text.data, *end = text + source->text.length;
	uint32_t begin = 0;

	VEC_PUSH(&source->lines, begin);
	for (const char *at = text; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++) {
		begin = (uint32_t)(at - text) + 1;
		VEC_PUSH(&source->lines, begin);
	}
	VEC_FIT(&source->lines);
}

/* What a macro makes a string of is no code. */
static enum form form_at(const struct outline *outline, const struct text_parameters *texts, size_t token)
{
	enum form form = form_of(outline, token);
	bool is_code = form == FORM_CALL || form == FORM_ADDRESS || form == FORM_MACRO_BODY;

	return is_code && is_made_text(texts, outline, token) ? FORM_STRING : form;
}

static void classify(struct source *source)
{
	const struct scanned_file *file = source->file;
	struct text_parameters texts = {0};

	outline_read(&source->outline, source->text.data, source->text.length);
	find_lines(source);
	if (file->n_mentions)
		text_parameters_read(&texts, &source->outline);
	source->tokens = mem_calloc(file->n_mentions, sizeof(*source->tokens));
	source->forms = mem_calloc(file->n_mentions, sizeof(*source->forms));
	for (size_t i = 0; i < file->n_mentions; i++) {
		size_t token = token_at(&source->outline.tokens, file->mentions[i].offset);

		source->tokens[i] = token;
		/* Between tokens is what the tokenizer took for blanks: NUL bytes. */
		source->forms[i] = token < source->outline.tokens.n ?
			form_at(&source->outline, &texts, token) : FORM_COMMENT;
		source->has_objects |= source->forms[i] == FORM_OBJECT;
	}
}

/* True if the name that token i begins, and a backslash cuts, is one that is looked for. */
static bool is_looked_for(const struct source *source, size_t i)
{
	for (const struct gup_function *function = gup_functions; function->name; function++)
		if (spelling_cut_is(&source->outline.tokens, i, function->name))
			return true;
	for (size_t m = 0; m < source->file->n_mentions; m++)
		if (spelling_cut_is(&source->outline.tokens, i, source->file->mentions[m].symbol->name))
			return true;
	return false;
}

/* -1 sets err: the file is spelt so that what is read here is not what a compiler reads. */
static int check_spelling(const struct source *source, struct err *err)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t i = spelling_digraph(tokens);
	const char *what = "has a digraph (<%, <: and their like): write the bracket itself";
	uint32_t line, column;

	if (i == tokens->n) {
		what = "has a name that a backslash cuts in two: write it in one line";
		for (i = spelling_cut(tokens, 0); i < tokens->n && !is_looked_for(source, i);)
			i = spelling_cut(tokens, i + 1);
	}
	if (i == tokens->n)
		return 0;
	source_position(source, tokens->items[i].offset, &line, &column);
	return err_set(err, "%s: line %u %s, and run again", source->path, line, what);
}

int source_open(struct source *source, const char *root, const struct scanned_file *file,
		struct err *err)
{
	int status;

	*source = (struct source){ .path = file->path, .file = file };
	status = load_below(&source->text, root, file->path, err);
	if (!status && !holds_mentions(source))
		status = err_set(err, "%s: changed while it was read; run again", file->path);
	if (status) {
		buf_free(&source->text);
		return -1;
	}
	classify(source);
	if (!check_spelling(source, err))
		return 0;
	source_close(source);
	return -1;
}

void source_from_text(struct source *source, const struct scanned_file *file, const char *text,
		      size_t length)
{
	*source = (struct source){ .path = file->path, .file = file };
	buf_add(&source->text, text, length);
	classify(source);
}

void source_judge(struct source *source, unsigned code, const struct header_reader *headers)
{
	struct viewer viewer = { .code = code, .is_outside = source_is_outside(source) };
	bool hangs = !source->file->n_mentions;	/* what it calls is in the headers */

	if (!source->outline.branches.n)
		return;
	free(source->verdicts);
	source->verdicts = mem_calloc(source->outline.branches.n, sizeof(*source->verdicts));
	conditions_judge(&source->outline, source->path, &viewer, source->verdicts);
	for (size_t i = 0; i < source->file->n_mentions && headers; i++)
		hangs |= source_verdict(source, source->file->mentions[i].offset) == VERDICT_FOREIGN;
	if (!hangs)
		return;
	viewer.headers = headers;
	conditions_judge(&source->outline, source->path, &viewer, source->verdicts);
}

void source_settle(struct source *source, enum branch_verdict (*judge)(void *data, size_t offset),
		   void *data)
{
	for (size_t i = 0; source->verdicts && i < source->outline.branches.n; i++)
		if (source->verdicts[i] == VERDICT_FOREIGN)
			source->verdicts[i] = (unsigned char)judge(data, source->outline.branches.items[i].begin);
	if (source->narrowed)
		source_close(source->narrowed);
	free(source->narrowed);
	source->narrowed = NULL;
}

void source_expand(struct source *source, unsigned code, const struct header_reader *headers)
{
	struct viewer viewer = {
		.code = code, .is_outside = source_is_outside(source), .headers = headers,
	};

	expanded_free(source->expanded);
	source->expanded = expanded_read(source, &viewer);
}

enum branch_verdict source_verdict(const struct source *source, size_t offset)
{
	size_t branch = source->verdicts ? outline_branch_at(&source->outline, offset) : NO_TOKEN;

	return branch == NO_TOKEN ? VERDICT_OPEN : (enum branch_verdict)source->verdicts[branch];
}

bool source_is_outside(const struct source *source)
{
	return *source->path == '/';
}

bool source_is_left_out(const struct source *source, size_t offset)
{
	enum branch_verdict verdict = source_verdict(source, offset);

	return verdict == VERDICT_OUT ||
	       (verdict == VERDICT_FOREIGN && source_is_outside(source));
}

/* A branch that is surely compiled is no way to pass by, so that its #if goes as well. */
static bool decides(const struct source *source)
{
	for (size_t i = 0; source->verdicts && i < source->outline.branches.n; i++)
		if (source->verdicts[i] == VERDICT_OUT || source->verdicts[i] == VERDICT_IN)
			return true;
	return false;
}

struct source *source_narrowed(struct source *source)
{
	char *text;

	if (source->narrowed || !decides(source))
		return source->narrowed ? source->narrowed : source;
	text = conditions_narrow(&source->outline, source->verdicts);
	source->narrowed = mem_calloc(1, sizeof(*source->narrowed));
	source_from_text(source->narrowed, source->file, text, source->outline.tokens.length);
	source->narrowed->whole = source;
	free(text);
	return source->narrowed;
}

void source_borrow(struct source *source, const struct source *from)
{
	*source = *from;
	source->is_borrowed = true;
}

void source_close(struct source *source)
{
	if (source->is_borrowed) {
		*source = (struct source){0};
		return;
	}
	uses_free(&source->uses);
	free(source->function_slots);
	outline_free(&source->outline);
	buf_free(&source->text);
	free(source->lines.items);
	free(source->tokens);
	free(source->forms);
	free(source->verdicts);
	if (source->narrowed)
		source_close(source->narrowed);
	free(source->narrowed);
	expanded_free(source->expanded);
	arena_free(&source->arena);
	*source = (struct source){0};
}

const struct uses *source_uses(struct source *source)
{
	if (!source->uses.use)
		uses_read(&source->uses, &source->outline);
	return &source->uses;
}

void *source_slot(struct source *source, const struct slot_kind *kind)
{
	return slot_of(&source->slots, kind, &source->arena);
}

void *function_slot(struct source *source, const struct function *function, const struct slot_kind *kind)
{
	const struct outline *outline = &source->outline;

	if (!source->function_slots)
		source->function_slots = mem_calloc(outline->functions.n, sizeof(struct slots));
	return slot_of(&source->function_slots[function - outline->functions.items], kind,
		       &source->arena);
}

void *variant_slot(struct source *source, const struct variant *variant, const struct slot_kind *kind)
{
	return slot_of(variant->slots, kind, &source->arena);
}

void source_forget_others(struct source *source)
{
	slots_forget(&source->slots);
	for (size_t i = 0; source->function_slots && i < source->outline.functions.n; i++)
		slots_forget(&source->function_slots[i]);
}

const struct variants *source_variants(struct source *source, const struct function *function)
{
	static const struct slot_kind kind = { .size = sizeof(struct variants *) };
	struct variants **variants = function_slot(source, function, &kind);

	if (!*variants) {
		*variants = arena_alloc(&source->arena, sizeof(**variants));
		variants_read(&source->outline, function->body + 1, function->end, &source->arena,
			      *variants);
	}
	return *variants;
}

bool source_is_call(const struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t name = source->tokens[i];

	return source->forms[i] == FORM_CALL ||
	       (source->forms[i] == FORM_MACRO_BODY &&
		tokens->directives.items[tokens->items[name].directive - 1].kind == DIRECTIVE_DEFINE &&
		token_is(tokens, token_next(tokens, name), "("));
}

const char *source_function_name(const struct source *source, size_t token)
{
	const struct function *function = outline_function_at(&source->outline, token);

	return function ? function->name : "";
}

void source_position(const struct source *source, size_t offset, uint32_t *line, uint32_t *column)
{
	size_t next;

	/* The first line that begins behind the offset; it is not the first of the file, which begins at 0. */
	LOWER_BOUND(next, source->lines.n, source->lines.items[next] <= offset);
	*line = (uint32_t)next;
	*column = (uint32_t)(offset - source->lines.items[next - 1]) + 1;
}

uint32_t source_token_line(const struct source *source, size_t token)
{
	uint32_t line, column;

	source_position(source, source->outline.tokens.items[token].offset, &line, &column);
	return line;
}

bool source_line(const struct source *source, uint32_t line, size_t *begin, size_t *end)
{
	const char *text = source->text.data;

	if (!line || line > source->lines.n)
		return false;
	*begin = source->lines.items[line - 1];
	*end = line < source->lines.n ? source->lines.items[line] : source->text.length;
	if (*end > *begin && text[*end - 1] == '\n')
		--*end;
	if (*end > *begin && text[*end - 1] == '\r')
		--*end;
	return true;
}
