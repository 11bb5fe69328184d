// SPDX-License-Identifier: GPL-2.0-only
#include "calls/value/beyond.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/clang/includer.h"
#include "c/headers/includes.h"
#include "c/outline/words.h"

#include <stdlib.h>
#include <string.h>

/* Headers in headers are followed no further. */
#define MAX_DEPTH 8

struct beyond_file {
	const char *path;
	struct token_list tokens;
};

/* --- what is read --- */

static bool is_read(const struct beyond *beyond, const char *path)
{
	for (size_t i = 0; i < beyond->files.n; i++)
		if (!strcmp(beyond->files.items[i].path, path))
			return true;
	return false;
}

/* Reads what the text of the file at the path includes. */
static void follow(struct beyond *beyond, const char *path, const char *text, unsigned depth)
{
	const struct header_reader *reader = &beyond->headers.reader;
	const char *name = text;
	size_t length = 0;

	while (depth < MAX_DEPTH && (name = includes_next(text, name + length, &length))) {
		struct beyond_file file;
		const char *header = reader->read(reader->data, path, name, length, &file.path);

		if (!header || is_read(beyond, file.path))
			continue;
		tokenize(header, strlen(header), &file.tokens);
		VEC_PUSH(&beyond->files, file);
		follow(beyond, file.path, header, depth + 1);
	}
}

void beyond_open(struct beyond *beyond, struct source *source)
{
	struct beyond_file own = { source->path, source->outline.tokens };
	char *includer;

	*beyond = (struct beyond){ .source = source };
	headers_open(&beyond->headers, source->root, source->overlay);
	VEC_PUSH(&beyond->files, own);
	if (!source->root)
		return;
	follow(beyond, source->path, source->text.data, 0);
	includer = includer_beside(source->root, source->overlay, source->path);
	if (includer)
		beyond->includer = arena_printf(&source->arena, "%s", path_name(includer));
	free(includer);
}

void beyond_close(struct beyond *beyond)
{
	for (size_t i = 1; i < beyond->files.n; i++)
		token_list_free(&beyond->files.items[i].tokens);
	free(beyond->files.items);
	headers_close(&beyond->headers);
}

/* --- who names it --- */

bool is_macro_parameter(const struct token_list *tokens, size_t i)
{
	const struct directive *directive = &tokens->directives.items[tokens->items[i].directive - 1];
	size_t at = directive->first + 2;

	if (directive->kind != DIRECTIVE_DEFINE || !token_is(tokens, at + 1, "("))
		return false;
	while (at < directive->last && !token_is(tokens, at, ")") && !same_token_text(tokens, at, i))
		at++;
	return at < directive->last && !token_is(tokens, at, ")");
}

/* True if the word of token i, on one side of a ##, may become a part of the name. */
static bool is_part(const struct token_list *tokens, size_t i, const char *name)
{
	return i < tokens->n && (is_macro_parameter(tokens, i) ||
				 memmem(name, strlen(name), tokens->text + tokens->items[i].offset,
					tokens->items[i].length));
}

static bool is_made(const struct token_list *tokens, const char *name)
{
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->items[i].directive && token_is(tokens, i, "##") &&
		    is_part(tokens, token_previous(tokens, i), name) && is_part(tokens, token_next(tokens, i), name))
			return true;
	return false;
}

static bool is_named(const struct token_list *tokens, const char *name, enum name_kind kind)
{
	for (size_t i = 0; i < tokens->n; i++)
		if (token_is(tokens, i, name) && is_object_at(tokens, i) == (kind == NAME_OBJECT))
			return true;
	return false;
}

static bool is_in_asm(const struct outline *outline, size_t i)
{
	static const char *const words[] = { "asm", "__asm__", "__asm" };
	static const char *const behind[] = { "volatile", "__volatile__" };
	size_t head = token_previous(&outline->tokens, outline_encloser(outline, i));

	if (token_is_any(&outline->tokens, head, behind, ARRAY_SIZE(behind)))
		head = token_previous(&outline->tokens, head);
	return token_is_any(&outline->tokens, head, words, ARRAY_SIZE(words));
}

/* True if the string at token i is the name, as that of alias("name"), or assembler that has it. */
static bool is_named_in(const struct outline *outline, size_t i, const char *name)
{
	const struct token *token = &outline->tokens.items[i];
	const char *text = outline->tokens.text + token->offset;
	size_t n = strlen(name);

	if (token->kind != TOKEN_STRING)
		return false;
	if (is_in_asm(outline, i))
		return memmem(text, token->length, name, n);
	return token->length == n + 2 && !memcmp(text + 1, name, n);
}

static bool is_in_string(const struct outline *outline, const char *name)
{
	for (size_t i = 0; i < outline->tokens.n; i++)
		if (is_named_in(outline, i, name))
			return true;
	return false;
}

const char *beyond_why_not(const struct beyond *beyond, const char *name, enum name_kind kind)
{
	struct arena *arena = &beyond->source->arena;

	if (kind == NAME_OBJECT && is_in_string(&beyond->source->outline, name))
		return "a string has its name, as in alias() and asm()";
	if (beyond->includer)
		return arena_printf(arena, "%s includes this file", beyond->includer);
	for (size_t i = 0; i < beyond->files.n; i++) {
		const struct beyond_file *file = &beyond->files.items[i];

		if (is_made(&file->tokens, name))
			return arena_printf(arena, "a macro of %s may make its name with ##", path_name(file->path));
		if (i && is_named(&file->tokens, name, kind))
			return arena_printf(arena, "%s has its name, too, and is included here",
					    path_name(file->path));
	}
	return NULL;
}

/* --- what macros name --- */

/* A word, and the macros that have it in their text, or one of these macros. */
struct words {
	const char **items;
	size_t n, capacity;
};

static bool has(const struct words *words, size_t first, const struct token_list *tokens, size_t i)
{
	for (size_t w = first; w < words->n; w++)
		if (token_is(tokens, i, words->items[w]))
			return true;
	return false;
}

static bool text_has(const struct words *words, const struct token_list *tokens, const struct directive *directive)
{
	for (size_t i = directive->first + 3; i < directive->last; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && is_object_at(tokens, i) &&
		    !is_macro_parameter(tokens, i) && has(words, 0, tokens, i))
			return true;
	return false;
}

/* Adds the macros of one file whose text has one of the words. */
static void add_macros(const struct beyond *beyond, const struct token_list *tokens, struct words *words)
{
	for (size_t d = 0; d < tokens->directives.n; d++) {
		const struct directive *directive = &tokens->directives.items[d];
		size_t name = directive->first + 2;
		const char *text;

		if (directive->kind != DIRECTIVE_DEFINE || name >= directive->last || has(words, 0, tokens, name) ||
		    !text_has(words, tokens, directive))
			continue;
		text = arena_printf(&beyond->source->arena, "%.*s", (int)tokens->items[name].length,
				    tokens->text + tokens->items[name].offset);
		VEC_PUSH(words, text);
	}
}

bool beyond_macro_names(const struct beyond *beyond, const struct function *function, const char *word)
{
	const struct token_list *tokens = &beyond->source->outline.tokens;
	struct words words = {0};
	bool found = false;
	size_t before;

	VEC_PUSH(&words, word);
	do {
		before = words.n;
		for (size_t f = 0; f < beyond->files.n; f++)
			add_macros(beyond, &beyond->files.items[f].tokens, &words);
	} while (words.n > before);
	for (size_t i = function->body; i < function->end && !found; i++)
		found = has(&words, 1, tokens, i);
	free(words.items);
	return found;
}
