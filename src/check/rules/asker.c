// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/asker.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"

#include <stdlib.h>

/*
 * `x = NULL`, `!x`, `if (x)`, `x == NULL` of a page, and so for x[i] of an array: the pages
 * themselves tell what came. Whether there is an array at all is another question.
 */
static bool is_told_at(const struct outline *outline, size_t i, bool is_array)
{
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), first = i, last = i;

	/* In work->pages the object begins further left. */
	while (token_is(tokens, token_previous(tokens, first), "->") ||
	       token_is(tokens, token_previous(tokens, first), "."))
		first = token_previous(tokens, token_previous(tokens, first));
	/* page->mapping is another question, too. */
	if ((is_array && !token_is(tokens, next, "[")) || token_is(tokens, next, "->"))
		return false;
	if (token_is(tokens, next, "=") && token_is(tokens, token_next(tokens, next), "NULL"))
		return true;
	if (token_is(tokens, next, "["))
		last = outline_closing(outline, next);
	return is_truth_asked(tokens, first, last);
}

/* &page is one page, all else an array. */
static bool is_array(const struct expr *pages)
{
	return pages->kind != EXPR_UNARY || expr_bare(pages->left)->kind == EXPR_INDEX;
}

/* Memory that holds whatever was there before. */
static bool is_uncleared(const struct token_list *tokens, const struct expr *value)
{
	static const char *const names[] = {
		"kmalloc", "kmalloc_array", "kvmalloc", "kvmalloc_array", "vmalloc", "__vmalloc",
	};

	value = expr_uncast(value);
	return value->kind == EXPR_CALL &&
	       token_is_any(tokens, value->first, names, ARRAY_SIZE(names));
}

/* `struct page *pages[2] = { ... }` at the declaration of the name at a token. */
static bool is_initialised(const struct outline *outline, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, name);

	while (token_is(tokens, next, "[") && outline_closing(outline, next) != NO_TOKEN)
		next = token_next(tokens, outline_closing(outline, next));
	return token_is(tokens, next, "=") && token_is(tokens, token_next(tokens, next), "{");
}

/* `memset(pages, 0, ...)` or `pages[i] = NULL` in front of the call. */
static bool is_cleared(const struct asker *asker, size_t name)
{
	const struct token_list *tokens = &asker->source->outline.tokens;
	const struct uses *uses = source_uses(asker->source);

	for (uint32_t i = uses_behind(uses, name, asker->function->body); i != NO_USE && i < asker->call->name;
	     i = uses_next(uses, i)) {
		size_t next = token_next(tokens, i), open = token_previous(tokens, i);

		if (token_is(tokens, next, "["))
			next = token_next(tokens, outline_closing(&asker->source->outline, next));
		if (token_is(tokens, next, "=") && token_is(tokens, token_next(tokens, next), "NULL"))
			return true;
		if (token_is(tokens, open, "(") && token_begins_with(tokens, token_previous(tokens, open), "mem"))
			return true;
	}
	return false;
}

/* May the pages hold NULL before the call? Not those of a local that nothing was put into. */
static bool may_be_preset(const struct asker *asker, size_t name)
{
	struct local local = local_find(asker->source, name);
	struct assignments list;
	bool preset;

	if (!local.found || local.parameter >= 0 || local.is_static ||
	    is_initialised(&asker->source->outline, local.declaration) || is_cleared(asker, name))
		return true;
	reaching_assignments(asker->source, name, &list);
	preset = list.cut;
	for (size_t i = 0; i < list.n; i++)
		preset |= list.items[i].name != name &&
			  !(list.items[i].value &&
			    is_uncleared(&asker->source->outline.tokens, list.items[i].value));
	free(list.items);
	return preset;
}

bool asker_pages_tell(const struct asker *asker, size_t name)
{
	const struct uses *uses = source_uses(asker->source);

	if (!may_be_preset(asker, name))
		return false;

	for (uint32_t i = uses_behind(uses, name, asker->function->body);
	     i != NO_USE && i < asker->function->end; i = uses_next(uses, i))
		if (is_told_at(&asker->source->outline, i, is_array(asker->pages)))
			return true;
	return false;
}
