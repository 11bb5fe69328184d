// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/proof.h"

#include "base/data/mem.h"
#include "outcome/plan/print.h"
#include "patch/prove/words.h"

#include <string.h>

/* Two texts side by side. */
struct reading {
	const struct token_list *old, *new;
	size_t at_old, at_new;
};

static bool same_token(const struct token_list *a, size_t i, const struct token_list *b, size_t j)
{
	return i < a->n && j < b->n && token_is_same(a, i, b, j) && a->items[i].kind == b->items[j].kind &&
	       !a->items[i].directive == !b->items[j].directive;
}

/* The arguments that become statements in front of the call, and the call as planned. */
static const char *text_of(const struct source *old, const struct planned *planned)
{
	const char *text = call_plan_text(old, &planned->call, &planned->plan);

	for (size_t i = planned->n_kept; i-- > 0;) {
		const struct expr *kept = planned->call.arguments[planned->kept[i]];
		size_t begin = expr_begin(&old->outline, kept), end = expr_end(&old->outline, kept);

		text = arena_printf(planned->plan.arena, "%.*s; %s", (int)(end - begin), old->text.data + begin,
				    text);
	}
	return text;
}

static bool expect_planned(struct reading *reading, const struct source *old, const struct planned *planned)
{
	if (planned->kind == PLANNED_CALL)
		return words_follow(reading->new, &reading->at_new, text_of(old, planned));
	return token_is(reading->new, reading->at_new, planned->text) && ++reading->at_new;
}

static char *fault_at(const struct source *old, size_t token, const char *what)
{
	const struct token_list *tokens = &old->outline.tokens;
	uint32_t line, column;

	source_position(old, token < tokens->n ? tokens->items[token].offset : old->text.length, &line, &column);
	return mem_printf("line %u: %s", line, what);
}

char *proof_by_text(const struct source *old, const struct planned *planned, size_t n, const struct source *new)
{
	struct reading reading = { .old = &old->outline.tokens, .new = &new->outline.tokens };
	size_t done = 0;

	while (reading.at_old < reading.old->n) {
		if (done < n && planned[done].call.name == reading.at_old) {
			if (!expect_planned(&reading, old, &planned[done]))
				return fault_at(old, reading.at_old, "the call would not be the one that was planned");
			reading.at_old = planned[done++].call.close + 1;
			continue;
		}
		if (!same_token(reading.old, reading.at_old, reading.new, reading.at_new))
			return fault_at(old, reading.at_old, "something beside the calls would change");
		reading.at_old++;
		reading.at_new++;
	}
	if (reading.at_new < reading.new->n || done < n)
		return fault_at(old, reading.at_old, "something would be added behind the end");
	return NULL;
}
