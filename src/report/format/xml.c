// SPDX-License-Identifier: GPL-2.0-only
#include "report/format/xml.h"

#include "base/data/buf.h"
#include "base/data/utf8.h"

#include <stdbool.h>
#include <string.h>

/* XML 1.0 has no way to write other control characters, nor the two that are none. */
static bool is_writable(const char *c)
{
	if ((unsigned char)*c < ' ')
		return *c == '\t' || *c == '\n' || *c == '\r';
	return strncmp(c, "\xef\xbf\xbe", 3) && strncmp(c, "\xef\xbf\xbf", 3);
}

/* The number of a control character, which could tell a terminal something; 0: it is none. */
static int control(const char *c)
{
	const unsigned char *byte = (const unsigned char *)c;

	if (*byte == 0xc2 && byte[1] < 0xa0)	/* U+0080 to U+009F */
		return byte[1];
	return *byte < ' ' || *byte == 0x7f ? *byte : 0;
}

void xml_add(struct buf *out, const char *text)
{
	struct buf utf8 = {0};

	utf8_add(&utf8, text);
	for (const char *c = utf8.data; c && *c; c += utf8_length(c)) {
		if (!is_writable(c))
			buf_puts(out, "&#xFFFD;");
		else if (control(c) || strchr("&<>\"'", *c))
			buf_printf(out, "&#%d;", control(c) ? control(c) : *c);
		else
			buf_add(out, c, utf8_length(c));
	}
	buf_free(&utf8);
}

void xml_put(const char *text, FILE *out)
{
	struct buf buf = {0};

	xml_add(&buf, text);
	fputs(buf.data ? buf.data : "", out);
	buf_free(&buf);
}
