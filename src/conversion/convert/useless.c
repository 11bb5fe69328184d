// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/useless.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"

#include <stdlib.h>
#include <string.h>

/* True if the text holds the word of token i. */
static bool has_word(const char *text, const struct token_list *tokens, size_t i)
{
	struct token_list own;
	bool found = false;

	tokenize(text, strlen(text), &own);
	for (size_t w = 0; w < own.n && !found; w++)
		found = same_code(&own, w, w + 1, tokens, i, i + 1);
	token_list_free(&own);
	return found;
}

/* The parentheses of a planned call of this source, as tokens; false: it is another file's. */
static bool span_of(const struct converter *converter, const struct planned_call *planned, size_t *open, size_t *close)
{
	const struct outline *outline = &converter->source->outline;

	if (strcmp(planned->path, converter->source->path))
		return false;
	*open = token_next(&outline->tokens, token_at(&outline->tokens, planned->offset));
	*close = outline_closing(outline, *open);
	return *close != NO_TOKEN;
}

void planned_map_open(const struct converter *converter, struct planned_map *map)
{
	*map = (struct planned_map){ .converter = converter };
	for (size_t p = 0; p < converter->planned->n; p++) {
		size_t open, close;

		if (!span_of(converter, &converter->planned->items[p], &open, &close))
			continue;
		if (!map->calls)
			map->calls = mem_calloc(converter->source->outline.tokens.n, sizeof(*map->calls));
		for (size_t i = open + 1; i < close; i++)
			map->calls[i] = (uint32_t)p + 1;
	}
}

void planned_map_close(struct planned_map *map)
{
	free(map->calls);
}

const struct planned_call *useless_in(const struct planned_map *map, size_t i)
{
	const struct planned_call *planned =
		map->calls && map->calls[i] ? &map->converter->planned->items[map->calls[i] - 1] : NULL;

	return planned && !has_word(planned->call, &map->converter->source->outline.tokens, i) ? planned : NULL;
}

/* True if the variable has no use left in the function around token i, and that one was the first. */
static bool is_first_of_useless(const struct planned_map *map, size_t i, const struct local *local)
{
	struct source *source = map->converter->source;
	const struct token_list *tokens = &source->outline.tokens;
	const struct function *function = outline_function_at(&source->outline, i);

	for (size_t use = function->body; use < function->end; use++) {
		if (use == local->declaration || !same_token_text(tokens, use, i) || !is_object_at(tokens, use) ||
		    local_find(source, use).declaration != local->declaration)
			continue;
		if (use < i || !useless_in(map, use))
			return false;
	}
	return true;
}

static void leave_at(struct converter *converter, const struct planned_map *map, size_t i)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	const struct planned_call *planned = useless_in(map, i);
	struct local local;

	if (!planned || tokens->items[i].kind != TOKEN_IDENTIFIER || tokens->items[i].directive ||
	    !is_object_at(tokens, i))
		return;
	local = local_find(converter->source, i);
	if (local.found && local.parameter < 0 && is_first_of_useless(map, i, &local))
		convert_leave(converter, planned->offset, "`%.*s` has no use left in this function: remove it",
			      (int)tokens->items[i].length, tokens->text + tokens->items[i].offset);
}

void convert_leave_useless(struct converter *converter)
{
	struct planned_map map;

	planned_map_open(converter, &map);
	for (size_t i = 0; map.calls && i < converter->source->outline.tokens.n; i++)
		if (map.calls[i] && outline_function_at(&converter->source->outline, i))
			leave_at(converter, &map, i);
	planned_map_close(&map);
}
