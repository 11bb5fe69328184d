// SPDX-License-Identifier: GPL-2.0-only
#include "base/buf.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/open.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES (1L << 30)	/* of a file that is read whole */

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

static int read_all(struct buf *buf, int fd)
{
	ssize_t got = 1;

	while (got > 0) {
		buf_reserve(buf, 4096);
		got = read(fd, buf->data + buf->length, buf->capacity - buf->length - 1);
		if (got > 0)
			buf->length += (size_t)got;
		if (buf->length > MOST_BYTES) {
			errno = EFBIG;
			got = -1;
		}
	}
	buf->data[buf->length] = '\0';
	return (int)got;
}

/* Takes fd, or -1 with errno, and path for people. */
static int read_open(struct buf *buf, int fd, const struct stat *st, const char *path,
		     struct err *err)
{
	int status = 0;

	if (fd < 0 && errno == EINVAL)
		return err_set(err, "%s: not a regular file; name a file or a folder", path);
	if (fd < 0)
		return err_set(err, "%s: cannot be opened: %s", path, open_error(errno));
	if (st->st_size <= MOST_BYTES)
		buf_reserve(buf, (size_t)st->st_size);
	if (st->st_size > MOST_BYTES || read_all(buf, fd))
		status = err_set(err, "%s: cannot be read: %s", path,
				 strerror(st->st_size > MOST_BYTES ? EFBIG : errno));
	close(fd);
	return status;
}

int buf_read_file(struct buf *buf, const char *path, struct err *err)
{
	struct stat st;

	return read_open(buf, open_file(AT_FDCWD, path, true, &st), &st, path, err);
}

int buf_read_below(struct buf *buf, const char *root, const char *path, struct err *err)
{
	char *full = path_join(root, path);
	struct stat st;
	int status = read_open(buf, open_below(root, path, &st), &st, full, err);

	free(full);
	return status;
}
