// SPDX-License-Identifier: GPL-2.0-only
#include "calls/site/current.h"

#include "calls/value/beyond.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"

#include <stdlib.h>

#define MAX_STEPS 4		/* from variable to variable, and from function to caller */

typedef bool is_it(struct source *source, const struct expr *expr, unsigned steps);

/* What all callers pass in one place. */
struct passed {
	struct source *source;
	size_t place;
	is_it *is;
	unsigned steps;
	size_t n;
	bool all;			/* so far it is that */
};

static void visit_call(const struct call *call, void *data)
{
	struct passed *passed = data;

	passed->n++;
	passed->all &= !call->split && passed->place < call->n &&
		       passed->is(passed->source, call->arguments[passed->place], passed->steps);
}

/* True if a macro, a header or who includes the file may call the function as well. */
static bool is_called_beyond(struct source *source, const struct function *function)
{
	struct beyond beyond;
	bool may;

	beyond_open(&beyond, source->whole ? source->whole : source);
	may = beyond_why_not(&beyond, function->name, NAME_OBJECT);
	beyond_close(&beyond);
	return may;
}

/* A parameter of a static function, whose callers all stand in the file, and pass that. */
static bool is_passed(struct source *source, const struct expr *parameter, size_t place, is_it *is, unsigned steps)
{
	const struct function *function = outline_function_at(&source->outline, parameter->op);
	struct passed passed = { .source = source, .place = place, .is = is, .steps = steps, .all = true };

	return function && function_is_static(&source->outline, function) &&
	       callers_visit(source, function, visit_call, &passed) && passed.n && passed.all &&
	       !is_called_beyond(source, function);
}

static bool is_assigned(struct source *source, const struct assignment *assignment, is_it *is, unsigned steps)
{
	return assignment->value && !assignment->is_address &&
	       token_is(&source->outline.tokens, assignment->op, "=") && is(source, assignment->value, steps);
}

static bool is_value(struct source *source, const struct expr *expr, is_it *is, unsigned steps)
{
	struct assignments list;
	struct local local;
	bool good;

	if (!steps || expr->kind != EXPR_IDENTIFIER)
		return false;
	local = local_find(source, expr->op);
	if (!local.found)
		return false;
	reaching_assignments(source, expr->op, &list);
	good = !list.cut && (list.whole ? list.n : local.parameter >= 0);
	for (size_t i = 0; good && i < list.n; i++)
		good = is_assigned(source, &list.items[i], is, steps - 1);
	if (good && !list.whole)
		good = is_passed(source, expr, (size_t)local.parameter, is, steps - 1);
	free(list.items);
	return good;
}

static bool is_task(struct source *source, const struct expr *expr, unsigned steps)
{
	expr = expr_bare(expr);
	if (expr->kind == EXPR_IDENTIFIER && expr_op_is(&source->outline, expr, "current"))
		return true;
	return is_value(source, expr, is_task, steps);
}

static bool is_mm(struct source *source, const struct expr *expr, unsigned steps)
{
	expr = expr_bare(expr);
	if (expr->kind == EXPR_MEMBER && expr_op_is(&source->outline, expr, "mm"))
		return is_task(source, expr->left, steps);
	return is_value(source, expr, is_mm, steps);
}

static bool is_nothing(struct source *source, const struct expr *expr, unsigned steps)
{
	return expr_is_null(&source->outline, expr) || is_value(source, expr_bare(expr), is_nothing, steps);
}

bool is_current(const struct call_site *site, const struct expr *expr)
{
	return is_task(site->source, expr, MAX_STEPS);
}

bool is_current_mm(const struct call_site *site, const struct expr *expr)
{
	return is_mm(site->source, expr, MAX_STEPS);
}

bool is_always_null(const struct call_site *site, const struct expr *expr)
{
	return is_nothing(site->source, expr, MAX_STEPS);
}
