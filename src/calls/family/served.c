// SPDX-License-Identifier: GPL-2.0-only
#include "calls/family/served.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/api/api.h"

#include <stdlib.h>

/* The inline of that name that ends nearest in front of the byte: each rung has its own. */
static const struct function *inline_before(const struct outline *outline, const char *name, size_t offset)
{
	const struct function *found = NULL;

	for (size_t f = 0; f < outline->functions.n; f++) {
		const struct function *function = &outline->functions.items[f];

		if (outline->tokens.items[function->name_token].offset < offset &&
		    !strcmp(function->name, name))
			found = function;
	}
	return found;
}

bool served_read(const struct source *source, size_t i, struct prototype *prototype)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t body = token_next(tokens, source->tokens[i]);
	char *name = mem_printf(COMPAT_PREFIX "%s", source->file->mentions[i].symbol->name);
	const struct function *function = NULL;

	if (token_is(tokens, body, name) &&
	    tokens->items[body].directive == tokens->items[source->tokens[i]].directive)
		function = inline_before(outline, name, source->file->mentions[i].offset);
	free(name);
	return function && !prototype_read(outline, function->name_token, prototype);
}

bool served_is_header(const struct source *source)
{
	const struct token_list *tokens = &source->outline.tokens;

	/* Its guard is the first word that it defines. */
	return !strcmp(path_name(source->path), COMPAT_HEADER) && tokens->directives.n &&
	       token_is(tokens, tokens->directives.items[0].first + 2, COMPAT_GUARD);
}

bool served_reaches(const char *header, const char *path)
{
	char *folder = path_folder(header);
	bool reaches = path_is_below(path, folder) && strcmp(path, header);

	free(folder);
	return reaches;
}
