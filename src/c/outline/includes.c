// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/includes.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <string.h>

size_t outline_included(const struct outline *outline, size_t directive)
{
	const struct directive *line = &outline->tokens.directives.items[directive];
	size_t name;

	if (line->kind != DIRECTIVE_INCLUDE || line->last < line->first + 3)
		return NO_TOKEN;
	name = token_next(&outline->tokens, token_next(&outline->tokens, line->first));
	return name < line->last ? name : NO_TOKEN;
}

bool outline_includes(const struct outline *outline, const char *name)
{
	const struct token_list *tokens = &outline->tokens;
	char *quoted = mem_printf("%s\"", name), *ending = mem_printf("/%s\"", name);
	bool found = false;

	for (size_t d = 0; d < tokens->directives.n && !found; d++) {
		size_t i = outline_included(outline, d);
		char *text;

		if (i == NO_TOKEN || tokens->items[i].kind != TOKEN_STRING)
			continue;
		text = mem_strndup(tokens->text + tokens->items[i].offset, tokens->items[i].length);
		found = !strcmp(text + 1, quoted) || ends_with(text, ending);
		free(text);
	}
	free(ending);
	free(quoted);
	return found;
}

const char *outline_included_name(const struct outline *outline, size_t directive, size_t *length)
{
	const struct directive *line = &outline->tokens.directives.items[directive];
	const char *text = outline->tokens.text + line->begin, *end = outline->tokens.text + line->end;

	if (line->kind != DIRECTIVE_INCLUDE)
		return NULL;
	while (text < end && !strchr("\"<", *text))
		text++;
	*length = text < end ? strcspn(++text, "\">\n") : 0;
	return *length ? text : NULL;
}
