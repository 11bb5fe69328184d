// SPDX-License-Identifier: GPL-2.0-only
#include "contract/lock/lock.h"

#include "c/outline/words.h"
#include "c/source/kept.h"
#include "contract/lock/guard.h"
#include "contract/lock/helper.h"
#include "contract/lock/lock_private.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"
#include "kernel/api/api.h"


const struct gup_signature *lock_dropping_signature(const struct gup_function *function, size_t n)
{
	for (const struct gup_signature *s = function->signatures; s->returns; s++)
		if (n && gup_signature_length(s) == n && s->lock == LOCK_HELD_MAY_DROP &&
		    s->roles[n - 1] == ROLE_LOCKED)
			return s;
	return NULL;
}

static const struct gup_function *gup_at(const struct token_list *tokens, size_t i)
{
	return gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

/* get_user_pages_remote(mm, ..., &locked): which mm, and which variable tells. */
static bool read_dropping(struct source *source, size_t i, struct lock_event *event)
{
	const struct outline *outline = &source->outline;
	const struct gup_function *function = gup_at(&outline->tokens, i);
	const struct gup_signature *signature;
	const struct expr *locked;
	struct call call;

	if (!function || callee_in_file(source, i) || source_call(source, i, &call))
		return false;
	signature = lock_dropping_signature(function, call.n);
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

struct lock_event lock_event_at(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct lock_event event = { .effect = LOCK_EFFECT_NONE, .last = i };

	if (tokens->items[i].kind != TOKEN_IDENTIFIER)
		return event;
	if (lock_is_guard(&source->outline, i))
		return lock_guard_event(source, i);
	if (lock_operation_on_current(source, i, &event) || lock_operation_at(source, i, &event))
		return event;
	if (lock_is_call(tokens, i) && !lock_is_member_call(tokens, i) && !gup_at(tokens, i) &&
	    lock_helper_event(source, i, &event))
		return event;
	if (lock_is_named(source, i))
		event.effect = LOCK_EFFECT_UNKNOWN;
	else if (lock_is_call(tokens, i) && !read_dropping(source, i, &event))
		event.effect = lock_effect_of_call(source, i);
	return event;
}
