// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/doc.h"

#include "base/data/mem.h"
#include "c/outline/kernel_doc.h"

#include <stdlib.h>
#include <string.h>

#define NEW_LABEL "@gup_flags:"
#define NEW_TEXT "flags modifying pin behaviour"

/* How many of the blanks stay behind a label that grew: descriptions keep their column if they can. */
static size_t blanks_behind(const char *blanks, size_t growth)
{
	size_t n = strspn(blanks, " ");

	if (blanks[n] == '\t' || n < 2)
		return strspn(blanks, " \t");
	return n > growth ? n - growth : 1;
}

/* The kernel-doc above an item, as bytes [*text, *end); false: it has none. */
static bool doc_above(const struct token_list *tokens, size_t item, const char **text, const char **end)
{
	if (!item || tokens->items[item - 1].kind != TOKEN_KERNEL_DOC)
		return false;
	*text = tokens->text + tokens->items[item - 1].offset;
	*end = *text + tokens->items[item - 1].length;
	return true;
}

void convert_doc(struct converter *converter, size_t item, const char *name)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	const char *text, *end, *label, *blanks, *stop;
	char *old, *new_text;
	size_t n_blanks;

	if (!doc_above(tokens, item, &text, &end))
		return;
	label = kernel_doc_label(text, end, name);
	if (!label)
		return;
	blanks = label + strlen(name) + 2;
	stop = kernel_doc_description_end(blanks, end);
	old = mem_strndup(label, (size_t)(stop - label));
	n_blanks = blanks_behind(blanks, strlen(NEW_LABEL) - strlen(name) - 2);
	new_text = mem_printf(NEW_LABEL "%.*s" NEW_TEXT, (int)n_blanks, blanks);
	edit_list_add(converter->edits, converter->source->path,
		      (size_t)(label - tokens->text), old, new_text);
	free(old);
	free(new_text);
}

const char *doc_why_not_drop(const struct source *source, size_t item, const char *name)
{
	const char *text, *end, *begin, *behind;
	bool is_spoken_of;

	if (!doc_above(&source->outline.tokens, item, &text, &end))
		return NULL;
	if (!kernel_doc_lines(text, end, name, &begin, &behind))
		begin = behind = end;
	is_spoken_of = kernel_doc_names(text, begin, name) || kernel_doc_names(behind, end, name);
	return is_spoken_of ? "the comment above it speaks of it elsewhere" : NULL;
}

void convert_doc_drop(struct converter *converter, size_t item, const char *name)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	const char *text, *end, *begin, *behind;
	char *old;

	if (!doc_above(tokens, item, &text, &end) || !kernel_doc_lines(text, end, name, &begin, &behind))
		return;
	old = mem_strndup(begin, (size_t)(behind - begin));
	edit_list_add(converter->edits, converter->source->path, (size_t)(begin - tokens->text), old, "");
	free(old);
}
