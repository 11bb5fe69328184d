// SPDX-License-Identifier: GPL-2.0-only
/* Who else is told how many pages came. */
#include "contract/owner/own_private.h"
#include "contract/path/code.h"

/* Is it made of the number of pages that came? */
static bool is_counted(const struct own_walk *walk, const struct expr *value)
{
	for (size_t i = value->first; i < value->last; i++)
		if (i == walk->acquire->call.name ||
		    variable_at(&walk->relations.variables, i) != NO_VARIABLE)
			return true;
	return false;
}

static bool is_zero(const struct outline *outline, const struct expr *value)
{
	value = expr_bare(value);
	return value->kind == EXPR_NUMBER && expr_op_is(outline, value, "0");
}

/* `work->count = value`, `*count = value`: what gets the value, or NULL. */
static const struct expr *told_by(const struct outline *outline, const struct expr *expr)
{
	const struct expr *to;

	if (expr->kind != EXPR_BINARY || expr_precedence(outline, expr) != PRECEDENCE_ASSIGNMENT)
		return NULL;
	to = expr_bare(expr->left);
	return to->kind == EXPR_MEMBER || to->kind == EXPR_UNARY ? to : NULL;
}

/* The same text as what was told before. */
static bool is_same(const struct own_walk *walk, const struct expr *to, size_t told)
{
	const struct token_list *tokens = &walk->source->outline.tokens;

	return same_code(tokens, to->first, to->last, tokens, told, told + (to->last - to->first));
}

static void tell(const struct own_walk *walk, struct way *way, const struct expr *expr)
{
	const struct expr *to = told_by(&walk->source->outline, expr);

	if (!to)
		return;
	if (is_zero(&walk->source->outline, expr->right)) {
		if (way->told && way->told != TOLD_OFTEN && is_same(walk, to, way->told))
			way->told = 0;
	} else if (is_counted(walk, expr->right) ||
		   relation_is_count(&walk->relations, &way->relation, expr->right)) {
		way->told = !way->told || (way->told != TOLD_OFTEN && is_same(walk, to, way->told)) ?
			    (uint32_t)to->first : TOLD_OFTEN;
	}
}

void own_tell_number(const struct own_walk *walk, struct way *way, const struct step *step)
{
	if (!walk->is_foreign || way->owner != OWNER_FUNCTION)
		return;
	for (size_t i = 0; i < walk->exprs.n; i++)
		if (walk->exprs.items[i].step == step)
			tell(walk, way, expr_bare(walk->exprs.items[i].expr));
}
