// SPDX-License-Identifier: GPL-2.0-only
#include "report/format/snippet.h"

#include "base/data/buf.h"
#include "base/data/quote.h"

#include <string.h>

/* The bytes of what is shown as one character: a byte that is not plain is a blank. */
static size_t character_length(const char *text)
{
	size_t length = *text == '\t' ? 1 : quote_plain(text);

	return length ? length : 1;
}

/* The end of the line can only be where a mark begins. */
static bool is_below(const struct mark *mark, const char *line, size_t at)
{
	return at == mark->begin || (line[at] && at > mark->begin && at < mark->end);
}

static char sign_below(const char *line, const struct mark *marks, size_t n, size_t at)
{
	char sign = ' ';

	for (size_t i = 0; i < n; i++)
		if (is_below(&marks[i], line, at))
			sign = marks[i].is_point && at == marks[i].begin ? '^' : '~';
	return sign;
}

/* One sign for each character, so that it stands below; a tab is a tab. The mark may be at the line's end. */
static void draw(const char *line, const struct mark *marks, size_t n, struct buf *signs)
{
	size_t used = 0;

	for (size_t at = 0;; at += character_length(line + at)) {
		char sign = sign_below(line, marks, n, at);

		if (sign != ' ')
			used = signs->length + 1;
		if (line[at] == '\t' && sign != '^')
			sign = '\t';
		buf_add(signs, &sign, 1);
		if (!line[at])
			break;
	}
	signs->length = used;
	signs->data[used] = 0;
}

static void put_line(const char *line, FILE *out)
{
	while (*line) {
		size_t length = character_length(line);

		if (*line == '\t' || quote_plain(line))
			fwrite(line, 1, length, out);
		else
			fputc(' ', out);
		line += length;
	}
}

/* The blanks in front have no colour: a terminal may draw them. */
static void put_signs(const char *signs, struct mark_colour colour, FILE *out)
{
	size_t blank = strspn(signs, " \t");

	fprintf(out, "%.*s%s%s%s\n", (int)blank, signs, colour.on, signs + blank, colour.off);
}

void snippet_print(const char *line, uint32_t number, const struct mark *marks, size_t n,
		   struct mark_colour colour, FILE *out)
{
	struct buf signs = {0};

	fprintf(out, "%5u | ", number);
	put_line(line, out);
	fputs("\n      | ", out);
	draw(line, marks, n, &signs);
	put_signs(signs.data, colour, out);
	buf_free(&signs);
}
