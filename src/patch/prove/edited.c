// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/edited.h"

#include "base/data/search.h"
#include "c/source/source.h"

struct edit_span edited_span(const struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, source->tokens[i]);
	size_t first = source->tokens[i], last = NO_TOKEN;

	if (source->forms[i] == FORM_CALL) {
		last = outline_closing(outline, token_next(&outline->tokens, first));
	} else if (source->forms[i] == FORM_DEFINITION && function &&
		   function->name_token == first) {
		first = function->item;
		last = function->end;
	}
	if (last >= outline->tokens.n)
		return (struct edit_span){0};
	return (struct edit_span){
		outline->tokens.items[first].offset,
		(size_t)outline->tokens.items[last].offset + outline->tokens.items[last].length,
	};
}

size_t edited_from(const struct rewritten *file, size_t offset)
{
	size_t i;

	LOWER_BOUND(i, file->n_edits, file->edits[i].offset < offset);
	return i;
}

bool is_edited(const struct rewritten *file, size_t i)
{
	struct edit_span span = edited_span(file->old_source, i);

	for (size_t e = edited_from(file, span.begin); e < file->n_edits && file->edits[e].offset < span.end; e++)
		if (!edit_is_layout(&file->edits[e]))
			return true;
	return false;
}
