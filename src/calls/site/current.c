// SPDX-License-Identifier: GPL-2.0-only
#include "calls/site/current.h"

#include "calls/value/local.h"
#include "calls/value/reaching.h"

#include <stdlib.h>

#define MAX_STEPS 4		/* from variable to variable */

static bool is_value(const struct call_site *site, const struct expr *expr, bool (*is)(
		     const struct call_site *site, const struct expr *expr, unsigned steps),
		     unsigned steps)
{
	struct assignments list;
	bool good;

	if (!steps || expr->kind != EXPR_IDENTIFIER || !local_find(site->source, expr->op).found)
		return false;
	reaching_assignments(site->source, expr->op, &list);
	good = list.whole && !list.cut && list.n;
	for (size_t i = 0; good && i < list.n; i++) {
		const struct assignment *assignment = &list.items[i];

		good = assignment->value && !assignment->is_address &&
		       token_is(&site->source->outline.tokens, assignment->op, "=") &&
		       is(site, assignment->value, steps - 1);
	}
	free(list.items);
	return good;
}

static bool is_task(const struct call_site *site, const struct expr *expr, unsigned steps)
{
	expr = expr_bare(expr);
	if (expr->kind == EXPR_IDENTIFIER && expr_op_is(&site->source->outline, expr, "current"))
		return true;
	return is_value(site, expr, is_task, steps);
}

static bool is_mm(const struct call_site *site, const struct expr *expr, unsigned steps)
{
	expr = expr_bare(expr);
	if (expr->kind == EXPR_MEMBER && expr_op_is(&site->source->outline, expr, "mm"))
		return is_task(site, expr->left, steps);
	return is_value(site, expr, is_mm, steps);
}

bool is_current(const struct call_site *site, const struct expr *expr)
{
	return is_task(site, expr, MAX_STEPS);
}

bool is_current_mm(const struct call_site *site, const struct expr *expr)
{
	return is_mm(site, expr, MAX_STEPS);
}
