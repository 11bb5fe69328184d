// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/plan/draft.h"

#include "base/data/mem.h"
#include "outcome/plan/private.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/*
 * The lines that say how those of the call are broken: from the head of a directive, and one more, as
 * a last line without an end takes after it.
 */
static size_t first_byte(const struct source *source, const struct call *call)
{
	const struct token *name = &source->outline.tokens.items[call->name];
	size_t start = name->directive ?
		source->outline.tokens.directives.items[name->directive - 1].begin : name->offset;

	start = edit_line_start(source->text.data, start);
	return start ? edit_line_start(source->text.data, start - 1) : 0;
}

/* Appends what stands in front of the call, in its own lines and those that tell how they are broken. */
static void add_front(struct draft *draft, const struct source *source, size_t begin, size_t name,
		      const struct draft_place *place)
{
	if (!place->turn.end) {
		add_made(source, place->made, begin, name, &draft->text);
		return;
	}
	add_made(source, place->made, begin, place->turn.begin, &draft->text);
	draft->turn = draft->text.length;
	buf_puts(&draft->text, "\n");
	edit_indent(source->text.data, name, place->column, &draft->text);
	buf_add(&draft->text, source->text.data + place->turn.end, name - place->turn.end);
}

void draft_open(struct draft *draft, const struct source *source, const struct call *call,
		const struct draft_place *place)
{
	const struct token *name = &source->outline.tokens.items[call->name];
	const struct token *close = &source->outline.tokens.items[call->close];
	size_t behind = (size_t)close->offset + close->length;
	size_t line = edit_line_start(source->text.data, name->offset);
	size_t begin = made_start(source, place->made, line), first = first_byte(source, call);
	size_t open = source->outline.tokens.items[call->open].offset;
	size_t end = place->stop ? place->stop : edit_line_end(source->text.data, source->text.length, behind);

	*draft = (struct draft){
		.old = { name->offset, behind }, .changed = { SIZE_MAX, 0 }, .limit = place->limit,
	};
	add_front(draft, source, first < begin ? first : begin, name->offset, place);
	draft->name = draft->text.length;
	draft->end = draft->name + behind - name->offset;
	buf_add(&draft->text, source->text.data + name->offset, end - name->offset);
	if (end < source->text.length)
		buf_puts(&draft->text, "\n");
	draft->width = draft_width(draft);
	draft->was = memchr(source->text.data + name->offset, '\n', behind - name->offset) ? 0 : draft->width;
	draft_read(draft, call->n);
	if (draft->is_broken)
		return;
	draft_note_columns(draft);
	draft_realign(draft, edit_columns(source->text.data + line, open + 1 - line));
}

void draft_close(struct draft *draft)
{
	outline_free(&draft->outline);
	free(draft->columns.items);
	arena_free(&draft->arena);
	buf_free(&draft->text);
}

/*
 * Where kernel style would break a long argument: behind its ?, else behind its last |. Those in the
 * fewest parentheses count: a condition is not torn for a | inside of it.
 */
static size_t soft_break(const char *text)
{
	size_t found = 0;
	unsigned depth = 0, least = UINT_MAX;
	bool is_choice = false;

	for (const char *at = text; *at; at++) {
		depth += *at == '(' || *at == '[';
		depth -= depth && (*at == ')' || *at == ']');
		if (strncmp(at, " ? ", 3) && strncmp(at, " | ", 3))
			continue;
		if (depth < least || (depth == least && !is_choice)) {
			found = (size_t)(at - text) + 2;
			is_choice = at[1] == '?';
			least = depth;
		}
	}
	return found;
}

/* A comment behind the argument may stick out; that is no reason to tear the argument apart. */
static bool comment_follows(const struct draft *draft, size_t i)
{
	const struct token_list *tokens = &draft->outline.tokens;
	size_t next = draft->call.arguments[i]->last;

	while (token_is(tokens, next, ","))
		next++;
	return next < tokens->n && token_is_comment(&tokens->items[next]);
}

/* A comment of one word that names the old parameter: write, iswrite, write=. */
static bool names_write(const struct draft *draft, size_t i)
{
	const struct token *token = &draft->outline.tokens.items[i];
	const char *text = draft->outline.tokens.text + token->offset + 2;
	size_t length = token->length > 4 ? token->length - 4 : 0, word = 0;

	while (length && (*text == ' ' || *text == '\t')) {
		text++;
		length--;
	}
	while (word < length && (isalnum((unsigned char)text[word]) || text[word] == '_'))
		word++;
	for (size_t at = word; at < length; at++)
		if (!strchr(" \t=:", text[at]))
			return false;
	return word >= 5 && !strncasecmp(text + word - 5, "write", 5);
}

/*
 * A flag says what it is, and 0 is no truth value any more: the comment that said so goes with the old
 * argument, wherever it stands beside it.
 */
static void take_naming_comment(const struct draft *draft, size_t i, const char *text,
				struct edit_span *span)
{
	const struct token_list *tokens = &draft->outline.tokens;
	size_t before = draft->call.arguments[i]->first - 1, behind = draft->call.arguments[i]->last;

	if (strcmp(text, "FOLL_WRITE") && strcmp(text, "0"))
		return;
	if (token_is_comment(&tokens->items[behind]) && names_write(draft, behind))
		span->end = draft_token(draft, behind).end;
	if (token_is_comment(&tokens->items[before]) && names_write(draft, before))
		span->begin = draft_token(draft, before).begin;
}

void draft_wrap(const struct draft *draft, size_t i, const char *text, size_t was,
		struct edit_span *replaced, struct buf *bytes)
{
	const struct call *call = &draft->call;
	struct edit_span *spans = mem_calloc(call->n, sizeof(*spans));
	struct edit_arguments arguments = {
		.text = { draft->text.data, draft->text.length },
		.open = draft_token(draft, call->open).begin, .spans = spans, .n = call->n,
		.limit = draft->limit, .was = was,
		.soft_break = comment_follows(draft, i) ? 0 : soft_break(text),
	};

	for (size_t a = 0; a < call->n; a++) {
		spans[a].begin = draft->name + expr_begin(&draft->outline, call->arguments[a]);
		spans[a].end = draft->name + expr_end(&draft->outline, call->arguments[a]);
	}
	take_naming_comment(draft, i, text, &spans[i]);
	edit_wrap(&arguments, i, text, replaced, bytes);
	free(spans);
}

/*
 * True if the first argument fits its line as that text, with nothing behind it: draft_fold() then finds the
 * last place to break, where edit_wrap() knows none but behind the argument.
 */
static bool fits_first(const struct draft *draft, size_t i, const char *text)
{
	size_t begin = draft->name + expr_begin(&draft->outline, draft->call.arguments[i]);
	size_t start = draft_line_start(draft, begin);

	return !i && draft->call.n > 1 && !comment_follows(draft, i) && !strchr(text, '\n') &&
	       edit_columns(draft->text.data + start, begin - start) + strlen(text) + 1 <= draft->limit;
}

/* The argument alone becomes the text. */
static void put(const struct draft *draft, size_t i, const char *text, struct edit_span *replaced, struct buf *bytes)
{
	*replaced = (struct edit_span){
		draft->name + expr_begin(&draft->outline, draft->call.arguments[i]),
		draft->name + expr_end(&draft->outline, draft->call.arguments[i]),
	};
	take_naming_comment(draft, i, text, replaced);
	buf_puts(bytes, text);
}

void draft_replace(struct draft *draft, size_t i, const char *text)
{
	struct edit_span replaced;
	struct buf bytes = {0};

	if (draft->is_broken)
		return;
	if (fits_first(draft, i, text))
		put(draft, i, text, &replaced, &bytes);
	else
		draft_wrap(draft, i, text, draft->was, &replaced, &bytes);
	draft_change(draft, replaced, &bytes, draft->call.n);
	buf_free(&bytes);
}
