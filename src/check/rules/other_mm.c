// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/other_mm.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "check/rules/lock_contract.h"
#include "contract/lock/lock.h"
#include "contract/lock/task_mm.h"
#include "contract/lock/two_mms.h"

#include <string.h>

/* --- in a branch of its own --- */

static const struct statement *statement_at(struct source *source, const struct function *function,
					    size_t token)
{
	const struct variants *variants = source_variants(source, function);

	return variants->n == 1 ? variant_at(&variants->items[0], token) : NULL;
}

/* `mm == current->mm` and the like in the head of an if. */
static bool asks_for_current(const struct token_list *tokens, const struct statement *statement)
{
	for (size_t i = statement->open; i < statement->close; i++)
		if (token_is(tokens, i, "current") && token_is(tokens, i + 1, "->") &&
		    token_is(tokens, i + 2, "mm"))
			return true;
	return false;
}

/* The first operation on a mmap lock in the statement, if that takes it, or NO_TOKEN. */
static size_t first_take(struct source *source, const struct statement *statement)
{
	for (size_t i = statement->first; i < statement->last; i++) {
		struct lock_event event = lock_event_at(source, i);

		if (event.effect == LOCK_EFFECT_TAKE && event.answer == LOCK_ALWAYS)
			return i;
		if (event.effect == LOCK_EFFECT_TAKE || event.effect == LOCK_EFFECT_DROP ||
		    event.effect == LOCK_EFFECT_HOLD)
			return NO_TOKEN;
	}
	return NO_TOKEN;
}

size_t lock_taken_for_other(const struct call_site *site, const struct function *function)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	const struct statement *at = statement_at(site->source, function, site->call.name);

	for (; at && at->parent; at = at->parent) {
		const struct statement *branch = at->parent->child;

		if (at->parent->kind != STATEMENT_IF || !branch->next ||
		    !asks_for_current(tokens, at->parent))
			continue;
		if (lock_is_touched(site->source, function->body, at->parent->first) ||
		    lock_is_touched(site->source, at->first, at->last))
			return NO_TOKEN;
		return first_take(site->source, branch == at ? branch->next : branch);
	}
	return NO_TOKEN;
}

/* --- in the place of the one that is asked for --- */

/* `same_thread_group(current, task)`, `is_self(task)`: the call at token i tells whether it is this one. */
static bool asks_who(const struct token_list *tokens, size_t i)
{
	static const char *const words[] = { "same_*", "is_self*", "is_current*", "is_same*", "is_own*", NULL };

	return token_is_called(tokens, i) && word_is_any(tokens, i, words);
}

/* `task != current`, `current->pid == pid`: it may be this one. */
static bool compares_current(const struct token_list *tokens, const struct function *function)
{
	static const char *const signs[] = { "==", "!=" };

	for (size_t i = function->body; i < function->end; i++) {
		size_t next = token_next(tokens, i);

		if (asks_who(tokens, i))
			return true;
		if (!token_is(tokens, i, "current"))
			continue;
		if (token_is(tokens, next, "->"))
			next = token_next(tokens, token_next(tokens, next));
		if (token_is_any(tokens, token_previous(tokens, i), signs, ARRAY_SIZE(signs)) ||
		    token_is_any(tokens, next, signs, ARRAY_SIZE(signs)))
			return true;
	}
	return false;
}

/* A lock of which there may be several at once: the caller may hold the other one. */
static bool is_nested(const struct token_list *tokens, size_t operation)
{
	return token_ends_with(tokens, operation, "_nested");
}

bool lock_is_of_other(const struct call_site *site, const struct function *function, size_t operation)
{
	struct source *source = site->source;
	int place = declared_role(site->declared, ROLE_MM);
	const struct expr *mm = place < 0 ? NULL : site->call.arguments[place];
	const char *locked = lock_event_at(source, operation).mm, *asked = lock_asked_of(site);

	if (compares_current(&source->outline.tokens, function))
		return false;
	if (!strcmp(asked, "current->mm"))
		return task_mm_is_locked(source, operation);
	if (!strcmp(locked, "current->mm"))
		return task_mm_is_of_any(source, mm);
	return are_two_mms(source, function, locked, asked) && !is_nested(&source->outline.tokens, operation);
}
