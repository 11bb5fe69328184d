// SPDX-License-Identifier: GPL-2.0-only
/* Operations on an mmap lock, and which mm each is about. */
#include "base/data/mem.h"
#include "c/source/kept.h"
#include "c/source/marks.h"
#include "c/source/traits.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/lock/lock_private.h"
#include "contract/path/code.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const struct lock_op {
	const char *name;
	enum lock_operand operand;
	enum lock_effect effect;
	enum lock_answer answer;
} lock_ops[] = {
#define LOCK_OP(name, operand, effect, answer) \
	{ #name, OPERAND_##operand, LOCK_EFFECT_##effect, LOCK_##answer },
#include "contract/lock/locks.def"
};

static_assert(ARRAY_SIZE(lock_ops) < UCHAR_MAX, "an operation's number fits a trait");

/* From 1; 0: it is none. */
static unsigned char number_of_op(struct source *source, size_t i)
{
	for (size_t k = 0; k < ARRAY_SIZE(lock_ops); k++)
		if (token_is(&source->outline.tokens, i, lock_ops[k].name))
			return (unsigned char)(k + 1);
	return 0;
}

static const struct lock_op *lock_op_at(struct source *source, size_t i)
{
	static const struct trait trait = { TRAIT_SLOT, number_of_op };
	unsigned char number = trait_of(source, &trait, i);

	return number ? &lock_ops[number - 1] : NULL;
}

static bool has_lock_in_name(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	static const char *const ends[] = { "lock", "sem", "read", "write", "unlock", "assert" };
	static const char begin[] = "mmap_";
	const char *at = tokens->text + tokens->items[i].offset, *end = at + tokens->items[i].length;

	while ((at = memmem(at, (size_t)(end - at), begin, strlen(begin)))) {
		at += strlen(begin);
		for (size_t e = 0; e < ARRAY_SIZE(ends); e++)
			if ((size_t)(end - at) >= strlen(ends[e]) && !memcmp(at, ends[e], strlen(ends[e])))
				return true;
	}
	return false;
}

static unsigned char is_named(struct source *source, size_t i)
{
	return has_lock_in_name(source, i);
}

bool lock_is_named(struct source *source, size_t i)
{
	static const struct trait trait = { TRAIT_SLOT, is_named };

	return trait_of(source, &trait, i);
}

bool lock_is_operation(struct source *source, size_t i)
{
	return lock_op_at(source, i);
}

bool lock_is_touched(struct source *source, size_t first, size_t last)
{
	static const struct mark mark = { MARK_SLOT, has_lock_in_name, false, NULL };
	const struct marks *locks = marks_of(source, &mark);
	size_t i = marks_from(locks, first);

	return i < locks->n && locks->items[i] < last;
}

bool lock_is_member_call(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	return token_is(tokens, before, "->") || token_is(tokens, before, ".");
}

bool lock_is_call(const struct token_list *tokens, size_t i)
{
	static const char *const heads[] = { "if", "while", "for", "switch", "return" };

	return tokens->items[i].kind == TOKEN_IDENTIFIER &&
	       token_is(tokens, token_next(tokens, i), "(") &&
	       !token_is_any(tokens, i, heads, ARRAY_SIZE(heads));
}

/* --- which mm --- */

const struct expr *lock_sole_value(struct source *source, size_t use)
{
	struct local local = local_find(source, use);
	struct assignments list;
	const struct expr *value = NULL;

	if (!local.found || local.parameter >= 0)
		return NULL;
	reaching_assignments(source, use, &list);
	if (list.n == 1 && list.whole && !list.cut && list.items[0].value)
		value = expr_bare(list.items[0].value);
	free(list.items);
	return value;
}

char *lock_mm(struct source *source, const struct expr *expr)
{
	const struct expr *bare = expr_bare(expr), *value;
	char *text = code_of_expr(&source->outline, bare, &source->arena), *other;

	if (bare->kind != EXPR_IDENTIFIER)
		return text;
	value = lock_sole_value(source, bare->op);
	if (!value)
		return text;
	other = code_of_expr(&source->outline, value, &source->arena);
	return strcmp(other, "current->mm") ? text : other;
}

const struct expr *lock_mm_of_semaphore(const struct outline *outline, const struct expr *expr)
{
	expr = expr_bare(expr);
	if (expr->kind != EXPR_UNARY || !expr_op_is(outline, expr, "&"))
		return NULL;
	expr = expr_bare(expr->left);
	if (expr->kind != EXPR_MEMBER || !(expr_op_is(outline, expr, "mmap_sem") ||
					   expr_op_is(outline, expr, "mmap_lock")))
		return NULL;
	return expr->left;
}

bool lock_operation_on_current(struct source *source, size_t i, struct lock_event *event)
{
	const struct lock_op *op = lock_op_at(source, i);

	if (!op || op->operand != OPERAND_CURRENT || !lock_is_call(&source->outline.tokens, i))
		return false;
	*event = (struct lock_event){
		.effect = op->effect, .answer = op->answer, .mm = "current->mm", .last = i,
	};
	return true;
}

static struct lock_event operation(struct source *source, const struct lock_op *op,
				   const struct call *call)
{
	struct lock_event event = {
		.effect = op->effect, .answer = op->answer, .last = call->close,
	};
	const struct expr *mm = call->n ? call->arguments[0] : NULL;

	if (mm && op->operand == OPERAND_SEM)
		mm = lock_mm_of_semaphore(&source->outline, mm);
	if (!mm) {
		event.last = call->name;
		event.effect = LOCK_EFFECT_NONE;
		return event;
	}
	event.mm = lock_mm(source, mm);
	return event;
}

bool lock_operation_at(struct source *source, size_t i, struct lock_event *event)
{
	const struct lock_op *op = lock_op_at(source, i);
	struct call call;

	*event = (struct lock_event){ .effect = LOCK_EFFECT_NONE, .last = i };
	if (!op || source_call(source, i, &call))
		return false;
	*event = operation(source, op, &call);
	return true;
}
