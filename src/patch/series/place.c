// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/place.h"

#include "base/data/buf.h"
#include "c/outline/outline.h"
#include "outcome/edit/edit.h"

/* The last token of what is declared: its semicolon, or the brace that ends its body; of a macro its last one. */
static size_t last_of(const struct outline *outline, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t i = name;

	if (tokens->items[name].directive) {
		while (token_next(tokens, i) < tokens->n)
			i = token_next(tokens, i);
		return i;
	}
	while (i < tokens->n && !token_is(tokens, i, ";") && !token_is(tokens, i, "{"))
		i = token_next(tokens, i);
	if (i < tokens->n && token_is(tokens, i, "{"))
		i = outline_closing(outline, i);
	return i < tokens->n ? i : name;
}

/* The outermost branch around the byte that is no guard, or NO_TOKEN. A guard is the first directive. */
static size_t outermost(const struct outline *outline, size_t offset)
{
	size_t found = NO_TOKEN;

	for (size_t i = outline_branch_at(outline, offset); i != NO_TOKEN; i = outline->branches.items[i].parent)
		if (outline->branches.items[i].first)
			found = i;
	return found;
}

/* Where the #endif of a branch is. */
static size_t end_of(const struct outline *outline, size_t branch)
{
	size_t end = outline->branches.items[branch].end;

	for (size_t i = 0; i < outline->branches.n; i++)
		if (outline->branches.items[i].first == outline->branches.items[branch].first &&
		    outline->branches.items[i].end > end)
			end = outline->branches.items[i].end;
	return end;
}

size_t place_behind(const struct buf *text, size_t name)
{
	struct outline outline;
	size_t last, at, branch;

	outline_read(&outline, text->data, text->length);
	last = last_of(&outline, token_at(&outline.tokens, name));
	at = outline.tokens.items[last].offset;
	branch = outermost(&outline, at);
	if (branch != NO_TOKEN)
		at = end_of(&outline, branch);
	outline_free(&outline);
	at = edit_line_end(text->data, text->length, at);
	return at < text->length ? at + 1 : at;
}

bool macro_spells(const struct buf *text, size_t name)
{
	struct outline outline;
	bool spells = false;

	outline_read(&outline, text->data, text->length);
	for (size_t i = token_at(&outline.tokens, name); i < outline.tokens.n && !spells;
	     i = token_next(&outline.tokens, i))
		spells = token_is(&outline.tokens, i, "#") || token_is(&outline.tokens, i, "##");
	outline_free(&outline);
	return spells;
}
