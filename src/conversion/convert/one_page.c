// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/one_page.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

#define MANY "get_user_pages_fast_only"
#define ONE "get_user_page_fast_only"

static bool is_there(const struct target *target)
{
	struct candidates candidates;

	family_candidates(&target->family, gup_function_find(ONE, strlen(ONE)), "", &candidates);
	return candidates.n;
}

/* Nothing in front of the call binds it before the == behind it does. */
static bool begins_comparison(const struct outline *outline, size_t name)
{
	static const char *const loose[] = { "(", "&&", "||", "=", "return", ",", "?", ":", ";", "{", "}" };

	return token_is_any(&outline->tokens, token_previous(&outline->tokens, name), loose,
			    ARRAY_SIZE(loose));
}

static bool ends_comparison(const struct outline *outline, size_t one)
{
	static const char *const loose[] = { ")", "&&", "||", ";", ",", "?", ":" };

	return token_is_any(&outline->tokens, token_next(&outline->tokens, one), loose,
			    ARRAY_SIZE(loose));
}

/* The last token of the `== 1` behind the call, or NO_TOKEN. */
static size_t compared_with_one(const struct outline *outline, const struct call *call)
{
	const struct token_list *tokens = &outline->tokens;
	size_t op = token_next(tokens, call->close), one = token_next(tokens, op);

	/* Nothing between them, no comment above all. */
	if (one != call->close + 2 || !token_is(tokens, op, "==") || !token_is(tokens, one, "1") ||
	    !begins_comparison(outline, call->name) || !ends_comparison(outline, one))
		return NO_TOKEN;
	return one;
}

static void drop_comparison(struct converter *converter, const struct call *call, size_t one)
{
	const struct source *source = converter->source;
	const struct token_list *tokens = &source->outline.tokens;
	size_t begin = (size_t)tokens->items[call->close].offset + 1;
	size_t end = (size_t)tokens->items[one].offset + tokens->items[one].length;
	char *old = mem_strndup(source->text.data + begin, end - begin);

	edit_list_add(converter->edits, source->path, begin, old, "");
	free(old);
}

bool convert_one_page(struct converter *converter, const struct call_site *site,
		      const struct ported *ported, const struct target *target)
{
	const char *number = ported_argument(site, ported, ROLE_NR);
	const struct call_plan *many = &ported->plan;
	struct call_plan one;
	size_t last;

	if (!many->callee || strcmp(many->callee, MANY) || !number || strcmp(number, "1") ||
	    many->n != 4 || !is_there(target) || convert_is_own(site->source, ONE))
		return false;
	last = compared_with_one(&site->source->outline, &site->call);
	if (last == NO_TOKEN)
		return false;
	call_plan_clear(&one, &site->call, &site->source->arena);
	one.callee = ONE;
	for (size_t i = 0; i < many->n; i++)
		if (i != 1)
			call_plan_add(&one, many->arguments[i].old, many->arguments[i].text);
	convert_plan(converter, &site->call, &one);
	drop_comparison(converter, &site->call, last);
	return true;
}
