// SPDX-License-Identifier: GPL-2.0-only
#include "contract/lock/guard.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/lock/lock_private.h"

static const struct guard {
	const char *class;
	enum lock_operand operand;
} guards[] = {
#define GUARD(class, operand) { #class, OPERAND_##operand },
#define OTHER_GUARD(prefix)
#include "contract/lock/guards.def"
};

static const char *const others[] = {
#define GUARD(class, operand)
#define OTHER_GUARD(prefix) #prefix,
#include "contract/lock/guards.def"
};

bool lock_is_guard(const struct outline *outline, size_t i)
{
	static const char *const words[] = {
		"guard", "scoped_guard", "scoped_cond_guard", "CLASS", "scoped_class", "ACQUIRE",
	};
	size_t open = token_next(&outline->tokens, i);

	return token_is_any(&outline->tokens, i, words, ARRAY_SIZE(words)) &&
	       token_is(&outline->tokens, open, "(") && outline_closing(outline, open) != NO_TOKEN;
}

/* The forms of which event_of() knows where the lock is dropped, and that it was taken. */
static bool is_plain(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "guard") || token_is(tokens, i, "scoped_guard");
}

/* What the class gets: `guard(class)(x)`, `scoped_guard(class, x)`. NULL: nothing that can be read. */
static const struct expr *operand_of(struct source *source, size_t i, size_t *close)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t open = token_next(tokens, i), first;

	if (token_is(tokens, i, "guard")) {
		open = token_next(tokens, outline_closing(outline, open));
		first = token_next(tokens, open);
	} else {
		first = token_next(tokens, token_next(tokens, token_next(tokens, open)));
	}
	*close = token_is(tokens, open, "(") ? outline_closing(outline, open) : NO_TOKEN;
	return *close != NO_TOKEN && first < *close ? expr_read(outline, first, *close, &source->arena) : NULL;
}

/* The token at which the scope of the guard ends: its block's brace, or behind its body. */
static size_t end_of_scope(struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, i);
	const struct variants *readings = function ? source_variants(source, function) : NULL;
	const struct statement *statement = NULL;
	size_t brace = outline_encloser(outline, i);

	if (token_is(&outline->tokens, i, "guard"))
		return brace == NO_TOKEN ? NO_TOKEN : outline_closing(outline, brace);
	if (readings && readings->n == 1)
		statement = variant_at(&readings->items[0], i);
	return statement && statement->kind == STATEMENT_MACRO ? statement->last : NO_TOKEN;
}

static struct lock_event event_of(struct source *source, const struct guard *guard, size_t i)
{
	struct lock_event event = { .effect = LOCK_EFFECT_UNKNOWN, .last = i };
	const struct expr *operand;
	size_t close;

	operand = operand_of(source, i, &close);
	if (operand && guard->operand == OPERAND_SEM)
		operand = lock_mm_of_semaphore(&source->outline, operand);
	event.until = end_of_scope(source, i);
	if (!operand) {
		event.effect = guard->operand == OPERAND_SEM ? LOCK_EFFECT_NONE : LOCK_EFFECT_UNKNOWN;
	} else if (event.until != NO_TOKEN) {
		event.effect = LOCK_EFFECT_TAKE;
		event.mm = lock_mm(source, operand);
		event.last = close;
	}
	return event;
}

struct lock_event lock_guard_event(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t class = token_next(tokens, token_next(tokens, i));
	struct lock_event event = { .effect = LOCK_EFFECT_UNKNOWN, .last = i };

	for (size_t g = 0; is_plain(tokens, i) && g < ARRAY_SIZE(guards); g++)
		if (token_is(tokens, class, guards[g].class))
			return event_of(source, &guards[g], i);
	for (size_t o = 0; o < ARRAY_SIZE(others); o++)
		if (token_begins_with(tokens, class, others[o]))
			event.effect = LOCK_EFFECT_NONE;
	return event;
}
