// SPDX-License-Identifier: GPL-2.0-only
#include "contract/lock/task_mm.h"

#include "base/data/mem.h"
#include "c/source/kept.h"
#include "contract/lock/lock_private.h"

/* What gives a task by its number, and a task's mm. */
static const char *const lookups[] = {
	"find_task_by_vpid", "find_task_by_pid_ns", "find_get_task_by_vpid", "get_pid_task", "pid_task",
};
static const char *const takers[] = { "get_task_mm", "mm_access" };

/* The first argument, if expr calls one of these functions, or NULL. */
static const struct expr *argument_of(struct source *source, const struct expr *expr, const char *const *names,
				      size_t n)
{
	struct call call;

	if (!expr || expr->kind != EXPR_CALL || !token_is_any(&source->outline.tokens, expr->first, names, n) ||
	    source_call(source, expr->first, &call) || !call.n)
		return NULL;
	return expr_bare(call.arguments[0]);
}

static bool is_any_task(struct source *source, const struct expr *task)
{
	return task && task->kind == EXPR_IDENTIFIER &&
	       argument_of(source, lock_sole_value(source, task->op), lookups, ARRAY_SIZE(lookups));
}

bool task_mm_is_of_any(struct source *source, const struct expr *mm)
{
	mm = expr_bare(mm);
	if (mm->kind == EXPR_MEMBER && expr_op_is(&source->outline, mm, "mm"))
		return is_any_task(source, expr_bare(mm->left));
	return mm->kind == EXPR_IDENTIFIER &&
	       is_any_task(source, argument_of(source, lock_sole_value(source, mm->op), takers,
					       ARRAY_SIZE(takers)));
}

bool task_mm_is_locked(struct source *source, size_t operation)
{
	const struct expr *mm;
	struct call call;

	if (source_call(source, operation, &call) || !call.n)
		return false;
	mm = lock_mm_of_semaphore(&source->outline, call.arguments[0]);
	return task_mm_is_of_any(source, mm ? mm : call.arguments[0]);
}
