// SPDX-License-Identifier: GPL-2.0-only
/* What an editor sends: first as bytes that come in two pieces, then each part as a message. */
#include "base/data/err.h"
#include "fuzz.h"
#include "program/lsp/serve.h"

#include <stdlib.h>
#include <string.h>

/* The kinds of all frames, and the bytes of those that are whole. */
static void read_frames(struct frames *frames, struct buf *out)
{
	const char *text;
	size_t length;
	enum frame kind;

	while ((kind = frames_next(frames, &text, &length)) != FRAME_NONE) {
		buf_printf(out, "%d ", (int)kind);
		if (kind == FRAME_WHOLE)
			buf_add(out, text, length);
		if (kind == FRAME_BROKEN)
			return;
	}
}

/* However the bytes come, they are the same frames. */
static void check_frames(const char *text, size_t length)
{
	struct frames once = {0}, pieces = {0};
	struct buf all = {0}, parts = {0};
	size_t half = length ? fuzz_number(text, length) % length : 0;

	frames_add(&once, text, length);
	read_frames(&once, &all);
	frames_add(&pieces, text, half);
	read_frames(&pieces, &parts);
	if (!parts.length || parts.data[parts.length - 2] != '0' + FRAME_BROKEN) {
		frames_add(&pieces, text + half, length - half);
		read_frames(&pieces, &parts);
	}
	FUZZ_CHECK(all.length == parts.length && (!all.length || !memcmp(all.data, parts.data, all.length)));
	frames_free(&once);
	frames_free(&pieces);
	buf_free(&all);
	buf_free(&parts);
}

/* A byte that begins a character has a position, and is the byte of it. */
static void check_positions(const struct document *document, enum encoding encoding)
{
	const struct buf *text = &document->text;
	struct lines lines;

	lines_read(&lines, text->data, text->length, encoding);
	for (size_t i = 0; i < text->length && i < 4096; i++) {
		struct position position = lines_position(&lines, i);
		bool is_line_end = text->data[i] == '\n' && i && text->data[i - 1] == '\r';

		if (((unsigned char)text->data[i] & 0xc0) != 0x80 && !is_line_end)
			FUZZ_CHECK(lines_offset(&lines, position) == i);
	}
	lines_free(&lines);
}

/* What goes out is frames again, each with a message. */
static void check_output(const struct buf *out)
{
	struct frames frames = {0};
	const char *text;
	size_t length;

	frames_add(&frames, out->data ? out->data : "", out->length);
	while (frames_next(&frames, &text, &length) == FRAME_WHOLE) {
		json_t *message = json_loadb(text, length, JSON_ALLOW_NUL, NULL);

		FUZZ_CHECK(message);
		json_decref(message);
	}
	FUZZ_CHECK(frames.at == frames.bytes.length);
	frames_free(&frames);
}

/* No tree is there: documents are read, and not judged. */
static int refuse(void *data, const char *folder, struct look_options **options, char **file, struct err *err)
{
	(void)data;
	(void)options;
	*file = NULL;
	return err_set(err, "%s: no tree", folder);
}

static void free_nothing(struct look_options *options)
{
	FUZZ_CHECK(!options);
}

void fuzz_one(const char *text, size_t length)
{
	const struct look_configurer configurer = { .read = refuse, .free = free_nothing };
	struct server server = { .configurer = &configurer };
	const char *at = text, *end = text + length;

	check_frames(text, length);
	while (at < end) {
		struct fuzz_text part = fuzz_take(&at, end);

		server_take(&server, part.data, part.length);
		fuzz_text_free(&part);
	}
	for (size_t i = 0; i < server.documents.n; i++) {
		check_positions(server.documents.items[i], ENCODING_UTF8);
		check_positions(server.documents.items[i], ENCODING_UTF16);
	}
	check_output(&server.out);
	server_close(&server);
}
