// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/macro_call.h"

#include "base/data/mem.h"
#include "base/data/search.h"
#include "c/preprocess/expand.h"

#include <stdlib.h>

/* The way through the source, use by use. */
struct maker {
	const struct source *source;
	struct expanded *expanded;
	struct buf text;
	uint32_t copied;		/* bytes of the source that text holds already */
	struct arena arena;
};

static void add_piece(struct maker *maker, const char *text, size_t length, uint32_t origin)
{
	struct piece piece = { (uint32_t)maker->text.length, (uint32_t)length, origin, false };

	if (!length)
		return;
	VEC_PUSH(&maker->expanded->pieces, piece);
	buf_add(&maker->text, text, length);
}

/* The source's bytes up to one of them. */
static void copy_until(struct maker *maker, uint32_t end)
{
	add_piece(maker, maker->source->text.data + maker->copied, end - maker->copied, maker->copied);
	maker->copied = end;
}

static uint32_t origin_of(const struct maker *maker, const struct word *word)
{
	const char *text = maker->source->text.data;
	const char *from = word->pasted_from ? word->pasted_from : word->text;

	return from >= text && from < text + maker->source->text.length ?
		(uint32_t)(from - text) : NO_ORIGIN;
}

static void add_words(struct maker *maker, const struct word_list *words)
{
	for (size_t i = 0; i < words->n; i++) {
		const struct word *word = &words->items[i];

		/* Where the author put no blank, as in `a->b`, there is none. */
		if (i && word[-1].text + word[-1].length != word->text)
			add_piece(maker, " ", 1, NO_ORIGIN);
		add_piece(maker, word->text, word->length, origin_of(maker, word));
		maker->expanded->pieces.items[maker->expanded->pieces.n - 1].is_pasted =
			word->pasted_from;
	}
}

/* As many line ends as the use has, so that what is behind it stays in its line. */
static void add_lines(struct maker *maker, const struct macro_use *use)
{
	for (uint32_t i = use->begin; i < use->end; i++)
		if (maker->source->text.data[i] == '\n')
			add_piece(maker, "\n", 1, NO_ORIGIN);
}

/* True if the words hold the name of the family's function in front of a parenthesis. */
static bool hold_call(const struct word_list *words)
{
	for (size_t i = 0; i + 1 < words->n; i++)
		if (words->items[i].kind == TOKEN_IDENTIFIER &&
		    gup_function_find(words->items[i].text, words->items[i].length) &&
		    word_is(&words->items[i + 1], "("))
			return true;
	return false;
}

/* The last token of the use whose name is token i: its closing parenthesis, or the name. */
static size_t use_end(const struct outline *outline, size_t i, size_t last)
{
	size_t open = token_next(&outline->tokens, i), close;

	if (open >= last || !token_is(&outline->tokens, open, "("))
		return i;
	close = outline_closing(outline, open);
	return close < last ? close : NO_TOKEN;
}

/* Expands the use whose tokens are [i, end]; false when the family is not called there. */
static bool add_use(struct maker *maker, const struct macros *macros, size_t i, size_t end)
{
	const struct token_list *tokens = &maker->source->outline.tokens;
	struct macro_use use = {
		.begin = tokens->items[i].offset,
		.end = tokens->items[end].offset + tokens->items[end].length,
	};
	struct word_list words = {0};
	bool calls;

	words_add(&words, tokens, i, end + 1);
	calls = macro_expand_use(macros, &words, &maker->arena, &use.is_variadic) && hold_call(&words);
	if (calls) {
		copy_until(maker, use.begin);
		use.at = (uint32_t)maker->text.length;
		add_words(maker, &words);
		use.until = (uint32_t)maker->text.length;
		add_lines(maker, &use);
		maker->copied = use.end;
		VEC_PUSH(&maker->expanded->uses, use);
	}
	free(words.items);
	return calls;
}

static void visit(void *data, const struct macros *macros, size_t first, size_t last)
{
	struct maker *maker = data;
	const struct outline *outline = &maker->source->outline;

	for (size_t i = first; macros->n && i < last; i++) {
		const struct token *token = &outline->tokens.items[i];
		struct word name = { outline->tokens.text + token->offset, token->length, token->kind,
				     NULL };
		const struct macro *macro;
		size_t end;

		if (token->kind != TOKEN_IDENTIFIER || outline->context[i] != CONTEXT_BODY)
			continue;
		macro = macro_find(macros, &name);
		if (!macro || macro->state != MACRO_DEFINED || !macro_leads(macros, macro))
			continue;
		end = use_end(outline, i, last);
		if (end != NO_TOKEN && add_use(maker, macros, i, end))
			i = end;
	}
}

static const struct macro_use *use_at(const struct expanded *expanded, uint32_t offset)
{
	for (size_t i = 0; i < expanded->uses.n; i++)
		if (expanded->uses.items[i].at <= offset && offset < expanded->uses.items[i].until)
			return &expanded->uses.items[i];
	return NULL;
}

/* True if the name was written in the use: with its parenthesis, it is a call that everybody sees. */
static bool is_seen(const struct expanded *expanded, const struct macro_use *use, size_t i)
{
	const struct source *source = &expanded->source;
	const struct token_list *tokens = &source->outline.tokens;
	size_t name = source->tokens[i], open = token_next(tokens, name);

	return expanded_is_of_use(expanded, use, tokens->items[name].offset) &&
	       expanded_is_of_use(expanded, use, tokens->items[open].offset);
}

static void find_calls(struct expanded *expanded)
{
	for (size_t i = 0; i < expanded->file.n_mentions; i++) {
		struct macro_call call = {
			.mention = i, .use = use_at(expanded, expanded->file.mentions[i].offset),
		};

		if (call.use && expanded->source.forms[i] == FORM_CALL &&
		    !is_seen(expanded, call.use, i))
			VEC_PUSH(&expanded->calls, call);
	}
}

/*
 * A file that names the family must do so where a macro could take it: else nothing is looked for. One
 * that names nobody is here because of its headers.
 */
static bool may_call(const struct source *source, const struct viewer *viewer)
{
	const struct token_list *tokens = &source->outline.tokens;

	if (!source->file->n_mentions)
		return true;
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (source->forms[i] == FORM_MACRO_BODY || source->forms[i] == FORM_ADDRESS)
			return true;
	/* A driver's own header may hold the macro. */
	for (size_t i = 0; viewer->is_outside && i < tokens->directives.n; i++)
		if (tokens->directives.items[i].kind == DIRECTIVE_INCLUDE &&
		    tokens->items[tokens->directives.items[i].last - 1].kind == TOKEN_STRING)
			return true;
	return false;
}

static void walk(struct maker *maker, const struct viewer *viewer)
{
	const struct outline *outline = &maker->source->outline;
	struct viewer visiting = *viewer;
	unsigned char *verdicts = mem_calloc(outline->branches.n + 1, sizeof(*verdicts));

	visiting.visit = visit;
	visiting.data = maker;
	conditions_judge(outline, maker->source->path, &visiting, verdicts);
	free(verdicts);
}

struct expanded *expanded_read(struct source *source, const struct viewer *viewer)
{
	struct expanded *expanded;
	struct maker maker = {0};

	if (!may_call(source, viewer))
		return NULL;
	expanded = mem_calloc(1, sizeof(*expanded));
	maker.source = source_narrowed(source);
	maker.expanded = expanded;
	walk(&maker, viewer);
	if (expanded->uses.n) {
		copy_until(&maker, (uint32_t)maker.source->text.length);
		scan_text(source->path, maker.text.data, maker.text.length, &expanded->file);
		source_from_text(&expanded->source, &expanded->file, maker.text.data,
				 maker.text.length);
		find_calls(expanded);
	}
	buf_free(&maker.text);
	arena_free(&maker.arena);
	if (expanded->calls.n)
		return expanded;
	expanded_free(expanded);
	return NULL;
}

static const struct piece *piece_at(const struct expanded *expanded, size_t offset)
{
	size_t next;

	/* The first piece begins at 0. */
	LOWER_BOUND(next, expanded->pieces.n, expanded->pieces.items[next].at <= offset);
	return &expanded->pieces.items[next - 1];
}

uint32_t expanded_origin(const struct expanded *expanded, size_t offset)
{
	const struct piece *piece = piece_at(expanded, offset);

	if (piece->origin == NO_ORIGIN || offset >= (size_t)piece->at + piece->length)
		return NO_ORIGIN;
	return piece->origin + (uint32_t)(offset - piece->at);
}

bool expanded_is_pasted(const struct expanded *expanded, size_t offset)
{
	return piece_at(expanded, offset)->is_pasted;
}

bool expanded_is_of_use(const struct expanded *expanded, const struct macro_use *use, size_t offset)
{
	uint32_t origin = expanded_origin(expanded, offset);

	return origin != NO_ORIGIN && origin >= use->begin && origin < use->end;
}

void expanded_free(struct expanded *expanded)
{
	if (!expanded)
		return;
	source_close(&expanded->source);
	scanned_file_free(&expanded->file);
	free(expanded->pieces.items);
	free(expanded->uses.items);
	free(expanded->calls.items);
	free(expanded);
}
