// SPDX-License-Identifier: GPL-2.0-only
#include "path/entry.h"

#include "base/mem.h"
#include "path/held.h"
#include "syntax/words.h"

/* More callers are not looked at. */
#define MAX_CALLERS 20

struct chain {
	struct source *source;
	size_t calls[MAX_CHAIN];	/* from the function that was asked about up to where we are */
	size_t n;
	size_t callers;			/* that were looked at, all together */
	struct entry *entry;		/* the last one that was found */
};

static bool is_free(struct chain *chain, const struct function *function);

static bool found(struct chain *chain, const struct function *function, size_t origin)
{
	*chain->entry = (struct entry){
		.function = function, .origin = origin, .n_calls = chain->n,
	};
	for (size_t i = 0; i < chain->n; i++)
		chain->entry->calls[i] = chain->calls[chain->n - 1 - i];
	return true;
}

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

/* True if the caller reaches its call without the lock. */
static bool is_free_call(struct chain *chain, size_t call)
{
	const struct function *caller = outline_function_at(&chain->source->outline, call);
	struct held held;
	bool is;

	if (!caller || ++chain->callers > MAX_CALLERS || chain->n == MAX_CHAIN ||
	    !token_is(&chain->source->outline.tokens,
		      token_next(&chain->source->outline.tokens, call), "("))
		return false;
	held_at(chain->source, call, "current->mm", &held);
	chain->calls[chain->n++] = call;
	is = held.holds == HOLD_DROPPED ? found(chain, caller, held.operation) :
					  held.holds == HOLD_ENTRY && is_free(chain, caller);
	chain->n--;
	return is;
}

static bool is_static(const struct outline *outline, const struct function *function)
{
	for (size_t i = function->item; i < function->name_token; i++)
		if (token_is(&outline->tokens, i, "static"))
			return true;
	return false;
}

/* By all places where the file names it; false as well if there is none. */
static bool is_free_by_uses(struct chain *chain, const struct function *function)
{
	const struct outline *outline = &chain->source->outline;
	const struct uses *uses = source_uses(chain->source);
	bool is = false;

	for (uint32_t i = uses->first[function->name_token]; i != NO_USE; i = uses->next[i]) {
		if (i == function->name_token || is_prototype(outline, i) ||
		    !is_object_at(&outline->tokens, i))
			continue;
		if (outline->tokens.items[i].directive)
			return false;
		if (outline->context[i] == CONTEXT_BODY)
			is = is_free_call(chain, i);
		else
			is = is_free_slot(outline, i) && found(chain, function, i);
		if (!is)
			return false;
	}
	return is;
}

static bool is_free(struct chain *chain, const struct function *function)
{
	if (is_syscall(&chain->source->outline, function))
		return found(chain, function, function->name_token);
	return is_static(&chain->source->outline, function) && is_free_by_uses(chain, function);
}

bool entry_without_lock(struct source *source, const struct function *function, struct entry *entry)
{
	struct chain chain = { .source = source, .entry = entry };

	return is_free(&chain, function);
}
