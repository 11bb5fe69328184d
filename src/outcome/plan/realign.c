// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/plan/realign.h"

#include "base/data/mem.h"
#include "outcome/plan/private.h"

#include <stdlib.h>
#include <string.h>

#define WIDEST 100		/* columns that checkpatch has nothing against */

struct realigning {
	const struct source *source;
	struct edit_list made;		/* the edits in front of a line, and those that came in; borrows strings */
	struct edit_list *out;
};

/* The line of code that a token begins. */
struct line {
	size_t start, begin, end;	/* bytes: of the line, of the token, behind the last one */
	size_t open;			/* the parenthesis around it, in another line */
};

/* True if an edit so far ends behind a byte; there is one. */
static bool is_touched(const struct realigning *realigning, size_t from)
{
	const struct edit *last = &realigning->made.items[realigning->made.n - 1];

	return last->offset + strlen(last->old_text) > from;
}

/* Reads the line of a token; false: no line begins with it that could have been aligned to a parenthesis. */
static bool read_line(const struct source *source, size_t first, struct line *line)
{
	static const char *const openers[] = { "(", "[" };
	const struct token_list *tokens = &source->outline.tokens;
	const char *text = source->text.data;

	*line = (struct line){
		.begin = tokens->items[first].offset, .open = outline_encloser(&source->outline, first),
	};
	if (tokens->items[first].directive || !token_is_any(tokens, line->open, openers, ARRAY_SIZE(openers)) ||
	    tokens->items[line->open].directive)
		return false;
	line->start = edit_line_start(text, line->begin);
	line->end = edit_line_end(text, source->text.length, line->begin);
	return tokens->items[line->open].offset < line->start &&
	       line->start + strspn(text + line->start, " \t") == line->begin;
}

/* The column that the line was aligned to, as it was and as it is now; false: it was not. */
static bool read_columns(const struct realigning *realigning, const struct line *line, size_t *old, size_t *new)
{
	const struct source *source = realigning->source;
	const char *text = source->text.data;
	size_t open = source->outline.tokens.items[line->open].offset, start = edit_line_start(text, open);

	if (!is_touched(realigning, start) || is_touched(realigning, line->start) ||
	    made_between(source, &realigning->made, open, open + 1))
		return false;
	*old = edit_columns(text + start, open + 1 - start);
	*new = made_column(source, &realigning->made, open) + 1;
	return edit_columns(text + line->start, line->begin - line->start) == *old;
}

static void move(struct realigning *realigning, const struct line *line, size_t old, size_t new)
{
	const struct source *source = realigning->source;
	const char *text = source->text.data;
	size_t width = edit_columns(text + line->start, line->end - line->start);
	struct buf blanks = {0};
	char *was;

	if (new == old || (new > old && width + new - old > WIDEST))
		return;
	was = mem_strndup(text + line->start, line->begin - line->start);
	edit_indent(text, line->begin, new, &blanks);
	buf_puts(&blanks, "");
	edit_list_add(realigning->out, source->path, line->start, was, blanks.data);
	VEC_PUSH(&realigning->made, realigning->out->items[realigning->out->n - 1]);
	buf_free(&blanks);
	free(was);
}

void realign(const struct source *source, const struct edit *edits, size_t n, struct edit_list *out)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct realigning realigning = { .source = source, .out = out };
	size_t next = 0, old, new;
	struct line line;

	for (size_t i = n ? token_at(tokens, edits[0].offset) : tokens->n; i < tokens->n; i++) {
		for (; next < n && edits[next].offset < tokens->items[i].offset; next++)
			VEC_PUSH(&realigning.made, edits[next]);
		if (realigning.made.n && read_line(source, i, &line) && read_columns(&realigning, &line, &old, &new))
			move(&realigning, &line, old, new);
	}
	free(realigning.made.items);
}
