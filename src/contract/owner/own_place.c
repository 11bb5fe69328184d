// SPDX-License-Identifier: GPL-2.0-only
/* Whose the array is that pages are put into. */
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "contract/owner/own_private.h"
#include "contract/path/allocation.h"

/* The value that a step gives the variable, or NULL. */
static const struct expr *value_for(struct source *source, const struct step_expr *item, uint32_t name)
{
	const struct uses *uses = source_uses(source);
	const struct expr *expr = expr_bare(item->expr);

	if (item->name != NO_TOKEN)
		return uses_first(uses, item->name) == name ? item->expr : NULL;
	if (expr->kind != EXPR_BINARY || !expr_op_is(&source->outline, expr, "=") ||
	    expr_bare(expr->left)->kind != EXPR_IDENTIFIER)
		return NULL;
	return uses_first(uses, expr_bare(expr->left)->op) == name ? expr->right : NULL;
}

bool own_is_foreign(const struct own_walk *walk, const struct page_root *root)
{
	struct local local = local_find(walk->source, root->name);
	uint32_t name = uses_first(source_uses(walk->source), root->name);

	if (!local.found || local.parameter >= 0 || local.is_static)
		return true;
	for (size_t i = 0; !walk->is_single && i < walk->exprs.n; i++) {
		const struct expr *value = value_for(walk->source, &walk->exprs.items[i], name);

		if (value && !is_own_memory(&walk->source->outline, value))
			return true;
	}
	return false;
}
