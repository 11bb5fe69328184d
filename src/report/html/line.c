// SPDX-License-Identifier: GPL-2.0-only
/* One line of a source, as the page has it. */
#include "base/data/buf.h"
#include "base/data/utf8.h"
#include "report/html/data.h"

#define LONGEST_LINE 500	/* bytes: more is no code that a person reads */

json_t *html_line(const char *line, size_t length)
{
	size_t shown = length > LONGEST_LINE ? LONGEST_LINE : length;
	struct buf text = {0};
	json_t *string;

	if (shown && shown == length && line[shown - 1] == '\r')
		length = --shown;
	buf_add(&text, line, shown);
	/* A NUL would end the text. No UTF-8 has this byte: it is shown as what it is not. */
	for (size_t i = 0; i < shown; i++)
		if (!text.data[i])
			text.data[i] = '\377';
	if (shown < length)
		buf_puts(&text, " ...");
	string = json_text(text.data ? text.data : "");
	buf_free(&text);
	return string;
}
