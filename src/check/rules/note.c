// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "c/flow/route.h"
#include "check/rules/rule.h"

#include <stdlib.h>

static void add_note(struct finding *finding, const struct source *source, size_t first, size_t last,
		     char *message)
{
	const struct token *from = &source->outline.tokens.items[first];
	const struct token *to = &source->outline.tokens.items[last - 1];
	struct note note = { .path = mem_strdup(source->path), .message = message };

	source_position(source, from->offset, &note.line, &note.column);
	source_position(source, to->offset + to->length, &note.end_line, &note.end_column);
	excerpt_read(&note.excerpt, source, note_span(&note));
	VEC_PUSH(&finding->notes, note);
}

void finding_note(struct finding *finding, const struct source *source, size_t token, char *message)
{
	add_note(finding, source, token, token + 1, message);
}

/* Tokens [first, last) as their author wrote them, on one line and without comments. */
static char *shown_text(const struct token_list *tokens, size_t first, size_t last)
{
	struct buf text = {0};
	uint32_t end = 0;

	for (size_t i = first; i < last; i++) {
		const struct token *token = &tokens->items[i];

		if (token_is_comment(token))
			continue;
		if (text.length && token->offset > end)
			buf_puts(&text, " ");
		buf_add(&text, tokens->text + token->offset, token->length);
		end = token->offset + token->length;
	}
	return buf_take(&text);
}

void finding_note_branch(struct finding *finding, const struct source *source, size_t first,
			 size_t last, bool is_true)
{
	char *text = shown_text(&source->outline.tokens, first, last);

	add_note(finding, source, first, last,
		 mem_printf("`%s` is %s here", text, is_true ? "true" : "false"));
	free(text);
}

static void note_turn(struct finding *finding, const struct source *source, const struct stop *stop)
{
	finding_note_branch(finding, source, stop->first, stop->last, stop->kind == STOP_TRUE);
}

static void add_mark(struct finding *finding, const struct source *source, const struct occurrence *mark)
{
	finding_note(finding, source, mark->token, mem_strdup(mark->message));
}

static bool passes(const struct stop *stop, size_t token)
{
	return stop->kind == STOP_STEP && token >= stop->first && token < stop->last;
}

/* The last stop that passes the token, as a loop may pass it again, or none: the end. */
static size_t last_pass(const struct route *route, size_t token)
{
	for (size_t i = route->n; i-- > 0;)
		if (passes(&route->items[i], token))
			return i;
	return route->n;
}

/* Before anything has happened, the only conditions of interest are those around what will. */
static bool is_around(const struct stop *stop, size_t token)
{
	return token >= stop->first && token < stop->inner;
}

void finding_note_route(struct finding *finding, const struct source *source,
			const struct route *route, const struct occurrence *marks, size_t n)
{
	size_t begin = last_pass(route, marks[0].token), next = 0;

	for (size_t i = 0; i < route->n; i++) {
		const struct stop *stop = &route->items[i];

		while (next < n && last_pass(route, marks[next].token) == i) {
			add_mark(finding, source, &marks[next]);
			next++;
		}
		if (stop->kind != STOP_STEP && (i > begin || is_around(stop, marks[0].token)))
			note_turn(finding, source, stop);
	}
	for (; next < n; next++)
		add_mark(finding, source, &marks[next]);
}
