// SPDX-License-Identifier: GPL-2.0-only
#include "path/entry.h"

#include "base/mem.h"
#include "path/held.h"
#include "syntax/words.h"

/* A longer chain of callers is not followed, */
#define MAX_CHAIN 4
/* nor are more callers than these. */
#define MAX_CALLERS 20

struct chain {
	struct source *source;
	unsigned depth;
	size_t callers;			/* that were looked at, all together */
};

static const struct function *free_entry(struct chain *chain, const struct function *function);

static bool is_syscall(const struct outline *outline, const struct function *function)
{
	static const char *const prefixes[] = { "SYSCALL_DEFINE", "COMPAT_SYSCALL_DEFINE" };

	for (size_t i = 0; i < ARRAY_SIZE(prefixes); i++)
		if (token_begins_with(&outline->tokens, function->item, prefixes[i]))
			return true;
	return false;
}

/* `.read = name` in a struct file_operations: the token of the slot, or NO_TOKEN. */
static size_t slot_of(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t equals = token_previous(tokens, i), slot;

	if (outline->context[i] != CONTEXT_INITIALISER || !token_is(tokens, equals, "="))
		return NO_TOKEN;
	slot = token_previous(tokens, equals);
	return token_is(tokens, token_previous(tokens, slot), ".") ? slot : NO_TOKEN;
}

static bool is_of_file_operations(const struct outline *outline, size_t i)
{
	for (size_t t = outline->item[i]; t < i; t++)
		if (token_is(&outline->tokens, t, "file_operations"))
			return true;
	return false;
}

/* Slots that user space reaches by a system call of its own. */
static bool is_free_slot(const struct outline *outline, size_t i)
{
	static const char *const slots[] = {
		"read", "write", "read_iter", "write_iter", "unlocked_ioctl", "compat_ioctl", "open",
		"release",
	};
	size_t slot = slot_of(outline, i);

	return slot != NO_TOKEN && token_is_any(&outline->tokens, slot, slots, ARRAY_SIZE(slots)) &&
	       is_of_file_operations(outline, i);
}

static bool is_prototype(const struct outline *outline, size_t i)
{
	return outline->context[i] == CONTEXT_FILE &&
	       token_is(&outline->tokens, token_next(&outline->tokens, i), "(");
}

/* The entry of a caller that reaches its call without the lock, or NULL. */
static const struct function *free_caller(struct chain *chain, size_t call)
{
	const struct function *caller = outline_function_at(&chain->source->outline, call);
	struct held held;

	if (!caller || ++chain->callers > MAX_CALLERS ||
	    !token_is(&chain->source->outline.tokens,
		      token_next(&chain->source->outline.tokens, call), "("))
		return NULL;
	held_at(chain->source, call, "current->mm", &held);
	if (held.holds == HOLD_DROPPED)
		return caller;
	return held.holds == HOLD_ENTRY ? free_entry(chain, caller) : NULL;
}

static bool is_static(const struct outline *outline, const struct function *function)
{
	for (size_t i = function->item; i < function->name_token; i++)
		if (token_is(&outline->tokens, i, "static"))
			return true;
	return false;
}

/* By all places where the file names it. */
static const struct function *free_by_uses(struct chain *chain, const struct function *function)
{
	const struct outline *outline = &chain->source->outline;
	const struct uses *uses = source_uses(chain->source);
	const struct function *entry = NULL;

	for (uint32_t i = uses->first[function->name_token]; i != NO_USE; i = uses->next[i]) {
		const struct function *found = function;

		if (i == function->name_token || is_prototype(outline, i) ||
		    !is_object_at(&outline->tokens, i))
			continue;
		if (outline->tokens.items[i].directive)
			return NULL;
		if (outline->context[i] == CONTEXT_BODY)
			found = free_caller(chain, i);
		else if (!is_free_slot(outline, i))
			found = NULL;
		if (!found)
			return NULL;
		entry = found;
	}
	return entry;
}

static const struct function *free_entry(struct chain *chain, const struct function *function)
{
	const struct function *entry = NULL;

	if (is_syscall(&chain->source->outline, function))
		return function;
	if (!is_static(&chain->source->outline, function) || chain->depth == MAX_CHAIN)
		return NULL;
	chain->depth++;
	entry = free_by_uses(chain, function);
	chain->depth--;
	return entry;
}

const struct function *entry_without_lock(struct source *source, const struct function *function)
{
	struct chain chain = { .source = source };

	return free_entry(&chain, function);
}
