// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/leading.h"

#include "base/data/mem.h"
#include "c/source/marks.h"
#include "calls/summary/across.h"
#include "calls/summary/leads.h"
#include "contract/hold/acquire.h"

#include <stdlib.h>

/* Its place among the files. */
static size_t *place_of(struct source *source)
{
	static const struct slot_kind kind = { .size = sizeof(size_t) };

	return source_slot(source, &kind);
}

static void add_function(struct leading *leading, struct source *source,
			 const struct function *function)
{
	struct leading_function found = { source, function, *place_of(source) };

	if (function && !family_is_home(source->path) && leads_add(source, function))
		VEC_PUSH(leading, found);
}

static bool is_symbol(struct source *source, size_t i)
{
	const struct token *token = &source->outline.tokens.items[i];

	return symbol_find(source->text.data + token->offset, token->length);
}

/* Those around the calls of the family and of its relatives. */
static void add_first(struct leading *leading, struct source *source)
{
	static const struct mark mark = { MARK_SLOT, is_symbol, false, acquire_add_symbols };
	const struct outline *outline = &source->outline;
	const struct marks *names = marks_of(source, &mark);

	for (size_t i = 0; i < names->n; i++)
		if (outline->context[names->items[i]] == CONTEXT_BODY)
			add_function(leading, source, outline_function_at(outline, names->items[i]));
}

/* Those that call it, in its file and in others. */
static void add_callers(struct leading *leading, struct leading_function of)
{
	const struct outline *outline = &of.source->outline;
	const struct uses *uses = source_uses(of.source);
	struct across_places places = {0};

	for (uint32_t i = uses_first(uses, of.function->name_token); i != NO_USE; i = uses_next(uses, i))
		if (outline->context[i] == CONTEXT_BODY && !outline->tokens.items[i].directive)
			add_function(leading, of.source, outline_function_at(outline, i));
	across_uses(of.source, of.function, &places);
	for (size_t i = 0; i < places.n; i++)
		add_function(leading, places.items[i].source, places.items[i].function);
	free(places.items);
}

void leading_read(struct leading *leading, const struct known_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		leads_begin(files->items[i]);
		*place_of(files->items[i]) = i;
	}
	for (size_t i = 0; i < files->n; i++)
		add_first(leading, files->items[i]);
	for (size_t i = 0; i < leading->n; i++)
		add_callers(leading, leading->items[i]);
}

void leading_mark(const struct known_files *files)
{
	struct leading leading = {0};

	leading_read(&leading, files);
	free(leading.items);
}
