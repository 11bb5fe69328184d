// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/touched.h"

#include "base/data/mem.h"
#include "c/outline/outline.h"
#include "kernel/scan/word.h"

#include <stdlib.h>
#include <string.h>

bool mention_declares(enum mention_class class)
{
	return class == CLASS_DECLARATION || class == CLASS_DEFINITION || class == CLASS_EXPORT;
}

/* One file, with its edits by offset. */
struct touching {
	const struct rewritten *file;
	size_t number;
	struct outline outline;		/* of the old text */
	const struct edit *edits;
	size_t n_edits;
	size_t next;			/* the first edit that ends behind the last byte asked for */
	size_t removed, added;		/* bytes, by those in front of it */
	struct touched *touched;
};

/* The byte behind a name, and behind the parentheses that follow it. */
static size_t mention_end(const struct outline *outline, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t last = name, open = token_next(tokens, name);

	if (open < tokens->n && token_is(tokens, open, "("))
		last = outline_closing(outline, open);
	if (last >= tokens->n)
		last = name;
	return (size_t)tokens->items[last].offset + tokens->items[last].length;
}

/* True if the word static stands in front of the name, in the same item of the file. */
static bool is_static(const struct outline *outline, size_t name)
{
	for (size_t i = outline_item(outline, name); i < name; i++)
		if (token_is(&outline->tokens, i, "static"))
			return true;
	return false;
}

static size_t edit_end(const struct edit *edit)
{
	return edit->offset + strlen(edit->old_text);
}

/* Goes on to a byte; mentions come by offset. */
static void go_to(struct touching *touching, size_t at)
{
	const struct edit *edit;

	for (; touching->next < touching->n_edits; touching->next++) {
		edit = &touching->edits[touching->next];
		if (edit_end(edit) > at)
			break;
		touching->removed += strlen(edit->old_text);
		touching->added += strlen(edit->new_text);
	}
}

/* Where the byte is in the new text, or SIZE_MAX: an edit began in front of it, and goes on. */
static size_t place_now(const struct touching *touching, size_t at)
{
	if (touching->next < touching->n_edits && touching->edits[touching->next].offset < at)
		return SIZE_MAX;
	return at + touching->added - touching->removed;
}

/* The name that stands there in the new text, or NULL. */
static char *name_now(const struct touching *touching, size_t now)
{
	const struct buf *text = &touching->file->new_text;
	size_t length = 0;

	if (now == SIZE_MAX)
		return NULL;
	while (now + length < text->length && is_identifier_byte((unsigned char)text->data[now + length]))
		length++;
	return length ? mem_strndup(text->data + now, length) : NULL;
}

/*
 * True if a comma in the parentheses behind a name stands in braces or brackets alone, which hold it together for a
 * function, but not for a macro: `f((int[]){ 1, 2 })`.
 */
static bool has_bare_comma(const struct outline *outline, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t open = token_next(tokens, name);
	size_t close = token_is(tokens, open, "(") ? outline_closing(outline, open) : NO_TOKEN;

	for (size_t i = open + 1; close != NO_TOKEN && i < close; i++) {
		if (token_is(tokens, i, "(") && outline_closing(outline, i) != NO_TOKEN)
			i = outline_closing(outline, i);
		else if (token_is(tokens, i, ",") && outline_encloser(outline, i) != open)
			return true;
	}
	return false;
}

static bool is_of_code(enum mention_class class)
{
	return mention_declares(class) || class == CLASS_CALL || class == CLASS_ADDRESS || class == CLASS_MACRO_BODY;
}

/* True if an edit of more than blanks begins in front of a byte, and ends behind the one gone to. */
static bool is_touched(const struct touching *touching, size_t end)
{
	for (size_t i = touching->next; i < touching->n_edits && touching->edits[i].offset < end; i++)
		if (!edit_is_layout(&touching->edits[i]))
			return true;
	return false;
}

static void touch(struct touching *touching, const struct classified *classified)
{
	const struct outline *outline = &touching->outline;
	const struct mention *mention = classified->mention;
	bool is_header = ends_with(touching->file->path, ".h");
	struct touched_mention item = {
		.file = touching->number, .name = mention->symbol->name, .class = classified->class,
	};
	size_t name = token_at(&outline->tokens, mention->offset);

	if (!is_of_code(classified->class) || name >= outline->tokens.n)
		return;
	if (has_bare_comma(outline, name) && !path_list_has(&touching->touched->bare, item.name))
		VEC_PUSH(&touching->touched->bare, mem_strdup(item.name));
	go_to(touching, mention->offset);
	if (!is_touched(touching, mention_end(outline, name)))
		return;
	item.now_at = place_now(touching, mention->offset);
	item.now = name_now(touching, item.now_at);
	item.is_macro = outline->tokens.items[name].directive;
	item.is_public = mention_declares(item.class) &&
			 (is_header || (!item.is_macro && !is_static(outline, name)));
	VEC_PUSH(touching->touched, item);
	if (item.is_public && !path_list_has(&touching->touched->declared, item.name))
		VEC_PUSH(&touching->touched->declared, mem_strdup(item.name));
}

/* The mentions of the file, which begin with the first one given; returns the first one behind them. */
static size_t touch_file(struct touching *touching, const struct result *result, size_t mention)
{
	const struct rewritten *file = touching->file;

	outline_read(&touching->outline, file->old_text ? file->old_text : "", file->old_length);
	while (mention < result->mentions.n && !strcmp(result->mentions.items[mention].path, file->path))
		touch(touching, &result->mentions.items[mention++]);
	outline_free(&touching->outline);
	return mention;
}

void touched_find(const struct series_input *input, struct touched *touched)
{
	const struct result *result = &input->run->result;
	size_t mention = 0, edit = 0;

	*touched = (struct touched){0};
	for (size_t i = 0; i < input->rewrite->n; i++) {
		struct touching touching = {
			.file = &input->rewrite->items[i], .number = i, .touched = touched,
		};

		while (edit < result->edits.n &&
		       strcmp(result->edits.items[edit].path, touching.file->path) < 0)
			edit++;
		while (mention < result->mentions.n &&
		       strcmp(result->mentions.items[mention].path, touching.file->path) < 0)
			mention++;
		touching.edits = result->edits.items + edit;
		while (edit < result->edits.n &&
		       !strcmp(result->edits.items[edit].path, touching.file->path)) {
			edit++;
			touching.n_edits++;
		}
		mention = touch_file(&touching, result, mention);
	}
}

void touched_free(struct touched *touched)
{
	for (size_t i = 0; i < touched->n; i++)
		free(touched->items[i].now);
	free(touched->items);
	path_list_free(&touched->declared);
	path_list_free(&touched->bare);
	*touched = (struct touched){0};
}
