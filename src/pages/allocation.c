// SPDX-License-Identifier: GPL-2.0-only
#include "pages/allocation.h"

#include "base/mem.h"
#include "syntax/words.h"

bool is_allocation(const struct outline *outline, const struct expr *expr)
{
	/* How their names begin. */
	static const char *const names[] = {
		"kmalloc", "kzalloc", "kcalloc", "kvmalloc", "kvzalloc", "kvcalloc", "vmalloc", "vzalloc",
		"vcalloc", "__vmalloc", "kmem_cache_", "__get_free_page", "get_zeroed_page", "devm_k",
		"drm_malloc_ab", "drm_calloc_large",
	};

	expr = expr_bare(expr);
	while (expr->kind == EXPR_CAST)
		expr = expr_bare(expr->left);
	for (size_t i = 0; expr->kind == EXPR_CALL && i < ARRAY_SIZE(names); i++)
		if (token_begins_with(&outline->tokens, expr->first, names[i]))
			return true;
	return false;
}

bool is_own_memory(const struct outline *outline, const struct expr *value)
{
	while (value->kind == EXPR_CAST || value->kind == EXPR_PARENTHESES)
		value = value->left;
	return expr_op_is(outline, value, "NULL") || is_allocation(outline, value);
}
