// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/utf8.h"

#include "base/data/buf.h"

#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD */

size_t utf8_length(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	size_t length = *c < 0x80 ? 1 : *c < 0xc2 ? 0 : *c < 0xe0 ? 2 : *c < 0xf0 ? 3 :
			*c < 0xf5 ? 4 : 0;

	for (size_t i = 1; i < length; i++)
		if ((c[i] & 0xc0) != 0x80)
			return 0;
	/* Too long for its value, a surrogate, or beyond the last character. */
	if ((*c == 0xe0 && c[1] < 0xa0) || (*c == 0xed && c[1] > 0x9f) ||
	    (*c == 0xf0 && c[1] < 0x90) || (*c == 0xf4 && c[1] > 0x8f))
		return 0;
	return length;
}

bool utf8_is_valid(const char *text)
{
	while (*text) {
		size_t length = utf8_length(text);

		if (!length)
			return false;
		text += length;
	}
	return true;
}

void utf8_add(struct buf *buf, const char *text)
{
	while (*text) {
		size_t length = utf8_length(text);

		if (length)
			buf_add(buf, text, length);
		else
			buf_puts(buf, REPLACEMENT);
		text += length ? length : 1;
	}
}

json_t *json_text(const char *text)
{
	struct buf utf8 = {0};
	json_t *string;

	utf8_add(&utf8, text);
	string = json_stringn(utf8.data ? utf8.data : "", utf8.length);
	buf_free(&utf8);
	return string;
}
