// SPDX-License-Identifier: GPL-2.0-only
#include "contract/lock/entry.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/summary/across.h"
#include "contract/lock/held.h"
#include "contract/path/certain.h"

#include <stdlib.h>
#include <string.h>

/* More callers are not looked at. */
#define MAX_CALLERS 60

enum entry_lock { ENTRY_UNKNOWN, ENTRY_FREE, ENTRY_HELD };

static const struct slot {
	const char *record, *member;	/* a struct's name, or a part of it */
	enum entry_lock lock;
	bool is_part;
} slots[] = {
#define SLOT(record, member, lock) { #record, #member, ENTRY_##lock, false },
#define SLOT_LIKE(part, member, lock) { #part, #member, ENTRY_##lock, true },
#include "contract/lock/entries.def"
};

static const struct known_word {
	const char *word;
	enum entry_lock lock;
} takers[] = {
#define HANDED_TO(macro, lock) { #macro, ENTRY_##lock },
#include "contract/lock/entries.def"
}, definers[] = {
#define DEFINED_BY(prefix, lock) { #prefix, ENTRY_##lock },
#include "contract/lock/entries.def"
}, members[] = {
#define ASSIGNED_TO(member, lock) { #member, ENTRY_##lock },
#include "contract/lock/entries.def"
}, records[] = {
#define GETS(record, lock) { #record, ENTRY_##lock },
#include "contract/lock/entries.def"
};

/* The chain that is being climbed, and what is asked for. */
struct chain {
	enum entry_lock wanted;
	bool is_of_another;		/* the lock of another mm: what is done to that of current->mm tells
					   nothing */
	struct entry_call calls[MAX_CHAIN];	/* from the function that was asked about upwards */
	size_t n;
	size_t callers;			/* that were looked at, all together */
	struct entry *entry;		/* the last one that was found */
};

/* --- entries that the kernel calls --- */

/* Has the function a pointer to that struct for a parameter? */
static bool gets(const struct outline *outline, const struct function *function, const char *record)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = function->open; i < function->close; i++)
		if (token_is(tokens, i, record) && token_is(tokens, token_previous(tokens, i), "struct") &&
		    token_is(tokens, token_next(tokens, i), "*"))
			return true;
	return false;
}

static enum entry_lock lock_of_parameters(const struct outline *outline, const struct function *function)
{
	for (size_t i = 0; i < ARRAY_SIZE(records); i++)
		if (gets(outline, function, records[i].word))
			return gets(outline, function, "vm_area_struct") ? ENTRY_UNKNOWN : records[i].lock;
	return ENTRY_UNKNOWN;
}

static enum entry_lock lock_of_definition(const struct outline *outline,
					  const struct function *function)
{
	for (size_t i = 0; i < ARRAY_SIZE(definers); i++)
		if (token_begins_with(&outline->tokens, function->item, definers[i].word))
			return definers[i].lock;
	return ENTRY_UNKNOWN;
}

bool entry_is_defined(const struct outline *outline, const struct function *function)
{
	return lock_of_definition(outline, function) != ENTRY_UNKNOWN;
}

/* `.read = name`: the token of the slot, or NO_TOKEN. */
static size_t slot_at(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t equals = token_previous(tokens, i), slot;

	if (outline->context[i] != CONTEXT_INITIALISER || !token_is(tokens, equals, "="))
		return NO_TOKEN;
	slot = token_previous(tokens, equals);
	return token_is(tokens, token_previous(tokens, slot), ".") ? slot : NO_TOKEN;
}

/* Is the token the struct that the row is about? */
static bool is_record(const struct token_list *tokens, size_t i, const struct slot *slot)
{
	const struct token *token = &tokens->items[i];

	if (!slot->is_part)
		return token_is(tokens, i, slot->record);
	return token_is(tokens, token_previous(tokens, i), "struct") &&
	       memmem(tokens->text + token->offset, token->length, slot->record, strlen(slot->record));
}

static bool is_of_record(const struct outline *outline, size_t i, const struct slot *slot)
{
	for (size_t t = outline_item(outline, i); t < i; t++)
		if (is_record(&outline->tokens, t, slot))
			return true;
	return false;
}

static bool is_in_slot(const struct outline *outline, size_t i, const struct slot *slot)
{
	size_t at = slot_at(outline, i);

	if (slot->is_part && !*slot->member)
		return outline->context[i] == CONTEXT_INITIALISER;
	return at != NO_TOKEN && (!*slot->member || token_is(&outline->tokens, at, slot->member));
}

static enum entry_lock lock_of_slot(const struct outline *outline, size_t i)
{
	for (size_t s = 0; s < ARRAY_SIZE(slots); s++)
		if (is_in_slot(outline, i, &slots[s]) && is_of_record(outline, i, &slots[s]))
			return slots[s].lock;
	return ENTRY_UNKNOWN;
}

/* The file calls what such a member holds: it is one of its own. */
static bool is_called_here(struct source *source, size_t member)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, member); i != NO_USE; i = uses_next(uses, i))
		if (token_is_called(tokens, i) && !is_object_at(tokens, i))
			return true;
	return false;
}

/* `dev->ops.create_cq = name;` */
static enum entry_lock lock_of_member(struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t equals = token_previous(tokens, i), member = token_previous(tokens, equals);

	if (outline->context[i] != CONTEXT_BODY || !token_is(tokens, equals, "=") ||
	    !token_is(tokens, token_next(tokens, i), ";") || is_object_at(tokens, member))
		return ENTRY_UNKNOWN;
	for (size_t m = 0; m < ARRAY_SIZE(members); m++)
		if (token_is(tokens, member, members[m].word))
			return is_called_here(source, member) ? ENTRY_UNKNOWN : members[m].lock;
	return ENTRY_UNKNOWN;
}

/* What gets the function handed, if it is known. */
static enum entry_lock lock_of_taker(const struct outline *outline, size_t i)
{
	size_t open = outline_encloser(outline, i), taker;

	if (open == NO_TOKEN || !token_is(&outline->tokens, open, "("))
		return ENTRY_UNKNOWN;
	taker = token_previous(&outline->tokens, open);
	for (size_t t = 0; t < ARRAY_SIZE(takers); t++)
		if (token_is(&outline->tokens, taker, takers[t].word))
			return takers[t].lock;
	return ENTRY_UNKNOWN;
}

/* --- one place that names the function --- */

static bool climb(struct chain *chain, struct source *source, const struct function *function);

static bool end_chain(const struct chain *chain, struct source *source,
		      const struct function *function, size_t origin)
{
	*chain->entry = (struct entry){
		.source = source, .function = function, .origin = origin, .n_calls = chain->n,
	};
	for (size_t i = 0; i < chain->n; i++)
		chain->entry->calls[i] = chain->calls[chain->n - 1 - i];
	return true;
}

/* A caller: does it reach its call as is asked for? */
static bool climb_caller(struct chain *chain, struct source *source, size_t call)
{
	const struct function *caller = outline_function_at(&source->outline, call);
	bool wants_free = chain->wanted == ENTRY_FREE;
	struct held held;
	bool found;

	if (!caller || ++chain->callers > MAX_CALLERS || chain->n == MAX_CHAIN)
		return false;
	held_at(source, call, "current->mm", &held);
	if (held_waits(&held, source))
		return false;
	chain->calls[chain->n++] = (struct entry_call){ source, call };
	if (held_only(&held, wants_free ? HOLDS_FREE : HOLD_TAKEN))
		found = !chain->is_of_another && (wants_free || !held.is_supposed) &&
			end_chain(chain, source, caller, held.operation);
	else if (wants_free)
		found = held_only(&held, HOLDS_NOT_TAKEN) && climb(chain, source, caller);
	else
		found = held.holds == HOLD_ENTRY && !held.is_supposed &&
			is_certain_call(source, caller, call) && climb(chain, source, caller);
	chain->n--;
	return found;
}

/* EXPORT_SYMBOL(f) says that there may be callers; a prototype says less. */
static bool is_declaration(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;

	return outline->context[i] == CONTEXT_FILE &&
	       (token_is(tokens, token_next(tokens, i), "(") || is_export(tokens, i));
}

static bool is_call(const struct outline *outline, size_t i)
{
	return outline->context[i] == CONTEXT_BODY &&
	       token_is(&outline->tokens, token_next(&outline->tokens, i), "(");
}

/* `.show = name`, `attr->show = name`, DEVICE_ATTR(...): it becomes what its parameters say that it is. */
static bool is_kept(const struct outline *outline, size_t i)
{
	return outline->context[i] != CONTEXT_BODY ||
	       token_is(&outline->tokens, token_previous(&outline->tokens, i), "=");
}

/* A place that names the function: is the lock there as is asked for? */
static bool climb_place(struct chain *chain, struct source *source, const struct function *function,
			enum entry_lock by_parameters, size_t i)
{
	const struct outline *outline = &source->outline;
	enum entry_lock lock;

	if (outline->tokens.items[i].directive)
		return false;
	if (is_call(outline, i))
		return climb_caller(chain, source, i);
	lock = lock_of_slot(outline, i);
	if (lock == ENTRY_UNKNOWN)
		lock = lock_of_taker(outline, i);
	if (lock == ENTRY_UNKNOWN)
		lock = lock_of_member(source, i);
	if (lock == ENTRY_UNKNOWN && is_kept(outline, i))
		lock = by_parameters;
	return lock == chain->wanted && end_chain(chain, source, function, i);
}

static bool is_silent(const struct outline *outline, size_t i)
{
	return is_declaration(outline, i) || !is_object_at(&outline->tokens, i);
}

/* --- all of them --- */

/* Those of the function's own file go in front. */
static void list_places(struct source *source, const struct function *function,
			struct across_places *places)
{
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, function->name_token); i != NO_USE; i = uses_next(uses, i)) {
		struct across_place place = { source, NULL, i };

		if (i != function->name_token && !is_silent(&source->outline, i))
			VEC_PUSH(places, place);
	}
	if (!function_is_private(source, function))
		across_uses(source, function, places);
}

/* FREE: all of them must be; HELD: one is enough. */
static bool climb_places(struct chain *chain, const struct function *function, enum entry_lock by_parameters,
			 const struct across_places *places)
{
	bool needs_all = chain->wanted == ENTRY_FREE, found = false;

	for (size_t i = 0; i < places->n && (needs_all || !found); i++) {
		const struct across_place *place = &places->items[i];

		if (is_silent(&place->source->outline, place->token))
			continue;
		found = climb_place(chain, place->source, function, by_parameters, place->token);
		if (needs_all && !found)
			return false;
	}
	return found;
}

static bool climb(struct chain *chain, struct source *source, const struct function *function)
{
	enum entry_lock lock = lock_of_definition(&source->outline, function);
	enum entry_lock by_parameters = lock_of_parameters(&source->outline, function);
	struct across_places places = {0};
	bool found;

	if (lock != ENTRY_UNKNOWN)
		return lock == chain->wanted &&
		       end_chain(chain, source, function, function->name_token);
	if (chain->wanted == ENTRY_FREE && !source->across && !function_is_private(source, function))
		return false;
	list_places(source, function, &places);
	found = climb_places(chain, function, by_parameters, &places);
	/* DEVICE_ATTR_RW(name) does not write it out. */
	if (!places.n && by_parameters == chain->wanted && function_is_private(source, function))
		found = end_chain(chain, source, function, function->name_token);
	free(places.items);
	return found;
}

bool entry_is_free(struct source *source, const struct function *function, const char *mm,
		   struct entry *entry)
{
	struct chain chain = {
		.wanted = ENTRY_FREE, .is_of_another = strcmp(mm, "current->mm"), .entry = entry,
	};

	return climb(&chain, source, function);
}

bool entry_is_held(struct source *source, const struct function *function, size_t call,
		   struct entry *entry)
{
	struct chain chain = { .wanted = ENTRY_HELD, .entry = entry };

	return is_certain_call(source, function, call) && climb(&chain, source, function);
}
