// SPDX-License-Identifier: GPL-2.0-only
/* What a wrapper does with the pages, beside handing them to its caller. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/hold/wrapper_private.h"

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

/* The end of the member at token i, if that is where the call puts the pages, or NO_TOKEN. */
static size_t end_of_member(const struct token_list *tokens, const struct expr *pages, size_t i)
{
	for (size_t p = pages->first; p < pages->last; p = token_next(tokens, p)) {
		if (i >= tokens->n || !same_token_text(tokens, i, p))
			return NO_TOKEN;
		i = token_next(tokens, i);
	}
	return i;
}

/* A function that may release what is in an object that it gets, by its name or by its text. */
static bool may_release(struct source *source, size_t name)
{
	static const char *const parts[] = {
		"unpin", "put", "release", "free", "destroy", "cleanup", "unmap", "drop", "del", "fini",
	};
	const struct token *token = &source->outline.tokens.items[name];
	const char *text = source->outline.tokens.text + token->offset;

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		if (memmem(text, token->length, parts[i], strlen(parts[i])))
			return true;
	return false;
}

/* `release(work)`: an argument alone. */
static bool is_handed_over(struct source *source, size_t i)
{
	static const char *const behind[] = { ",", ")" };
	const struct token_list *tokens = &source->outline.tokens;
	size_t open = outline_enclosing_parenthesis(&source->outline, i);

	return open != NO_TOKEN &&
	       token_is_any(tokens, token_next(tokens, i), behind, ARRAY_SIZE(behind)) &&
	       may_release(source, token_previous(tokens, open));
}

static bool is_taken_away(struct source *source, size_t i, size_t end)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t open = outline_enclosing_parenthesis(&source->outline, i);

	return is_assignment(tokens, end) ||
	       (open != NO_TOKEN && may_release(source, token_previous(tokens, open)));
}

bool wrapper_loses_member(struct source *source, const struct acquire *acquire, size_t object,
			  size_t first, size_t last)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = first; i < last; i++) {
		size_t end;

		if (is_of_call(acquire, i) || tokens->items[i].kind != TOKEN_IDENTIFIER ||
		    !same_token_text(tokens, i, object) || !is_object_at(tokens, i))
			continue;
		end = end_of_member(tokens, acquire->pages, i);
		if (end == NO_TOKEN ? is_handed_over(source, i) : is_taken_away(source, i, end))
			return true;
	}
	return false;
}

bool wrapper_changes(struct source *source, size_t use)
{
	const struct function *function = outline_function_at(&source->outline, use);
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_behind(uses, use, function->body); i != NO_USE && i < function->end;
	     i = uses_next(uses, i))
		if (is_object_at(&source->outline.tokens, i) && may_be_set_at(&source->outline.tokens, i))
			return true;
	return false;
}
