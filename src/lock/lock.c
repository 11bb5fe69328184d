// SPDX-License-Identifier: GPL-2.0-only
#include "lock/lock.h"

#include "api/api.h"
#include "base/mem.h"
#include "lock/helper.h"
#include "path/callee.h"
#include "path/code.h"
#include "syntax/marks.h"
#include "syntax/words.h"
#include "value/local.h"
#include "value/reaching.h"

#include <stdlib.h>
#include <string.h>

/* A chain of calls in one file that is longer than this is not followed, */
#define MAX_CALL_DEPTH 6
/* nor are bodies of more tokens than this together. */
#define MAX_CALLEE_TOKENS 20000

enum operand { OPERAND_MM, OPERAND_SEM, OPERAND_CURRENT };

static const struct lock_op {
	const char *name;
	enum operand operand;
	enum lock_effect effect;
	enum lock_answer answer;
} lock_ops[] = {
#define LOCK_OP(name, operand, effect, answer) \
	{ #name, OPERAND_##operand, LOCK_EFFECT_##effect, LOCK_##answer },
#include "lock/locks.def"
};

static const struct known_call {
	const char *prefix;
	enum lock_effect effect;
} known_calls[] = {
#define HARMLESS(prefix) { #prefix, LOCK_EFFECT_NONE },
#define NEEDS_LOCK(prefix) { #prefix, LOCK_EFFECT_HINT },
#include "lock/harmless.def"
};

static const struct lock_op *lock_op_at(const struct token_list *tokens, size_t i)
{
	for (size_t k = 0; k < ARRAY_SIZE(lock_ops); k++)
		if (token_is(tokens, i, lock_ops[k].name))
			return &lock_ops[k];
	return NULL;
}

static const struct known_call *known_call_at(const struct token_list *tokens, size_t i)
{
	for (size_t k = 0; k < ARRAY_SIZE(known_calls); k++)
		if (token_begins_with(tokens, i, known_calls[k].prefix))
			return &known_calls[k];
	return NULL;
}

/* A name that has to do with an mmap lock. */
static bool names_lock(const struct token_list *tokens, size_t i)
{
	static const char *const parts[] = {
		"mmap_lock", "mmap_sem", "mmap_read", "mmap_write", "mmap_unlock", "mmap_assert",
	};
	const struct token *token = &tokens->items[i];

	if (token->kind != TOKEN_IDENTIFIER)
		return false;
	for (size_t p = 0; p < ARRAY_SIZE(parts); p++)
		if (memmem(tokens->text + token->offset, token->length, parts[p], strlen(parts[p])))
			return true;
	return false;
}

bool lock_is_operation(const struct token_list *tokens, size_t i)
{
	return lock_op_at(tokens, i);
}

bool lock_is_touched(struct source *source, size_t first, size_t last)
{
	static const struct mark mark = { MARK_SLOT, names_lock };
	const struct marks *locks = marks_of(source, &mark);
	size_t i = marks_from(locks, first);

	return i < locks->n && locks->items[i] < last;
}

/* --- which mm --- */

/* What alone a local variable is ever set to, or NULL. */
static const struct expr *sole_value(struct source *source, size_t use)
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
	value = sole_value(source, bare->op);
	if (!value)
		return text;
	other = code_of_expr(&source->outline, value, &source->arena);
	return strcmp(other, "current->mm") ? text : other;
}

/* The mm in &mm->mmap_sem, or NULL. */
static const struct expr *mm_of_semaphore(const struct outline *outline, const struct expr *expr)
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

/* Its arguments do not matter, and are not read: calls in calls would be, each again for each. */
static struct lock_event operation_of_current(const struct lock_op *op, size_t i)
{
	return (struct lock_event){
		.effect = op->effect, .answer = op->answer, .mm = "current->mm", .last = i,
	};
}

static struct lock_event operation(struct source *source, const struct lock_op *op,
				   const struct call *call)
{
	struct lock_event event = {
		.effect = op->effect, .answer = op->answer, .last = call->close,
	};
	const struct expr *mm = call->n ? call->arguments[0] : NULL;

	if (mm && op->operand == OPERAND_SEM)
		mm = mm_of_semaphore(&source->outline, mm);
	if (!mm) {
		event.last = call->name;
		event.effect = LOCK_EFFECT_NONE;
		return event;
	}
	event.mm = lock_mm(source, mm);
	return event;
}

/* --- calls of all the others --- */

/* How far calls are followed into the functions of the file. */
struct descent {
	struct source *source;
	unsigned depth;
	size_t tokens;			/* that were looked at */
};

static enum lock_effect effect_of_body(struct descent *descent, const struct function *function);

static bool is_member_call(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	return token_is(tokens, before, "->") || token_is(tokens, before, ".");
}

/* The signature of so many parameters that may drop the lock and says so by the last of them, or NULL. */
static const struct gup_signature *dropping_signature(const struct gup_function *function, size_t n)
{
	for (const struct gup_signature *s = function->signatures; s->returns; s++)
		if (n && gup_signature_length(s) == n && s->lock == LOCK_HELD_MAY_DROP &&
		    s->roles[n - 1] == ROLE_LOCKED)
			return s;
	return NULL;
}

static const struct gup_function *family_at(const struct token_list *tokens, size_t i)
{
	return gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

/* Does the family's function at token i drop the lock perhaps, as it got a pointer to a `locked`? */
static enum lock_effect effect_of_family(struct source *source, size_t i)
{
	const struct gup_function *function = family_at(&source->outline.tokens, i);
	struct call call;

	if (call_read(&source->outline, i, &source->arena, &call))
		return LOCK_EFFECT_UNKNOWN;
	return !dropping_signature(function, call.n) ||
	       expr_is_null(&source->outline, call.arguments[call.n - 1]) ? LOCK_EFFECT_NONE :
								       LOCK_EFFECT_UNKNOWN;
}

/* get_user_pages_remote(mm, ..., &locked): which mm, and which variable tells. */
static bool read_dropping(struct source *source, size_t i, struct lock_event *event)
{
	const struct outline *outline = &source->outline;
	const struct gup_function *function = family_at(&outline->tokens, i);
	const struct gup_signature *signature;
	const struct expr *locked;
	struct call call;

	if (!function || callee_in_file(source, i) || call_read(outline, i, &source->arena, &call))
		return false;
	signature = dropping_signature(function, call.n);
	locked = signature ? expr_bare(call.arguments[call.n - 1]) : NULL;
	if (!locked || locked->kind != EXPR_UNARY || !expr_op_is(outline, locked, "&") ||
	    expr_bare(locked->left)->kind != EXPR_IDENTIFIER)
		return false;
	event->effect = LOCK_EFFECT_MAY_DROP;
	event->variable = expr_bare(locked->left)->op;
	event->mm = arena_printf(&source->arena, "current->mm");
	for (size_t a = 0; a < call.n; a++)
		if (signature->roles[a] == ROLE_MM)
			event->mm = lock_mm(source, call.arguments[a]);
	return true;
}

/*
 * A function that nobody can read. It comes back with the lock as it was, all but always, and has a name
 * that tells if it does not: lock_mm_and_find_vma(), handle_mm_fault(), thing_begin().
 */
static enum lock_effect effect_of_unknown(const struct token_list *tokens, size_t i)
{
	static const char *const parts[] = {
		"lock", "mmap", "sem", "vma", "fault", "begin", "start", "enter", "acquire", "grab",
	};
	const struct token *token = &tokens->items[i];

	if (is_capitals(tokens, i) || is_statement_word(tokens, i))
		return LOCK_EFFECT_NONE;
	for (size_t p = 0; p < ARRAY_SIZE(parts); p++)
		if (memmem(tokens->text + token->offset, token->length, parts[p], strlen(parts[p])))
			return LOCK_EFFECT_UNKNOWN;
	return LOCK_EFFECT_SUPPOSED;
}

static enum lock_effect effect_of_call(struct descent *descent, size_t i)
{
	struct source *source = descent->source;
	const struct token_list *tokens = &source->outline.tokens;
	const struct known_call *known;
	const struct function *function;

	if (is_member_call(tokens, i))
		return effect_of_unknown(tokens, i);
	function = callee_in_file(source, i);
	if (function)
		return effect_of_body(descent, function);
	if (family_at(tokens, i))
		return effect_of_family(source, i);
	known = known_call_at(tokens, i);
	return known ? known->effect : effect_of_unknown(tokens, i);
}

static bool is_call(const struct token_list *tokens, size_t i)
{
	static const char *const heads[] = { "if", "while", "for", "switch", "return" };

	return tokens->items[i].kind == TOKEN_IDENTIFIER &&
	       token_is(tokens, token_next(tokens, i), "(") &&
	       !token_is_any(tokens, i, heads, ARRAY_SIZE(heads));
}

/* What a function has done to locks so far, in the order of its text. */
struct balance {
	bool has_taken, holds;
	bool is_lost;			/* it leaves with the lock, drops its caller's, or nobody can tell */
};

static void weigh(struct source *source, struct balance *balance, size_t *i)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct lock_op *op = lock_op_at(tokens, *i);
	struct lock_event event = { .effect = LOCK_EFFECT_NONE };
	struct call call;

	if (op && !call_read(&source->outline, *i, &source->arena, &call)) {
		event = operation(source, op, &call);
		*i = event.last;
	} else if (names_lock(tokens, *i)) {
		balance->is_lost = true;
	}
	if (event.effect == LOCK_EFFECT_TAKE && event.answer == LOCK_ALWAYS)
		balance->has_taken = balance->holds = true;
	else if (event.effect == LOCK_EFFECT_DROP && balance->has_taken)
		balance->holds = false;
	else if (event.effect != LOCK_EFFECT_NONE && event.effect != LOCK_EFFECT_FREE)
		balance->is_lost = true;
	else if (token_is(tokens, *i, "return"))
		balance->is_lost |= balance->holds;
}

/* The function drops each lock that it has taken, and none else, as far as the order of its text tells. */
static bool is_balanced(struct source *source, const struct function *function)
{
	struct balance balance = {0};

	for (size_t i = function->body; i < function->end && !balance.is_lost; i++)
		weigh(source, &balance, &i);
	return !balance.is_lost && !balance.holds;
}

/* The worst that a function of the file can do. */
static enum lock_effect effect_of_body(struct descent *descent, const struct function *function)
{
	const struct token_list *tokens = &descent->source->outline.tokens;
	enum lock_effect worst = LOCK_EFFECT_NONE;

	descent->tokens += function->end - function->body;
	if (descent->depth == MAX_CALL_DEPTH || descent->tokens > MAX_CALLEE_TOKENS)
		return LOCK_EFFECT_UNKNOWN;
	if (lock_is_touched(descent->source, function->body, function->end)) {
		if (!is_balanced(descent->source, function))
			return LOCK_EFFECT_UNKNOWN;
		worst = LOCK_EFFECT_SUPPOSED;
	}
	descent->depth++;
	for (size_t i = function->body; i < function->end && worst != LOCK_EFFECT_UNKNOWN; i++) {
		enum lock_effect effect = is_call(tokens, i) && !lock_op_at(tokens, i) ?
					  effect_of_call(descent, i) : LOCK_EFFECT_NONE;

		if (effect > worst)
			worst = effect;
	}
	descent->depth--;
	return worst;
}

struct lock_event lock_event_at(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct lock_event event = { .effect = LOCK_EFFECT_NONE, .last = i };
	struct descent descent = { .source = source };
	const struct lock_op *op;
	struct call call;

	if (tokens->items[i].kind != TOKEN_IDENTIFIER)
		return event;
	op = lock_op_at(tokens, i);
	if (op && op->operand == OPERAND_CURRENT && is_call(tokens, i))
		return operation_of_current(op, i);
	if (op && !call_read(&source->outline, i, &source->arena, &call))
		return operation(source, op, &call);
	if (is_call(tokens, i) && !is_member_call(tokens, i) && !family_at(tokens, i) &&
	    lock_helper_event(source, i, &event))
		return event;
	if (names_lock(tokens, i))
		event.effect = LOCK_EFFECT_UNKNOWN;
	else if (is_call(tokens, i) && !read_dropping(source, i, &event))
		event.effect = effect_of_call(&descent, i);
	return event;
}
