// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/array.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/path/allocation.h"
#include "contract/path/code.h"

#include <stdlib.h>

/* `a = b; b = c->pages;` and so on are not followed for ever. */
#define MAX_ALIASES 4

const struct expr *array_page_of(const struct outline *outline, const struct expr *expr)
{
	for (;;) {
		expr = expr_bare(expr);
		if (expr->kind != EXPR_CALL || expr->n_arguments != 1 ||
		    !(expr_op_is(outline, expr->left, "page_folio") ||
		      expr_op_is(outline, expr->left, "compound_head")))
			return expr;
		expr = expr->arguments[0];
	}
}

/* The name or member that the expression begins with; *is_element: by way of an index. */
static const struct expr *root_of(const struct outline *outline, const struct expr *expr,
				  bool *is_element)
{
	*is_element = false;
	while (expr) {
		expr = array_page_of(outline, expr);
		if (expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_MEMBER)
			break;
		*is_element |= expr_index(outline, expr) != NULL;
		expr = expr_towards_array(outline, expr);
	}
	return expr;
}

/* What alone the local variable is ever set to, if it is an array by another name; or NULL. */
static const struct expr *alias_of(struct source *source, const struct expr *name)
{
	struct local local = local_find(source, name->op);
	const struct expr *root = NULL;
	struct assignments list;
	bool is_element;

	if (!local.found || local.parameter >= 0 || local.is_static)
		return NULL;
	reaching_assignments(source, name->op, &list);
	if (list.n == 1 && list.whole && !list.cut && !list.items[0].is_address && list.items[0].value)
		root = root_of(&source->outline, list.items[0].value, &is_element);
	free(list.items);
	return root && !is_element && !expr_op_is(&source->outline, root, "NULL") ? root : NULL;
}

const struct expr *array_in(struct source *source, const struct expr *expr)
{
	bool is_element;
	const struct expr *root = root_of(&source->outline, expr, &is_element);

	for (unsigned n = 0; root && root->kind == EXPR_IDENTIFIER && n < MAX_ALIASES; n++) {
		const struct expr *alias = alias_of(source, root);

		if (!alias)
			break;
		root = alias;
	}
	return root;
}

bool array_is_empty(const struct outline *outline, size_t i)
{
	static const char *const words[] = { "NULL", "0", "{" };
	const struct token_list *tokens = &outline->tokens;

	if (is_allocation_at(outline, i))
		return true;
	/* Casts. */
	while (token_is(tokens, i, "(") && outline_closing(outline, i) != NO_TOKEN)
		i = token_next(tokens, outline_closing(outline, i));
	return token_is_any(tokens, i, words, ARRAY_SIZE(words));
}
