// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/compat/layout.h"

#include "base/data/buf.h"
#include "base/data/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAB 8
#define LONGEST 80

void items_add(struct items *items, const char *format, ...)
{
	char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	mem_or_die(text);
	VEC_PUSH(items, text);
}

static size_t columns(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\t' ? TAB - n % TAB : 1;
	return n;
}

static void indent(struct buf *out, size_t columns)
{
	buf_puts(out, "\n");
	for (; columns >= TAB; columns -= TAB)
		buf_puts(out, "\t");
	buf_printf(out, "%*s", (int)columns, "");
}

void items_put(struct buf *out, const char *head, struct items *items, const char *tail)
{
	size_t begin = columns(head), column = begin;

	buf_puts(out, head);
	for (size_t i = 0; i < items->n; i++) {
		size_t length = strlen(items->items[i]) + (i + 1 < items->n ? 1 : strlen(tail));

		if (i && column + 1 + length > LONGEST) {
			indent(out, begin);
			column = begin;
		} else if (i) {
			buf_puts(out, " ");
			column++;
		}
		buf_printf(out, "%s%s", items->items[i], i + 1 < items->n ? "," : "");
		column += length;
		free(items->items[i]);
	}
	buf_puts(out, tail);
	free(items->items);
	*items = (struct items){0};
}
