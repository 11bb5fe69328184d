// SPDX-License-Identifier: GPL-2.0-only
/* The language server's reading: frames, messages, positions, addresses, edits of documents. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/mem.h"
#include "program/lsp/document.h"
#include "program/lsp/frame.h"
#include "program/lsp/message.h"
#include "program/lsp/uri.h"

#include <stdlib.h>
#include <string.h>

static void frames_come_in_pieces(void **state)
{
	static const char bytes[] = "Content-Length: 3\r\nX: y\r\n\r\nabccontent-length:2\n\nde";
	struct frames frames = {0};
	struct buf texts = {0};
	const char *text;
	size_t length;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(bytes); i++) {
		frames_add(&frames, bytes + i, 1);
		while (frames_next(&frames, &text, &length) == FRAME_WHOLE) {
			buf_add(&texts, text, length);
			buf_puts(&texts, "|");
		}
	}
	assert_string_equal(texts.data, "abc|de|");
	buf_free(&texts);
	frames_free(&frames);
}

static void what_is_no_frame_is_broken(void **state)
{
	static const char *const heads[] = {
		"\r\n", "Content-Length:\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Length: 1x\r\n\r\n",
		"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", "Content-Type: a\r\n\r\n", "GET /\r\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(heads); i++) {
		struct frames frames = {0};
		const char *text;
		size_t length;

		frames_add(&frames, heads[i], strlen(heads[i]));
		assert_int_equal(frames_next(&frames, &text, &length), FRAME_BROKEN);
		frames_free(&frames);
	}
}

static void a_header_ends_somewhere(void **state)
{
	struct frames frames = {0};
	const char *text;
	size_t length;

	(void)state;
	for (size_t i = 0; i < FRAME_HEADER_MOST; i += 2) {
		assert_int_equal(frames_next(&frames, &text, &length), FRAME_NONE);
		frames_add(&frames, "a:", 2);
	}
	assert_int_equal(frames_next(&frames, &text, &length), FRAME_BROKEN);
	frames_free(&frames);
}

/* What follows a frame that is too large is read. */
static void a_huge_frame_is_passed_over(void **state)
{
	static const char next[] = "Content-Length: 1\r\n\r\n!";
	char *blanks = mem_calloc(1, FRAME_MOST + 1);
	struct frames frames = {0};
	struct buf head = {0};
	const char *text;
	size_t length;

	(void)state;
	buf_printf(&head, "Content-Length: %u\r\n\r\nfirst", FRAME_MOST + 1);
	frames_add(&frames, head.data, head.length);
	assert_int_equal(frames_next(&frames, &text, &length), FRAME_HUGE);
	assert_int_equal(frames_next(&frames, &text, &length), FRAME_NONE);
	frames_add(&frames, blanks, FRAME_MOST + 1 - strlen("first"));
	frames_add(&frames, next, strlen(next));
	assert_int_equal(frames_next(&frames, &text, &length), FRAME_WHOLE);
	assert_memory_equal(text, "!", length);
	free(blanks);
	buf_free(&head);
	frames_free(&frames);
}

static void messages_are_told_apart(void **state)
{
	static const struct {
		const char *text;
		enum message_kind kind;
		int error;
	} rows[] = {
		{ "{\"id\":1,\"method\":\"a\"}", MESSAGE_REQUEST, 0 },
		{ "{\"id\":\"1\",\"method\":\"a\",\"params\":{}}", MESSAGE_REQUEST, 0 },
		{ "{\"method\":\"a\",\"params\":[]}", MESSAGE_NOTIFICATION, 0 },
		{ "{\"id\":1,\"result\":null}", MESSAGE_ANSWER, 0 },
		{ "{\"id\":null,\"error\":{}}", MESSAGE_ANSWER, 0 },
		{ "{\"id\":null,\"method\":\"a\"}", MESSAGE_WRONG, ERROR_INVALID_REQUEST },
		{ "{\"id\":1.5,\"method\":\"a\"}", MESSAGE_WRONG, ERROR_INVALID_REQUEST },
		{ "{\"id\":1}", MESSAGE_WRONG, ERROR_INVALID_REQUEST },
		{ "{\"method\":\"a\",\"params\":1}", MESSAGE_WRONG, ERROR_INVALID_REQUEST },
		{ "[]", MESSAGE_WRONG, ERROR_INVALID_REQUEST },
		{ "{", MESSAGE_WRONG, ERROR_PARSE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct message message;

		assert_int_equal(message_read(&message, rows[i].text, strlen(rows[i].text)), rows[i].kind);
		if (rows[i].kind == MESSAGE_WRONG)
			assert_int_equal(message.error, rows[i].error);
		message_free(&message);
	}
}

/* a, e with acute, a face of two units, and all three kinds of line ends. */
#define ACUTE "\xc3\xa9"
#define FACE "\xf0\x9f\x98\x80"
#define TEXT "a" ACUTE FACE "b\r\nc\rd\n"

static void positions_are_bytes(void **state)
{
	static const struct {
		size_t line, utf16, utf8, offset;
	} rows[] = {
		{ 0, 0, 0, 0 }, { 0, 1, 1, 1 }, { 0, 2, 3, 3 }, { 0, 4, 7, 7 }, { 0, 5, 8, 8 },
		{ 1, 0, 0, 10 }, { 1, 1, 1, 11 }, { 2, 0, 0, 12 }, { 2, 1, 1, 13 }, { 3, 0, 0, 14 },
	};

	(void)state;
	for (size_t i = 0; i < 2 * ARRAY_SIZE(rows); i++) {
		size_t row = i / 2, character = i % 2 ? rows[row].utf8 : rows[row].utf16;
		struct position position = { rows[row].line, character };
		struct lines lines;

		lines_read(&lines, TEXT, strlen(TEXT), i % 2 ? ENCODING_UTF8 : ENCODING_UTF16);
		assert_int_equal(lines_offset(&lines, position), rows[row].offset);
		assert_int_equal(lines_position(&lines, rows[row].offset).line, rows[row].line);
		assert_int_equal(lines_position(&lines, rows[row].offset).character, character);
		lines_free(&lines);
	}
}

static void positions_beyond_are_the_end(void **state)
{
	struct lines lines;

	(void)state;
	lines_read(&lines, TEXT, strlen(TEXT), ENCODING_UTF16);
	assert_int_equal(lines_offset(&lines, (struct position){ 0, 99 }), 8);
	assert_int_equal(lines_offset(&lines, (struct position){ 0, 3 }), 3);	/* in the middle of the face */
	assert_int_equal(lines_offset(&lines, (struct position){ 99, 0 }), strlen(TEXT));
	assert_int_equal(lines_offset(&lines, (struct position){ SIZE_MAX, SIZE_MAX }), strlen(TEXT));
	lines_free(&lines);
}

static void addresses_are_paths(void **state)
{
	static const struct {
		const char *uri, *path;
	} rows[] = {
		{ "file:///a/b.c", "/a/b.c" }, { "file:/a", "/a" }, { "FILE://localhost/a", "/a" },
		{ "file:///a%20b%C3%a9.c", "/a b\xc3\xa9.c" }, { "file:///a?b#c", "/a" },
		{ "file://host/a", NULL }, { "http:///a", NULL }, { "untitled:a", NULL }, { "file:a", NULL },
		{ "file:///a%00", NULL }, { "file:///a%2", NULL }, { "file:///a%zz", NULL }, { "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *path = uri_path(rows[i].uri);

		if (rows[i].path)
			assert_string_equal(path, rows[i].path);
		else
			assert_null(path);
		free(path);
	}
}

/* Each part of a path is looked at on the disk: they must not be many. */
static void a_path_has_an_end(void **state)
{
	struct buf uri = {0};

	(void)state;
	buf_puts(&uri, "file://");
	while (uri.length < 1000000)
		buf_puts(&uri, "/a");
	assert_null(uri_path(uri.data));
	buf_free(&uri);
}

static void paths_come_back(void **state)
{
	static const char path[] = "/a b/%41/\xff\xc3\xa9;?#.c";
	char *uri = uri_of(path), *back = uri_path(uri);

	(void)state;
	assert_string_equal(back, path);
	free(uri);
	free(back);
}

/* The text that changes make of "one\ntwo\n", or NULL: they do not fit. */
static void assert_changed(const char *changes, const char *expected)
{
	json_t *json = json_loads(changes, 0, NULL);
	struct document_list list = {0};
	struct document *document = document_open(&list, "untitled:a", 1, "one\ntwo\n", strlen("one\ntwo\n"));
	int status = document_change(document, json, ENCODING_UTF16);

	assert_non_null(json);
	assert_int_equal(status, expected ? 0 : -1);
	if (expected)
		assert_string_equal(document->text.data, expected);
	json_decref(json);
	document_list_free(&list);
}

#define RANGE(a, b, c, d)							\
	"\"range\":{\"start\":{\"line\":" #a ",\"character\":" #b "},"	\
	"\"end\":{\"line\":" #c ",\"character\":" #d "}}"

static void changes_make_texts(void **state)
{
	(void)state;
	assert_changed("[]", "one\ntwo\n");
	assert_changed("[{\"text\":\"all\"}]", "all");
	assert_changed("[{\"text\":\"\", \"range\":null}]", "");
	assert_changed("[{\"text\":\"1\"," RANGE(0, 0, 0, 3) "}]", "1\ntwo\n");
	assert_changed("[{\"text\":\"\"," RANGE(0, 3, 1, 0) "}]", "onetwo\n");
	assert_changed("[{\"text\":\"x\"," RANGE(9, 9, 9, 9) "}]", "one\ntwo\nx");
	assert_changed("[{\"text\":\"x\"," RANGE(0, 0, 0, 0) "},{\"text\":\"y\"," RANGE(0, 1, 0, 2) "}]",
		       "xyne\ntwo\n");
}

static void changes_that_do_not_fit_are_refused(void **state)
{
	(void)state;
	assert_changed("{}", NULL);
	assert_changed("[1]", NULL);
	assert_changed("[{\"text\":1}]", NULL);
	assert_changed("[{\"text\":\"\",\"range\":{}}]", NULL);
	assert_changed("[{\"text\":\"\"," RANGE(1, 0, 0, 0) "}]", NULL);
	assert_changed("[{\"text\":\"\"," RANGE(-1, 0, 0, 0) "}]", NULL);
	assert_changed("[{\"text\":\"\"," RANGE(0.5, 0, 0, 0) "}]", NULL);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames_come_in_pieces),
		cmocka_unit_test(what_is_no_frame_is_broken),
		cmocka_unit_test(a_header_ends_somewhere),
		cmocka_unit_test(a_huge_frame_is_passed_over),
		cmocka_unit_test(messages_are_told_apart),
		cmocka_unit_test(positions_are_bytes),
		cmocka_unit_test(positions_beyond_are_the_end),
		cmocka_unit_test(addresses_are_paths),
		cmocka_unit_test(a_path_has_an_end),
		cmocka_unit_test(paths_come_back),
		cmocka_unit_test(changes_make_texts),
		cmocka_unit_test(changes_that_do_not_fit_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
