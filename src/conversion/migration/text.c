// SPDX-License-Identifier: GPL-2.0-only
/* The text of a migration, as its author wrote it. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "conversion/migration/private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int migration_fail(const struct migration *migration, size_t token, struct err *err,
		   const char *format, ...)
{
	const struct token_list *tokens = &migration->outline.tokens;
	size_t offset = token < tokens->n ? tokens->items[token].offset : migration->text.length;
	size_t line = 1, column = 1;
	va_list args;
	char *words;

	for (size_t i = 0; i < offset; i++, column++) {
		if (migration->text.data[i] != '\n')
			continue;
		line++;
		column = 0;
	}
	va_start(args, format);
	if (vasprintf(&words, format, args) < 0)
		words = mem_strdup(format);
	va_end(args);
	err_set(err, "%s:%zu:%zu: %s", migration->path, line, column, words);
	free(words);
	return -1;
}

/* Behind the string that begins at i, or at the end of its line. */
static size_t string_end(const char *text, size_t i)
{
	for (i++; text[i] && text[i] != '\n' && text[i] != '"'; i++)
		i += text[i] == '\\' && text[i + 1] && text[i + 1] != '\n';
	return i + (text[i] == '"');
}

/* Behind the C in backquotes that begins at i; the quotes become blanks. */
static size_t take_verbatim(struct migration *migration, size_t i)
{
	char *text = migration->text.data;
	struct verbatim verbatim = { .begin = i + 1, .end = i + 1 + strcspn(text + i + 1, "`\n") };

	text[i] = ' ';
	if (text[verbatim.end] == '`')
		text[verbatim.end] = ' ';
	VEC_PUSH(&migration->verbatim, verbatim);
	return verbatim.end;
}

void migration_blank(struct migration *migration)
{
	char *text = migration->text.data;

	for (size_t i = 0; i < migration->text.length;) {
		if (text[i] == '"') {
			i = string_end(text, i);
		} else if (text[i] == '`') {
			i = take_verbatim(migration, i);
		} else if (text[i] == '#') {
			while (text[i] && text[i] != '\n')
				text[i++] = ' ';
		} else {
			text[i] = text[i] ? text[i] : ' ';
			i++;
		}
	}
}

bool migration_is_verbatim(const struct migration *migration, size_t i)
{
	size_t offset = migration->outline.tokens.items[i].offset;

	for (size_t v = 0; v < migration->verbatim.n; v++)
		if (offset >= migration->verbatim.items[v].begin && offset < migration->verbatim.items[v].end)
			return true;
	return false;
}

/* True if the byte was a backquote. */
static bool was_quote(const struct migration *migration, size_t offset)
{
	for (size_t v = 0; v < migration->verbatim.n; v++)
		if (offset + 1 == migration->verbatim.items[v].begin || offset == migration->verbatim.items[v].end)
			return true;
	return false;
}

bool migration_has_blank(const struct migration *migration, size_t i)
{
	const struct token *token = &migration->outline.tokens.items[i], *before = token - 1;
	size_t at = before->offset + before->length;
	/* Without the quotes that held them apart two words, or two operators, would become one. */
	bool is_apart = (token->kind == TOKEN_PUNCTUATION) == (before->kind == TOKEN_PUNCTUATION);

	for (; at < token->offset; at++)
		if (is_apart || !was_quote(migration, at))
			return true;
	return false;
}
