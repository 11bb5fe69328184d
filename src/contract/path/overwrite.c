// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/overwrite.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/path/code.h"

static const char *const copies[] = { "memcpy", "memmove", "__memcpy", "copy_from_user", "__copy_from_user", NULL };

/* All but copies write to the variable itself; swap() to both of its operands. */
static const char *const writers[] = {
	"swap", "xchg*", "arch_xchg", "cmpxchg*", "try_cmpxchg*", "WRITE_ONCE", "smp_store_release", "smp_store_mb",
	"rcu_assign_pointer", "rcu_replace_pointer", "rcu_swap_protected", NULL,
};

bool is_copy_at(const struct token_list *tokens, size_t i)
{
	return word_is_any(tokens, i, copies);
}

/* The last token of `pages[i]`, of which `pages` is token i. */
static size_t operand_end(const struct outline *outline, size_t i)
{
	size_t open = token_next(&outline->tokens, i);

	while (token_is(&outline->tokens, open, "[") && outline_closing(outline, open) != NO_TOKEN) {
		i = outline_closing(outline, open);
		open = token_next(&outline->tokens, i);
	}
	return i;
}

bool is_overwritten_at(const struct outline *outline, size_t i)
{
	static const char *const ends[] = { ",", ")" };
	const struct token_list *tokens = &outline->tokens;
	size_t open, name, before = code_object(outline, i);

	if (before == NO_TOKEN ||
	    !token_is_any(tokens, token_next(tokens, operand_end(outline, i)), ends, ARRAY_SIZE(ends)))
		return false;
	open = outline_enclosing_parenthesis(outline, i);
	name = open == NO_TOKEN ? NO_TOKEN : token_previous(tokens, open);
	if (name == NO_TOKEN || (!word_is_any(tokens, name, writers) && !is_copy_at(tokens, name)))
		return false;
	do
		before = token_previous(tokens, before);
	while (token_is(tokens, before, "&") || token_is(tokens, before, "*"));
	return before == open || (token_is(tokens, name, "swap") && token_is(tokens, before, ","));
}
