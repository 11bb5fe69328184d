// SPDX-License-Identifier: GPL-2.0-only
#include "convert/rename.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define TAB 8

/* The bytes of a call, from its name to behind its closing parenthesis. */
struct region {
	size_t begin, after_name, open, end;
};

static struct region region_of(const struct source *source, const struct call *call)
{
	const struct token *name = &source->outline.tokens.items[call->name];
	const struct token *close = &source->outline.tokens.items[call->close];

	return (struct region){
		.begin = name->offset, .after_name = (size_t)name->offset + name->length,
		.open = source->outline.tokens.items[call->open].offset,
		.end = (size_t)close->offset + 1,
	};
}

static size_t next_column(size_t column, char c)
{
	return c == '\t' ? column / TAB * TAB + TAB : column + 1;
}

/* The column (from 0) of a byte. */
static size_t column_of(const char *text, size_t offset)
{
	size_t start = offset, column = 0;

	while (start && text[start - 1] != '\n')
		start--;
	for (; start < offset; start++)
		column = next_column(column, text[start]);
	return column;
}

/* The column of the first line of the call behind its first, or 0 when it has one line only. */
static size_t first_indentation(const char *text, const struct region *region)
{
	const char *newline = memchr(text + region->open, '\n', region->end - region->open);
	size_t at;

	if (!newline)
		return 0;
	at = (size_t)(newline - text) + 1;
	return column_of(text, at + strspn(text + at, " \t"));
}

static void add_indentation(struct buf *out, size_t column)
{
	for (; column >= TAB; column -= TAB)
		buf_puts(out, "\t");
	for (; column; column--)
		buf_puts(out, " ");
}

/*
 * Appends the call's parentheses. Lines that begin at the column behind the parenthesis, or further
 * right, move left by as much as the name gets shorter; if the author indented in another way,
 * nothing moves.
 */
static void add_realigned(struct buf *out, const char *text, const struct region *region,
			  size_t shorter)
{
	size_t aligned = column_of(text, region->open) + 1;
	bool moves = first_indentation(text, region) == aligned;

	for (size_t at = region->after_name; at < region->end;) {
		const char *newline = memchr(text + at, '\n', region->end - at);
		size_t next = newline ? (size_t)(newline - text) + 1 : region->end;
		size_t blanks, column;

		buf_add(out, text + at, next - at);
		at = next;
		blanks = strspn(text + at, " \t");
		column = column_of(text, at + blanks);
		if (at == region->end || !moves || column < aligned)
			continue;
		add_indentation(out, column - shorter);
		at += blanks;
	}
}

/* The whole text with the call renamed; the number of tokens stays. */
static struct buf renamed_text(const struct source *source, const struct region *region,
			       const char *name)
{
	size_t old_length = region->after_name - region->begin;
	struct buf text = {0};

	buf_add(&text, source->text.data, region->begin);
	buf_puts(&text, name);
	add_realigned(&text, source->text.data, region,
		      old_length > strlen(name) ? old_length - strlen(name) : 0);
	buf_add(&text, source->text.data + region->end, source->text.length - region->end);
	return text;
}

void convert_rename(struct converter *converter, const struct call *call, const char *name, size_t i,
		    const char *text)
{
	struct source *source = converter->source;
	struct region old_region = region_of(source, call), new_region;
	struct buf whole = renamed_text(source, &old_region, name);
	char *old_call, *new_call;
	struct source renamed;
	struct call new_call_tokens;
	struct edit_span replaced;
	struct buf bytes = {0};

	source_from_text(&renamed, source->file, whole.data, whole.length);
	buf_free(&whole);
	if (!call_read(&renamed.outline, call->name, &renamed.arena, &new_call_tokens)) {
		new_region = region_of(&renamed, &new_call_tokens);
		convert_wrap(&renamed, &new_call_tokens, i, text, &replaced, &bytes);
		old_call = mem_strndup(source->text.data + old_region.begin,
				       old_region.end - old_region.begin);
		new_call = mem_printf("%.*s%s%.*s", (int)(replaced.begin - new_region.begin),
				      renamed.text.data + new_region.begin, bytes.data,
				      (int)(new_region.end - replaced.end),
				      renamed.text.data + replaced.end);
		edit_list_add(converter->edits, source->path, old_region.begin, old_call, new_call);
		free(old_call);
		free(new_call);
	} else {
		convert_leave(converter, old_region.begin,
			      "the call cannot be read once it is renamed; convert it by hand");
	}
	buf_free(&bytes);
	source_close(&renamed);
}
