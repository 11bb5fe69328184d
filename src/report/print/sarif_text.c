// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/utf8.h"
#include "report/print/sarif.h"

#include <string.h>

char *sarif_message(const char *text)
{
	struct buf message = {0};

	for (const char *c = text; *c; c++) {
		buf_add(&message, c, 1);
		if (*c == '{' || *c == '}')
			buf_add(&message, c, 1);
		else if (*c == ']' && c[1] == '(')
			buf_puts(&message, " ");
	}
	return buf_take(&message);
}

/* A line of prose: what Markdown would take for markup is escaped, but between backticks. */
static void add_prose(struct buf *out, const char *line, size_t length)
{
	bool code = false;

	for (size_t i = 0; i < length; i++) {
		if (line[i] == '`')
			code = !code;
		else if (!code && strchr("\\*_<>[]#&", line[i]))
			buf_puts(out, "\\");
		buf_add(out, line + i, 1);
	}
}

char *sarif_markdown(const char *text)
{
	struct buf prose = {0};
	char *markdown;

	while (*text) {
		size_t length = strcspn(text, "\n");

		if (*text == '\t')
			buf_add(&prose, text, length);
		else
			add_prose(&prose, text, length);
		text += length;
		if (*text) {
			buf_puts(&prose, "\n");
			text++;
		}
	}
	markdown = sarif_message(prose.data ? prose.data : "");
	buf_free(&prose);
	return markdown;
}

char *sarif_first_paragraph(const char *text)
{
	const char *end = strstr(text, "\n\n");
	size_t length = end ? (size_t)(end - text) : strlen(text);
	struct buf paragraph = {0};

	while (length && text[length - 1] == '\n')
		length--;
	for (size_t i = 0; i < length; i++)
		buf_add(&paragraph, text[i] == '\n' ? " " : text + i, 1);
	return buf_take(&paragraph);
}
