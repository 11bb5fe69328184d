// SPDX-License-Identifier: GPL-2.0-only
/* What calls of functions that locks.def does not have do to an mmap lock. */
#include "base/data/mem.h"
#include "c/outline/word_table.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "c/source/traits.h"
#include "calls/family/family.h"
#include "calls/summary/across.h"
#include "contract/lock/helper.h"
#include "contract/lock/lock_private.h"
#include "contract/path/callee.h"

#include <stdlib.h>
#include <string.h>

/* A chain of calls that is longer than this is not followed, */
#define MAX_CALL_DEPTH 6
/* nor are bodies of more tokens than this together. */
#define MAX_CALLEE_TOKENS 20000

static const char *const known_calls[] = {
#define HARMLESS(name) #name,
#define NEEDS_LOCK(name) #name,
#include "contract/lock/harmless.def"
};

static const enum lock_effect known_effects[] = {
#define HARMLESS(name) LOCK_EFFECT_NONE,
#define NEEDS_LOCK(name) LOCK_EFFECT_HINT,
#include "contract/lock/harmless.def"
};

/* 1 + its effect; 0: it is none that is known. */
static unsigned char look_up_known(struct source *source, size_t i)
{
	static struct word_table table = WORD_TABLE(known_calls);
	size_t row = word_table_row(&table, &source->outline.tokens, i);

	return row == NO_ROW ? 0 : (unsigned char)(known_effects[row] + 1);
}

static unsigned char known_effect(struct source *source, size_t i)
{
	static const struct trait trait = { TRAIT_SLOT, look_up_known };

	return trait_of(source, &trait, i);
}

static const struct gup_function *gup_at(const struct token_list *tokens, size_t i)
{
	return gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

/* How far calls are followed into functions, of this file and of others. */
struct descent {
	struct source *source;
	unsigned depth;
	unsigned deepest;		/* how deep it was so far */
	size_t tokens;			/* that were looked at */
	bool is_cut;			/* by one of the limits */
};

static void note_depth(struct descent *descent, unsigned depth)
{
	if (descent->deepest < depth)
		descent->deepest = depth;
}

static enum lock_effect effect_of_body(struct descent *descent, const struct function *function);

/* What was found out about a body, in a slot of its function; not if one of the limits cut it short. */
struct body_effect {
	bool is_known;
	enum lock_effect effect;
	unsigned height;		/* so many calls below it were followed, one in the other */
	size_t tokens;			/* of it and of those */
};

/* Does the family's function at token i drop the lock perhaps, as it got a pointer to a `locked`? */
static enum lock_effect effect_of_family(struct source *source, size_t i)
{
	const struct gup_function *function = gup_at(&source->outline.tokens, i);
	struct call call;

	if (source_call(source, i, &call))
		return LOCK_EFFECT_UNKNOWN;
	return !lock_dropping_signature(function, call.n) ||
	       expr_is_null(&source->outline, call.arguments[call.n - 1]) ? LOCK_EFFECT_NONE :
								       LOCK_EFFECT_UNKNOWN;
}

/* The part of the name at `at` is one of a word that has nothing to do with it: the lock of block. */
static bool is_in_other_word(const char *name, const char *at, const char *part)
{
	static const char *const words[] = {
		"block", "clock", "flock", "default", "center", "assembl", "vmap", "vmalloc",
	};

	for (size_t w = 0; w < ARRAY_SIZE(words); w++) {
		const char *in = strstr(words[w], part);

		if (in && at - name >= in - words[w] &&
		    !strncmp(at - (in - words[w]), words[w], strlen(words[w])))
			return true;
	}
	return false;
}

static bool has_part(const struct token_list *tokens, size_t i, const char *part)
{
	const struct token *token = &tokens->items[i];
	const char *name = tokens->text + token->offset, *end = name + token->length, *at = name;

	while ((at = memmem(at, (size_t)(end - at), part, strlen(part)))) {
		if (!is_in_other_word(name, at, part))
			return true;
		at++;
	}
	return false;
}

/*
 * A function that nobody can read. It comes back with the lock as it was, all but always, and has a name
 * that tells if it does not: lock_mm_and_find_vma(), handle_mm_fault(), thing_begin().
 */
static unsigned char effect_of_name(struct source *source, size_t i)
{
	static const char *const parts[] = {
		"lock", "mmap", "sem", "vma", "fault", "begin", "start", "enter", "acquire", "grab",
	};

	const struct token_list *tokens = &source->outline.tokens;

	if (is_capitals(tokens, i) || is_statement_word(tokens, i))
		return LOCK_EFFECT_NONE;
	for (size_t p = 0; p < ARRAY_SIZE(parts); p++)
		if (has_part(tokens, i, parts[p]))
			return LOCK_EFFECT_UNKNOWN;
	return LOCK_EFFECT_SUPPOSED;
}

static enum lock_effect effect_of_unknown(struct source *source, size_t i)
{
	static const struct trait trait = { TRAIT_SLOT, effect_of_name };

	return trait_of(source, &trait, i);
}

static enum lock_effect effect_of_call(struct descent *descent, size_t i);

/* The worst that its text, and what it calls, can do; defined is the name in a #define of the descent's source. */
static enum lock_effect effect_of_macro(struct descent *descent, size_t defined)
{
	struct source *source = descent->source;
	const struct token_list *tokens = &source->outline.tokens;
	size_t last = tokens->directives.items[tokens->items[defined].directive - 1].last;
	enum lock_effect worst = LOCK_EFFECT_NONE;

	descent->tokens += last - defined;
	if (descent->depth == MAX_CALL_DEPTH || descent->tokens > MAX_CALLEE_TOKENS) {
		descent->is_cut = true;
		return LOCK_EFFECT_UNKNOWN;
	}
	descent->depth++;
	note_depth(descent, descent->depth);
	for (size_t i = defined + 1; i < last && worst != LOCK_EFFECT_UNKNOWN; i++) {
		enum lock_effect effect = LOCK_EFFECT_NONE;

		if (lock_is_named(source, i))
			effect = LOCK_EFFECT_UNKNOWN;
		else if (lock_is_call(tokens, i) && !lock_is_operation(source, i))
			effect = effect_of_call(descent, i);
		if (effect > worst)
			worst = effect;
	}
	descent->depth--;
	return worst;
}

/*
 * A function that nobody can read, or a macro that a header defines. The kernel's own in capitals do nothing
 * to the lock; which are its own is known when the headers are.
 */
static enum lock_effect effect_of_foreign(struct descent *descent, size_t i)
{
	struct source *source = descent->source;
	struct across_places macros = {0};
	enum lock_effect worst = LOCK_EFFECT_NONE;

	across_macros(source, i, &macros);
	if (!macros.n && !source->across && is_capitals(&source->outline.tokens, i))
		worst = LOCK_EFFECT_SUPPOSED;
	else if (!macros.n)
		worst = effect_of_unknown(source, i);
	for (size_t m = 0; m < macros.n; m++) {
		enum lock_effect effect;

		descent->source = macros.items[m].source;
		effect = effect_of_macro(descent, macros.items[m].token);
		if (effect > worst)
			worst = effect;
	}
	descent->source = source;
	free(macros.items);
	return worst;
}

static enum lock_effect effect_of_call(struct descent *descent, size_t i)
{
	struct source *source = descent->source;
	const struct token_list *tokens = &source->outline.tokens;
	const struct function *function;
	struct across_place place;
	unsigned char known;
	enum lock_effect effect;
	size_t macro;

	if (lock_is_member_call(tokens, i))
		return effect_of_unknown(source, i);
	function = callee_in_file(source, i);
	if (function)
		return effect_of_body(descent, function);
	if (gup_at(tokens, i))
		return effect_of_family(source, i);
	known = known_effect(source, i);
	if (known)
		return (enum lock_effect)(known - 1);
	macro = callee_macro(source, i);
	if (macro != NO_TOKEN)
		return effect_of_macro(descent, macro);
	/* What mm/ does with locks for others has a name that tells. */
	if (!across_callee(source, i, &place) || family_is_home(place.source->path))
		return effect_of_foreign(descent, i);
	descent->source = place.source;
	effect = effect_of_body(descent, place.function);
	descent->source = source;
	return effect;
}

/* What a function has done to locks so far, in the order of its text. */
struct balance {
	bool has_taken, holds;
	bool is_lost;			/* it leaves with the lock, drops its caller's, or nobody can tell */
};

static void weigh(struct source *source, struct balance *balance, size_t *i)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct lock_event event;

	if (lock_operation_at(source, *i, &event))
		*i = event.last;
	else if (lock_is_named(source, *i))
		balance->is_lost = true;
	if (event.effect == LOCK_EFFECT_TAKE && event.answer == LOCK_ALWAYS)
		balance->has_taken = balance->holds = true;
	else if (event.effect == LOCK_EFFECT_DROP && balance->has_taken)
		balance->holds = false;
	else if (event.effect != LOCK_EFFECT_NONE && event.effect != LOCK_EFFECT_FREE)
		balance->is_lost = true;
	else if (token_is(tokens, *i, "return"))
		balance->is_lost |= balance->holds;
}

/*
 * The function drops each lock that it has taken, and none else, as far as the order of its text, and its
 * ways, tell.
 */
static bool is_balanced(struct source *source, const struct function *function)
{
	struct balance balance = {0};

	for (size_t i = function->body; i < function->end && !balance.is_lost; i++)
		weigh(source, &balance, &i);
	return !balance.is_lost && !balance.holds && !lock_helper_is_uneven(source, function);
}

/* The worst that its text, and what it calls, can do. */
static enum lock_effect worst_in_body(struct descent *descent, const struct function *function)
{
	const struct token_list *tokens = &descent->source->outline.tokens;
	enum lock_effect worst = LOCK_EFFECT_NONE;

	if (lock_is_touched(descent->source, function->body, function->end)) {
		if (!is_balanced(descent->source, function))
			return LOCK_EFFECT_UNKNOWN;
		worst = LOCK_EFFECT_SUPPOSED;
	}
	descent->depth++;
	for (size_t i = function->body; i < function->end && worst != LOCK_EFFECT_UNKNOWN; i++) {
		enum lock_effect effect = lock_is_call(tokens, i) && !lock_is_operation(descent->source, i) ?
					  effect_of_call(descent, i) : LOCK_EFFECT_NONE;

		if (effect > worst)
			worst = effect;
	}
	descent->depth--;
	return worst;
}

/* Would the descent come as far in this body as somebody else came? */
static bool is_within_limits(const struct descent *descent, const struct body_effect *known)
{
	return descent->depth + known->height < MAX_CALL_DEPTH &&
	       descent->tokens + known->tokens <= MAX_CALLEE_TOKENS;
}

static enum lock_effect read_body(struct descent *descent, const struct function *function,
				  struct body_effect *known)
{
	size_t tokens = descent->tokens;
	unsigned deepest = descent->deepest;
	enum lock_effect effect;

	descent->tokens += function->end - function->body;
	if (descent->depth == MAX_CALL_DEPTH || descent->tokens > MAX_CALLEE_TOKENS) {
		descent->is_cut = true;
		return effect_of_unknown(descent->source, function->name_token);
	}
	descent->deepest = descent->depth;
	effect = worst_in_body(descent, function);
	if (!descent->is_cut)
		*known = (struct body_effect){
			.is_known = true, .effect = effect, .height = descent->deepest - descent->depth,
			.tokens = descent->tokens - tokens,
		};
	note_depth(descent, deepest);
	return effect;
}

/* The worst that a function of the descent's source can do. */
static enum lock_effect effect_of_body(struct descent *descent, const struct function *function)
{
	static const struct slot_kind kind = { .size = sizeof(struct body_effect), .hangs_on_others = true };
	struct body_effect *known = function_slot(descent->source, function, &kind);

	if (!known->is_known || !is_within_limits(descent, known))
		return read_body(descent, function, known);
	descent->tokens += known->tokens;
	note_depth(descent, descent->depth + known->height);
	return known->effect;
}

enum lock_effect lock_effect_of_call(struct source *source, size_t i)
{
	struct descent descent = { .source = source };

	return effect_of_call(&descent, i);
}
