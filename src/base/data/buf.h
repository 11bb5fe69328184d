/* SPDX-License-Identifier: GPL-2.0-only */
/* A growing run of bytes. Always ended by a NUL that length does not count, so data is a C string too. */
#ifndef GUPTIDY_DATA_BUF_H
#define GUPTIDY_DATA_BUF_H

#include <stddef.h>

struct buf {
	char *data;		/* NULL while nothing was added */
	size_t length;
	size_t capacity;
};

/* Appends length bytes. */
void buf_add(struct buf *buf, const void *data, size_t length);

/* Appends a C string. */
void buf_puts(struct buf *buf, const char *text);

/* Appends bytes in one line: a line break, with the blanks around it and its backslash, is one blank. */
void buf_add_line(struct buf *buf, const char *text, size_t length);

/* Appends formatted text. */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes room for at least length more bytes without changing the content. */
void buf_reserve(struct buf *buf, size_t length);

/* The text, never NULL, now owned by the caller; the buffer is empty again. */
char *buf_take(struct buf *buf);

/* Frees the content; the buffer is empty again. */
void buf_free(struct buf *buf);

#endif
