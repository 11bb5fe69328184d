// SPDX-License-Identifier: GPL-2.0-only
/* Whose the array is that pages are put into. */
#include "base/mem.h"
#include "pages/own_private.h"
#include "syntax/words.h"
#include "value/local.h"

static bool is_allocation(const struct outline *outline, const struct expr *value)
{
	static const char *const names[] = {
		"kmalloc", "kzalloc", "kcalloc", "kvmalloc", "kvzalloc", "kvcalloc", "vmalloc", "vzalloc",
		"kmem_cache_", "__get_free_page", "get_zeroed_page", "devm_k",
	};

	value = expr_bare(value);
	while (value->kind == EXPR_CAST)
		value = expr_bare(value->left);
	if (expr_op_is(outline, value, "NULL"))
		return true;
	for (size_t i = 0; value->kind == EXPR_CALL && i < ARRAY_SIZE(names); i++)
		if (token_begins_with(&outline->tokens, value->first, names[i]))
			return true;
	return false;
}

/* The value that a step gives the variable, or NULL. */
static const struct expr *value_for(struct source *source, const struct step_expr *item, uint32_t name)
{
	const struct uses *uses = source_uses(source);
	const struct expr *expr = expr_bare(item->expr);

	if (item->name != NO_TOKEN)
		return uses->first[item->name] == name ? item->expr : NULL;
	if (expr->kind != EXPR_BINARY || !expr_op_is(&source->outline, expr, "=") ||
	    expr_bare(expr->left)->kind != EXPR_IDENTIFIER)
		return NULL;
	return uses->first[expr_bare(expr->left)->op] == name ? expr->right : NULL;
}

bool own_is_foreign(const struct own_walk *walk, const struct page_root *root)
{
	struct local local = local_find(walk->source, root->name);
	uint32_t name = source_uses(walk->source)->first[root->name];

	if (!local.found || local.parameter >= 0 || local.is_static)
		return true;
	for (size_t i = 0; !walk->is_single && i < walk->exprs.n; i++) {
		const struct expr *value = value_for(walk->source, &walk->exprs.items[i], name);

		if (value && !is_allocation(&walk->source->outline, value))
			return true;
	}
	return false;
}
