// SPDX-License-Identifier: GPL-2.0-only
#include "convert/convert.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define KERNEL_LINE 80

static char *bytes_of(const struct converter *converter, size_t begin, size_t end)
{
	return mem_strndup(converter->source->text.data + begin, end - begin);
}

void convert_replace(struct converter *converter, size_t first, size_t last, const char *text)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	size_t begin = tokens->items[first].offset;
	size_t end = tokens->items[last - 1].offset + tokens->items[last - 1].length;
	char *old = bytes_of(converter, begin, end);

	edit_list_add(converter->edits, converter->source->path, begin, old, text);
	free(old);
}

/* Where kernel style would break a long argument: behind its last |, else behind its ?. */
static size_t soft_break(const char *text)
{
	const char *found = NULL;

	for (const char *at = text; (at = strstr(at, " | ")); at++)
		found = at;
	if (!found)
		found = strstr(text, " ? ");
	return found ? (size_t)(found - text) + 2 : 0;
}

/* A comment behind the argument may stick out; that is no reason to tear the argument apart. */
static bool comment_follows(const struct source *source, const struct call *call, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t next = call->arguments[i]->last;

	for (; next <= call->close; next++)
		if (!token_is(tokens, next, ","))
			break;
	return next < tokens->n && token_is_comment(&tokens->items[next]);
}

/* A comment of one word that names the old parameter: write, iswrite, write=. */
static bool names_write(const struct source *source, const struct token *token)
{
	const char *text = source->text.data + token->offset + 2;
	size_t length = token->length > 4 ? token->length - 4 : 0, word = 0;

	while (length && (*text == ' ' || *text == '\t')) {
		text++;
		length--;
	}
	while (word < length && (isalnum((unsigned char)text[word]) || text[word] == '_'))
		word++;
	for (size_t i = word; i < length; i++)
		if (!strchr(" \t=:", text[i]))
			return false;
	return word >= 5 && !strncasecmp(text + word - 5, "write", 5);
}

/*
 * A flag says what it is, and 0 is no truth value any more: the comment that said so goes with the old
 * argument, wherever it stands beside it.
 */
static void take_naming_comment(const struct source *source, const struct call *call, size_t i,
				const char *text, struct edit_span *span)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t before = call->arguments[i]->first - 1, behind = call->arguments[i]->last;

	if (strcmp(text, "FOLL_WRITE") && strcmp(text, "0"))
		return;
	if (token_is_comment(&tokens->items[behind]) && names_write(source, &tokens->items[behind]))
		span->end = tokens->items[behind].offset + tokens->items[behind].length;
	if (token_is_comment(&tokens->items[before]) && names_write(source, &tokens->items[before]))
		span->begin = tokens->items[before].offset;
}

void convert_wrap(const struct source *source, const struct call *call, size_t i, const char *text,
		  struct edit_span *replaced, struct buf *bytes)
{
	const struct outline *outline = &source->outline;
	struct edit_span *spans = mem_calloc(call->n, sizeof(*spans));
	struct edit_arguments arguments = {
		.open = outline->tokens.items[call->open].offset,
		.spans = spans, .n = call->n, .limit = KERNEL_LINE,
		.soft_break = comment_follows(source, call, i) ? 0 : soft_break(text),
	};

	for (size_t a = 0; a < call->n; a++) {
		spans[a].begin = expr_begin(outline, call->arguments[a]);
		spans[a].end = expr_end(outline, call->arguments[a]);
	}
	take_naming_comment(source, call, i, text, &spans[i]);
	edit_wrap(source->text.data, source->text.length, &arguments, i, text, replaced, bytes);
	free(spans);
}

static void add_edit(struct converter *converter, const struct edit_span *replaced,
		     const struct buf *bytes)
{
	char *old = bytes_of(converter, replaced->begin, replaced->end);

	edit_list_add(converter->edits, converter->source->path, replaced->begin, old, bytes->data);
	free(old);
}

void convert_span(struct converter *converter, size_t open, const struct edit_span *spans, size_t n,
		  size_t which, const char *text)
{
	const struct source *source = converter->source;
	struct edit_arguments arguments = {
		.open = source->outline.tokens.items[open].offset, .spans = spans, .n = n,
		.limit = KERNEL_LINE,
	};
	struct edit_span replaced;
	struct buf bytes = {0};

	edit_wrap(source->text.data, source->text.length, &arguments, which, text, &replaced, &bytes);
	add_edit(converter, &replaced, &bytes);
	buf_free(&bytes);
}

void convert_argument(struct converter *converter, const struct call *call, size_t i,
		      const char *text)
{
	struct edit_span replaced;
	struct buf bytes = {0};

	convert_wrap(converter->source, call, i, text, &replaced, &bytes);
	add_edit(converter, &replaced, &bytes);
	buf_free(&bytes);
}

void convert_leave_held(struct converter *converter, const struct declared *holder)
{
	const struct left_sink *left = &converter->left;
	char *reason;

	if (holder->is_mainline) {
		left->add(left->data, converter->source->path, 0, 0, "",
			  "no kernel tree says what its calls must look like; pass --kernel TREE");
		return;
	}
	reason = mem_printf("%s() takes `int write` here, and this file is not in PATH: what must "
			    "agree with it was left as it is", holder->function->name);
	left->add(left->data, holder->path, holder->line, holder->column, "", reason);
	free(reason);
}

void convert_leave(struct converter *converter, size_t offset, const char *format, ...)
{
	struct source *source = converter->source;
	uint32_t line, column;
	va_list args;
	char *reason;

	va_start(args, format);
	if (vasprintf(&reason, format, args) < 0)
		reason = mem_strdup(format);
	va_end(args);
	source_position(source, offset, &line, &column);
	converter->left.add(converter->left.data, source->path, line, column,
			    source_function_name(source, token_at(&source->outline.tokens, offset)),
			    reason);
	free(reason);
}
