// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/proof.h"

#include "base/data/mem.h"

#include <string.h>

/* Two texts side by side. */
struct reading {
	const struct token_list *old, *new;
	size_t at_old, at_new;
};

static bool same_token(const struct token_list *a, size_t i, const struct token_list *b, size_t j)
{
	return i < a->n && j < b->n && a->items[i].kind == b->items[j].kind &&
	       a->items[i].length == b->items[j].length && !a->items[i].directive == !b->items[j].directive &&
	       !memcmp(a->text + a->items[i].offset, b->text + b->items[j].offset, a->items[i].length);
}

static void skip_comments(struct reading *reading)
{
	while (reading->at_new < reading->new->n &&
	       token_is_comment(&reading->new->items[reading->at_new]))
		reading->at_new++;
}

/* The next word of the new text must be this one. */
static bool expect(struct reading *reading, const char *text)
{
	skip_comments(reading);
	return token_is(reading->new, reading->at_new, text) && ++reading->at_new;
}

/* The next words of the new text must be tokens [first, last), comments aside. */
static bool expect_tokens(struct reading *reading, const struct token_list *tokens, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++) {
		const struct token *token = &tokens->items[i];
		const struct token *other;

		if (token_is_comment(token))
			continue;
		skip_comments(reading);
		if (reading->at_new >= reading->new->n)
			return false;
		other = &reading->new->items[reading->at_new++];
		if (other->length != token->length ||
		    memcmp(tokens->text + token->offset, reading->new->text + other->offset, token->length))
			return false;
	}
	return true;
}

static bool expect_text(struct reading *reading, const char *text)
{
	struct token_list tokens;
	bool is_there;

	tokenize(text, strlen(text), &tokens);
	is_there = expect_tokens(reading, &tokens, 0, tokens.n);
	token_list_free(&tokens);
	return is_there;
}

static bool expect_call(struct reading *reading, const struct planned *planned)
{
	const struct call *call = &planned->call;
	const struct call_plan *plan = &planned->plan;

	for (size_t i = 0; i < planned->n_kept; i++) {
		const struct expr *kept = call->arguments[planned->kept[i]];

		if (!expect_tokens(reading, reading->old, kept->first, kept->last) || !expect(reading, ";"))
			return false;
	}
	if (plan->callee ? !expect(reading, plan->callee) :
	    !expect_tokens(reading, reading->old, call->name, call->name + 1))
		return false;
	if (!expect(reading, "("))
		return false;
	for (size_t i = 0; i < plan->n; i++) {
		const struct planned_argument *argument = &plan->arguments[i];
		const struct expr *old = argument->text ? NULL : call->arguments[argument->old];

		if (i && !expect(reading, ","))
			return false;
		if (old ? !expect_tokens(reading, reading->old, old->first, old->last) :
		    !expect_text(reading, argument->text))
			return false;
	}
	return expect(reading, ")");
}

static bool expect_planned(struct reading *reading, const struct planned *planned)
{
	if (planned->kind == PLANNED_CALL)
		return expect_call(reading, planned);
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
			if (!expect_planned(&reading, &planned[done]))
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
