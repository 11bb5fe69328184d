// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/scope.h"

#include "base/data/mem.h"
#include "calls/value/local.h"
#include "contract/pages/page_call.h"

/* The variable: the first name of `pages`, `&page`, `work->pages`, or what takes the result. */
static size_t variable_of(const struct token_list *tokens, const struct acquire *acquire)
{
	if (!acquire->pages)
		return acquire->result;
	for (size_t i = acquire->pages->first; i < acquire->pages->last; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER)
			return i;
	return NO_TOKEN;
}

/* What the attribute of a local variable is given, a token; NO_TOKEN: it has none. */
static size_t cleanup_of(struct source *source, size_t variable)
{
	static const char *const attributes[] = { "__free", "__cleanup", "cleanup" };
	const struct token_list *tokens = &source->outline.tokens;
	struct local local = {0};

	if (variable != NO_TOKEN)
		local = local_find(source, variable);
	if (!local.found || local.parameter >= 0)
		return NO_TOKEN;
	for (size_t i = local.declaration; i < tokens->n; i = token_next(tokens, i)) {
		if (token_is(tokens, i, ";") || token_is(tokens, i, "="))
			break;
		if (token_is_any(tokens, i, attributes, ARRAY_SIZE(attributes)))
			return token_next(tokens, token_next(tokens, i));
	}
	return NO_TOKEN;
}

bool scope_may_release(struct source *source, const struct acquire *acquire)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t cleanup = cleanup_of(source, variable_of(tokens, acquire));

	return cleanup != NO_TOKEN && page_effect_of(tokens, cleanup) != PAGE_EFFECT_FREES;
}

bool scope_frees(struct source *source, size_t variable)
{
	size_t cleanup = cleanup_of(source, variable);

	return cleanup != NO_TOKEN && page_effect_of(&source->outline.tokens, cleanup) == PAGE_EFFECT_FREES;
}
