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

void convert_doc(struct converter *converter, size_t item, const char *name)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	const struct token *doc;
	const char *text, *end, *label, *blanks, *stop;
	char *old, *new_text;
	size_t n_blanks;

	if (!item || tokens->items[item - 1].kind != TOKEN_KERNEL_DOC)
		return;
	doc = &tokens->items[item - 1];
	text = tokens->text + doc->offset;
	end = text + doc->length;
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
