// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/quote.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What turns the direction of writing, so that a text reads as another one. */
static bool turns_writing(const char *text)
{
	return !strncmp(text, "\xe2\x80", 2) ? (text[2] >= '\xaa' && text[2] <= '\xae') ||
						text[2] == '\x8e' || text[2] == '\x8f' :
	       !strncmp(text, "\xe2\x81", 2) && text[2] >= '\xa6' && text[2] <= '\xa9';
}

size_t quote_plain(const char *text)
{
	unsigned char byte = (unsigned char)*text;
	size_t length = utf8_length(text);

	if (byte < ' ' || byte == 0x7f || !length)
		return 0;
	/* The 32 control characters behind ASCII: to some terminals they are escape sequences, too. */
	if (byte == 0xc2 && (unsigned char)text[1] < 0xa0)
		return 0;
	if (!strncmp(text, "##[", 3) || !strncmp(text, "##vso[", 6))
		return 0;
	return turns_writing(text) ? 0 : length;
}

void quote_byte(struct buf *out, unsigned char byte)
{
	static const char bytes[] = "\a\b\t\n\v\f\r\"\\", letters[] = "abtnvfr\"\\";
	const char *found = byte ? strchr(bytes, byte) : NULL;

	if (found)
		buf_printf(out, "\\%c", letters[found - bytes]);
	else
		buf_printf(out, "\\%03o", byte);
}

/* Kept: these bytes are plain, too; special: these are not. */
static void add(struct buf *out, const char *text, const char *kept, const char *special)
{
	while (*text) {
		size_t length = strchr(kept, *text) ? 1 : strchr(special, *text) ? 0 : quote_plain(text);

		if (length)
			buf_add(out, text, length);
		else
			quote_byte(out, (unsigned char)*text);
		text += length ? length : 1;
	}
}

void quote_text(struct buf *out, const char *text)
{
	add(out, text, "\t", "");
}

static bool needs_quotes(const char *name)
{
	if (!strncmp(name + strspn(name, " "), "::", 2))
		return true;
	while (*name) {
		size_t length = strchr("\"\\", *name) ? 0 : quote_plain(name);

		if (!length)
			return true;
		name += length;
	}
	return false;
}

void quote_name(struct buf *out, const char *name)
{
	if (!needs_quotes(name)) {
		buf_puts(out, name);
		return;
	}
	buf_puts(out, "\"");
	add(out, name, "", "\"\\");
	buf_puts(out, "\"");
}

static void put(FILE *out, const char *text, void (*quote)(struct buf *out, const char *text))
{
	struct buf quoted = {0};

	quote(&quoted, text);
	if (quoted.length)
		fwrite(quoted.data, 1, quoted.length, out);
	buf_free(&quoted);
}

void put_text(FILE *out, const char *text)
{
	put(out, text, quote_text);
}

void put_name(FILE *out, const char *name)
{
	put(out, name, quote_name);
}

/* A message begins with a name, and that may begin as commands of CI systems do. */
static void put_message(const char *text)
{
	if (!strncmp(text + strspn(text, " \t"), "::", 2))
		fputs("guptidy: ", stderr);
	put_text(stderr, text);
	fputc('\n', stderr);
}

void say(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	if (text)
		put_message(text);
	free(text);
}

void complain(struct err *err)
{
	put_message(err->text);
	err_clear(err);
}
