// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/encoded.h"

#include "base/data/buf.h"

#include <nettle/base16.h>
#include <nettle/base64.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define LONGEST_WORD 1000	/* bytes; the RFC allows 75 */

static const char quoted[] = "=?UTF-8?q?", base64[] = "=?UTF-8?b?";

static bool begins_word(const char *text)
{
	return !strncasecmp(text, quoted, sizeof(quoted) - 1) || !strncasecmp(text, base64, sizeof(base64) - 1);
}

/* Appends the byte that =XX stands for; false: it is none. */
static bool add_hexadecimal(const char *text, struct buf *out)
{
	struct base16_decode_ctx context;
	size_t length = 1;
	uint8_t byte;

	base16_decode_init(&context);
	if (strlen(text) < 3 || !base16_decode_update(&context, &length, &byte, 2, text + 1) || length != 1)
		return false;
	buf_add(out, (const char *)&byte, 1);
	return true;
}

static void decode_quoted(const char *text, const char *end, struct buf *out)
{
	for (; text < end; text++) {
		if (*text == '=' && add_hexadecimal(text, out))
			text += 2;
		else
			buf_add(out, *text == '_' ? " " : text, 1);
	}
}

/* False, and nothing is appended: it is none, or longer than any word may be. */
static bool decode_base64(const char *text, const char *end, struct buf *out)
{
	struct base64_decode_ctx context;
	uint8_t bytes[BASE64_DECODE_LENGTH(LONGEST_WORD)];
	size_t length = sizeof(bytes);

	base64_decode_init(&context);
	if (end - text > LONGEST_WORD ||
	    !base64_decode_update(&context, &length, bytes, (size_t)(end - text), text))
		return false;
	buf_add(out, (const char *)bytes, length);
	return true;
}

/* Appends the word that the text begins with; returns what stands behind it. */
static const char *decode_word(const char *text, struct buf *out)
{
	bool is_quoted = !strncasecmp(text, quoted, sizeof(quoted) - 1);
	const char *begin = text + sizeof(quoted) - 1, *end = strstr(begin, "?=");

	if (!end || (!is_quoted && !decode_base64(begin, end, out))) {
		buf_add(out, text, (size_t)(begin - text));
		return begin;
	}
	if (is_quoted)
		decode_quoted(begin, end, out);
	return end + 2;
}

void encoded_decode(const char *text, struct buf *out)
{
	while (*text) {
		size_t blanks;

		if (!begins_word(text)) {
			buf_add(out, text++, 1);
			continue;
		}
		text = decode_word(text, out);
		/* Blanks between two words are none. */
		blanks = strspn(text, " \t\n");
		if (begins_word(text + blanks))
			text += blanks;
	}
}
