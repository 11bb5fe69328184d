// SPDX-License-Identifier: GPL-2.0-only
/* Meanings: made of one thing, and joined where a value can be either of two. */
#include "base/data/mem.h"
#include "calls/value/private.h"
#include "kernel/api/api.h"

char *reading_text(struct reading *reading, size_t first, size_t last)
{
	const struct token_list *tokens = &reading->outline->tokens;
	size_t begin = tokens->items[first].offset;
	size_t end = tokens->items[last - 1].offset + tokens->items[last - 1].length;

	return arena_printf(&reading->source->arena, "%.*s", (int)(end - begin),
			    tokens->text + begin);
}

uint32_t reading_line(struct reading *reading, size_t token)
{
	uint32_t line, column;

	source_position(reading->source, reading->outline->tokens.items[token].offset, &line,
			&column);
	return line;
}

struct meaning means(unsigned bits)
{
	return (struct meaning){ .bits = bits, .confidence = CONFIDENCE_HIGH };
}

struct meaning means_flag(const struct token_list *tokens, size_t i)
{
	struct meaning meaning = means(token_is(tokens, i, "FOLL_WRITE") ? MEANS_FLAGS :
				       MEANS_FLAGS | MEANS_STRAY);
	size_t flag = 0;

	while (flag < 63 && gup_flags[flag].name && !token_is(tokens, i, gup_flags[flag].name))
		flag++;
	meaning.flags = UINT64_C(1) << (gup_flags[flag].name ? flag : 63);
	return meaning;
}

struct meaning means_unknown(size_t token)
{
	struct meaning meaning = means(MEANS_UNKNOWN);

	meaning.unknown = token;
	return meaning;
}

struct meaning means_because(struct reading *reading, unsigned bits, const struct expr *expr,
			     const char *what)
{
	struct meaning meaning = means(bits);

	meaning.because = arena_printf(&reading->source->arena, "`%s` is %s",
				       reading_text(reading, expr->first, expr->last), what);
	meaning.what = what;
	return meaning;
}

static void join_origins(struct reading *reading, struct meaning *meaning, const struct meaning *a,
			 const struct meaning *b)
{
	struct origin *origins;
	size_t n = 0;

	if (!a->n_origins || !b->n_origins) {
		meaning->origins = a->n_origins ? a->origins : b->origins;
		meaning->n_origins = a->n_origins + b->n_origins;
		return;
	}
	origins = arena_alloc(&reading->source->arena, MAX_ORIGINS * sizeof(*origins));
	for (size_t i = 0; i < a->n_origins && n < MAX_ORIGINS; i++)
		origins[n++] = a->origins[i];
	for (size_t i = 0; i < b->n_origins && n < MAX_ORIGINS; i++)
		origins[n++] = b->origins[i];
	meaning->origins = origins;
	meaning->n_origins = n;
}

struct meaning means_either(struct reading *reading, struct meaning a, struct meaning b)
{
	struct meaning meaning = a.because ? a : b;

	meaning.bits = a.bits | b.bits;
	meaning.elsewhere = a.elsewhere || b.elsewhere;
	meaning.disagrees = a.disagrees || b.disagrees;
	meaning.flags = a.flags | b.flags;
	meaning.unread = a.unread ? a.unread : b.unread;
	meaning.unread_line = a.unread ? a.unread_line : b.unread_line;
	join_origins(reading, &meaning, &a, &b);
	meaning.confidence = a.confidence < b.confidence ? a.confidence : b.confidence;
	meaning.unknown = a.bits & MEANS_UNKNOWN ? a.unknown : b.unknown;
	meaning.number = a.bits & MEANS_NUMBER ? a.number : b.number;
	if (a.bits & MEANS_NUMBER && b.bits & MEANS_NUMBER && b.number > a.number)
		meaning.number = b.number;
	return meaning;
}

/* A number that is only ever 0 or 1 and comes by way of a variable or a ?: is a truth value. */
static bool is_zero_or_one(struct meaning meaning)
{
	return !(meaning.bits & ~(unsigned)(MEANS_ZERO | MEANS_NUMBER | MEANS_TRUTH)) &&
	       (!(meaning.bits & MEANS_NUMBER) || meaning.number == 1) &&
	       meaning.bits & (MEANS_NUMBER | MEANS_TRUTH);
}

struct meaning means_truth(struct reading *reading, struct meaning meaning,
			   const struct expr *expr, const char *what)
{
	struct meaning truth;

	if (!is_zero_or_one(meaning) || meaning.bits == MEANS_TRUTH)
		return meaning;
	if (meaning.bits & MEANS_TRUTH && meaning.because) {
		meaning.bits &= ~(unsigned)MEANS_NUMBER;
		return meaning;
	}
	truth = means_because(reading, MEANS_TRUTH | (meaning.bits & MEANS_ZERO), expr, what);
	truth.origins = meaning.origins;
	truth.n_origins = meaning.n_origins;
	return truth;
}

struct meaning means_some_integer(const struct meaning *seen)
{
	struct meaning meaning = means(MEANS_INTEGER | (seen->bits & (MEANS_FLAGS | MEANS_STRAY)));

	meaning.flags = seen->flags;
	return meaning;
}

struct meaning means_from(struct reading *reading, struct meaning meaning,
			  const struct expr *expr, size_t name, size_t op)
{
	struct origin *origin;

	if (!meaning.because || meaning.n_origins)
		return meaning;
	origin = arena_alloc(&reading->source->arena, sizeof(*origin));
	*origin = (struct origin){
		.bits = meaning.bits, .value = reading_text(reading, expr->first, expr->last),
		.what = meaning.what, .line = reading_line(reading, name == NO_TOKEN ? expr->first : name),
		.name = name, .op = op, .expr = expr,
	};
	meaning.origins = origin;
	meaning.n_origins = 1;
	return meaning;
}
