// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/frame.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define LENGTH_NAME "Content-Length:"

/* What a header says; there is no length as long as none was read. */
struct header {
	size_t length;
	bool has_length, is_wrong;
};

/* Skips what is to be skipped, as far as it is there. */
static void skip(struct frames *frames)
{
	size_t there = frames->bytes.length - frames->at;
	size_t n = frames->to_skip < there ? frames->to_skip : there;

	frames->at += n;
	frames->to_skip -= n;
}

void frames_add(struct frames *frames, const char *bytes, size_t length)
{
	struct buf *buf = &frames->bytes;

	if (frames->at) {
		memmove(buf->data, buf->data + frames->at, buf->length - frames->at);
		buf->length -= frames->at;
		frames->at = 0;
	}
	buf_add(buf, bytes, length);
	skip(frames);
}

/* Digits with blanks around them, and nothing else. */
static void read_number(const char *text, size_t length, struct header *header)
{
	size_t i = 0, n = 0, begin;

	while (i < length && (text[i] == ' ' || text[i] == '\t'))
		i++;
	for (begin = i; i < length && isdigit((unsigned char)text[i]); i++)
		n = n > FRAME_MOST * 16ul ? n : n * 10 + (size_t)(text[i] - '0');
	header->is_wrong |= i == begin || (header->has_length && n != header->length);
	while (i < length && (text[i] == ' ' || text[i] == '\t'))
		i++;
	header->is_wrong |= i < length;
	header->length = n;
	header->has_length = true;
}

static void read_line(const char *line, size_t length, struct header *header)
{
	size_t name = strlen(LENGTH_NAME);

	if (length >= name && !strncasecmp(line, LENGTH_NAME, name))
		read_number(line + name, length - name, header);
	else
		header->is_wrong |= !memchr(line, ':', length);
}

/* Reads a header, which ends in an empty line; returns its length with that, 0: it is not whole yet. */
static size_t read_header(const char *text, size_t length, struct header *header)
{
	size_t at = 0;

	while (at < length) {
		const char *line = text + at, *end = memchr(line, '\n', length - at);
		size_t n;

		if (!end)
			return 0;
		at = (size_t)(end + 1 - text);
		n = (size_t)(end - line);
		n -= n && line[n - 1] == '\r';
		if (!n)
			return at;
		read_line(line, n, header);
	}
	return 0;
}

enum frame frames_next(struct frames *frames, const char **text, size_t *length)
{
	const char *at = frames->bytes.data ? frames->bytes.data + frames->at : "";
	size_t there = frames->bytes.length - frames->at, begin;
	size_t most = there < FRAME_HEADER_MOST ? there : FRAME_HEADER_MOST;
	struct header header = {0};

	if (frames->to_skip || !there)
		return FRAME_NONE;
	begin = read_header(at, most, &header);
	if (header.is_wrong || (begin ? !header.has_length : there >= FRAME_HEADER_MOST))
		return FRAME_BROKEN;
	if (begin && header.length > FRAME_MOST) {
		frames->at += begin;
		frames->to_skip = header.length;
		skip(frames);
		return FRAME_HUGE;
	}
	if (!begin || there - begin < header.length)
		return FRAME_NONE;
	*text = at + begin;
	*length = header.length;
	frames->at += begin + header.length;
	return FRAME_WHOLE;
}

void frame_write(struct buf *out, const char *text, size_t length)
{
	buf_printf(out, LENGTH_NAME " %zu\r\n\r\n", length);
	buf_add(out, text, length);
}

void frames_free(struct frames *frames)
{
	buf_free(&frames->bytes);
	*frames = (struct frames){0};
}
