// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"

#include "base/data/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_reserve(struct buf *buf, size_t length)
{
	size_t need = buf->length + length + 1;

	if (need <= buf->capacity)
		return;
	if (need < 2 * buf->capacity)
		need = 2 * buf->capacity;
	buf->data = mem_realloc(buf->data, need);
	buf->capacity = need;
	buf->data[buf->length] = '\0';
}

void buf_add(struct buf *buf, const void *data, size_t length)
{
	buf_reserve(buf, length);
	if (length)
		memcpy(buf->data + buf->length, data, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void buf_puts(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_add_line(struct buf *buf, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t end = at;

		while (end < length && text[end] && strchr(" \t\r\n\\", text[end]))
			end++;
		if (end > at && memchr(text + at, '\n', end - at)) {
			buf_puts(buf, " ");
			at = end;
		} else {
			buf_add(buf, text + at++, 1);
		}
	}
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length > 0) {
		buf_reserve(buf, (size_t)length);
		vsnprintf(buf->data + buf->length, (size_t)length + 1, format, again);
		buf->length += (size_t)length;
	}
	va_end(again);
}

char *buf_take(struct buf *buf)
{
	char *text;

	buf_reserve(buf, 0);
	text = buf->data;
	*buf = (struct buf){0};
	return text;
}

void buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}
