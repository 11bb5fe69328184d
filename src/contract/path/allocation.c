// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/allocation.h"

#include "base/data/mem.h"
#include "c/outline/words.h"

bool is_allocation_at(const struct outline *outline, size_t i)
{
	/* How their names begin. */
	static const char *const names[] = {
		"kmalloc", "kzalloc", "kcalloc", "krealloc", "kvmalloc", "kvzalloc", "kvcalloc", "vmalloc",
		"__vmalloc", "vzalloc", "vcalloc", "devm_k", "__get_free_page", "get_zeroed_page",
		"kmem_cache_alloc", "kmem_cache_zalloc", "drm_malloc_ab", "drm_calloc_large",
	};
	const struct token_list *tokens = &outline->tokens;

	while (token_is(tokens, i, "(") && outline_closing(outline, i) != NO_TOKEN)
		i = token_next(tokens, outline_closing(outline, i));
	for (size_t n = 0; n < ARRAY_SIZE(names); n++)
		if (token_begins_with(tokens, i, names[n]))
			return true;
	return false;
}

bool is_allocation(const struct outline *outline, const struct expr *expr)
{
	expr = expr_uncast(expr);
	return expr->kind == EXPR_CALL && is_allocation_at(outline, expr->first);
}

bool is_own_memory(const struct outline *outline, const struct expr *value)
{
	value = expr_uncast(value);
	return expr_op_is(outline, value, "NULL") || is_allocation(outline, value);
}
