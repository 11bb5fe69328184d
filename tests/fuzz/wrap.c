// SPDX-License-Identifier: GPL-2.0-only
/* Arguments that are replaced, and lines that are broken for it: nothing but blanks may change. */
#include "base/data/arena.h"
#include "base/data/buf.h"
#include "c/syntax/call.h"
#include "fuzz.h"
#include "outcome/edit/edit.h"

#include <stdlib.h>
#include <string.h>

/* The bytes without blanks and line breaks; a backslash that joins lines is one of these. */
static char *bare(const char *text, size_t length)
{
	char *copy = malloc(length + 1);
	size_t n = 0;

	for (size_t i = 0; i < length; i++)
		if (!text[i] || !strchr(" \t\r\n\\", text[i]))
			copy[n++] = text[i];
	copy[n] = '\0';
	return copy;
}

/* What is there now, but for blanks, is the old text with the argument replaced. */
static void check(const struct fuzz_text *text, const struct edit_span *argument,
		  const struct edit_span *replaced, const char *new_text, const struct buf *out)
{
	struct buf expected = {0};
	char *is, *should;

	FUZZ_CHECK(replaced->begin <= argument->begin && argument->end <= replaced->end);
	FUZZ_CHECK(replaced->end <= text->length);
	buf_add(&expected, text->data + replaced->begin, argument->begin - replaced->begin);
	buf_puts(&expected, new_text);
	buf_add(&expected, text->data + argument->end, replaced->end - argument->end);
	is = bare(out->data ? out->data : "", out->length);
	should = bare(expected.data, expected.length);
	FUZZ_CHECK(!strcmp(is, should));
	free(is);
	free(should);
	buf_free(&expected);
}

static void replace_all(const struct outline *outline, const struct fuzz_text *text,
			const struct call *call, const char *new_text)
{
	struct edit_span spans[64];
	struct edit_arguments arguments = {
		.text = { text->data, text->length },
		.open = outline->tokens.items[call->open].offset, .spans = spans,
		.n = call->n < 64 ? call->n : 64, .limit = 40 + call->n % 41,
		.soft_break = strchr(new_text + 1, ' ') ?
			(size_t)(strchr(new_text + 1, ' ') - new_text) : 0,
	};

	for (size_t i = 0; i < arguments.n; i++)
		spans[i] = (struct edit_span){ expr_begin(outline, call->arguments[i]),
					       expr_end(outline, call->arguments[i]) };
	for (size_t i = 0; i < arguments.n; i++) {
		struct edit_span replaced;
		struct buf out = {0};

		edit_wrap(&arguments, i, new_text, &replaced, &out);
		check(text, &spans[i], &replaced, new_text, &out);
		buf_free(&out);
	}
}

void fuzz_one(const char *text, size_t length)
{
	static const char *const new_texts[] = {
		"0", "FOLL_WRITE | FOLL_LONGTERM", "write_to_the_pages ? FOLL_WRITE | FOLL_FORCE : 0",
	};
	const char *at = text;
	struct fuzz_text copy = fuzz_take(&at, text + length);
	struct outline outline;

	outline_read(&outline, copy.data, copy.length);
	for (size_t i = 0, n = 0; i < outline.tokens.n && n < 100; i++) {
		struct arena arena = {0};
		struct call call;

		if (outline.tokens.items[i].kind == TOKEN_IDENTIFIER &&
		    !call_read(&outline, i, &arena, &call)) {
			replace_all(&outline, &copy, &call, new_texts[n % 3]);
			n++;
		}
		arena_free(&arena);
	}
	outline_free(&outline);
	fuzz_text_free(&copy);
}
