// SPDX-License-Identifier: GPL-2.0-only
/* Lines that got too long although none of their arguments changed. */
#include "base/data/mem.h"
#include "outcome/plan/private.h"

#include <stdlib.h>
#include <string.h>

static size_t argument_begin(const struct draft *draft, size_t i)
{
	return draft_token(draft, draft->call.arguments[i]->first).begin;
}

/* True if the text up to span, and the first line of bytes, is no longer than a line may be. */
static bool fits(const struct draft *draft, const struct edit_span *span, const struct buf *bytes)
{
	const char *newline = memchr(bytes->data, '\n', bytes->length);
	size_t start = draft_line_start(draft, span->begin), columns;
	struct buf line = {0};

	if (!newline)
		return false;
	buf_add(&line, draft->text.data + start, span->begin - start);
	buf_add(&line, bytes->data, (size_t)(newline - bytes->data));
	columns = edit_columns(line.data, line.length);
	buf_free(&line);
	return columns <= draft->limit || columns <= draft->width;
}

/* Breaks the line of argument i at that argument, if that makes what stands in front of it fit. */
static bool fold_at(struct draft *draft, size_t i)
{
	const struct expr *argument = draft->call.arguments[i];
	size_t begin = argument_begin(draft, i);
	char *text = mem_strndup(draft->text.data + begin,
				 draft_token(draft, argument->last - 1).end - begin);
	struct edit_span replaced;
	struct buf bytes = {0};
	bool is_folded;

	draft_wrap(draft, i, text, draft->width, &replaced, &bytes);
	is_folded = fits(draft, &replaced, &bytes);
	if (is_folded)
		draft_change(draft, replaced, &bytes, draft->call.n);
	buf_free(&bytes);
	free(text);
	return is_folded;
}

/* The last argument that ends a line which is too long and can be cut in front of it. */
static bool fold_once(struct draft *draft)
{
	for (size_t i = draft->call.n; i-- > 1;) {
		size_t columns = draft_columns(draft, argument_begin(draft, i));

		if (columns > draft->limit && columns > draft->width && fold_at(draft, i))
			return true;
	}
	return false;
}

void draft_fold(struct draft *draft)
{
	/* Each fold puts one more argument at the head of a line. */
	for (size_t i = 0; i < draft->call.n && !draft->is_broken; i++)
		if (!fold_once(draft))
			return;
}
