// SPDX-License-Identifier: GPL-2.0-only
/* What a wrapper does with the pages, beside handing them to its caller. */
#include "base/mem.h"
#include "path/wrapper_private.h"
#include "syntax/words.h"

/* Functions that get pages and only look at them. */
static bool only_looks(const struct token_list *tokens, size_t name)
{
	static const char *const lookers[] = {
		"IS_ERR", "IS_ERR_OR_NULL", "PTR_ERR", "WARN_ON", "WARN_ON_ONCE", "BUG_ON", "likely",
		"unlikely", "page_to_pfn", "page_to_phys", "page_address", "sizeof", "if", "while",
		"return", "PageReserved", "PageHuge", "PageCompound", "flush_dcache_page",
	};

	return token_is_any(tokens, name, lookers, ARRAY_SIZE(lookers));
}

/* `pages = NULL`, `!pages`, `if (page)`, `page == other`, `return page`: nothing that takes them away. */
static bool is_looked_at(const struct outline *outline, size_t i)
{
	static const char *const before[] = { "!", "&&", "||", "return", "==", "!=", "?" };
	static const char *const behind[] = { "==", "!=", "&&", "||", "?" };
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), open;

	if (token_is(tokens, next, "["))
		next = token_next(tokens, outline_closing(outline, next));
	if (token_is_any(tokens, token_previous(tokens, i), before, ARRAY_SIZE(before)) ||
	    token_is_any(tokens, next, behind, ARRAY_SIZE(behind)))
		return true;
	open = outline_enclosing_parenthesis(outline, i);
	return open != NO_TOKEN && only_looks(tokens, token_previous(tokens, open));
}

static bool is_of_call(const struct acquire *acquire, size_t i)
{
	return i >= acquire->call.name && i <= acquire->call.close;
}

bool wrapper_loses(struct source *source, const struct acquire *acquire, size_t target, size_t first,
		   size_t last)
{
	const struct outline *outline = &source->outline;

	for (size_t i = first; target != NO_TOKEN && i < last; i++)
		if (i != target && i != acquire->result && !is_of_call(acquire, i) &&
		    outline->tokens.items[i].kind == TOKEN_IDENTIFIER &&
		    same_token_text(&outline->tokens, i, target) &&
		    is_object_at(&outline->tokens, i) && !is_looked_at(outline, i))
			return true;
	return false;
}

static bool is_written(const struct token_list *tokens, size_t i)
{
	size_t next = token_next(tokens, i), before = token_previous(tokens, i);

	return is_assignment(tokens, next) || token_is(tokens, next, "++") ||
	       token_is(tokens, next, "--") || token_is(tokens, before, "++") ||
	       token_is(tokens, before, "--") || token_is(tokens, before, "&");
}

bool wrapper_changes(struct source *source, size_t use)
{
	const struct function *function = outline_function_at(&source->outline, use);
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses->first[use]; i != NO_USE && i < function->end; i = uses->next[i])
		if (i > function->body && is_object_at(&source->outline.tokens, i) &&
		    is_written(&source->outline.tokens, i))
			return true;
	return false;
}
