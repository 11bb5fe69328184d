// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages that lie ahead of those of the call in the same array, `done` of them where it fills `pages + done`: a release
 * of as many leaves those of the call alone, as long as the number is the same.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/owner/own_private.h"
#include "contract/pages/page_call.h"
#include "contract/pages/part.h"
#include "contract/path/allocation.h"
#include "contract/path/code.h"

#include <stdlib.h>

/* --- the numbers --- */

/* Some pointer may change it behind our back. */
static bool is_pointed_at(const struct own_walk *walk, const struct expr *number)
{
	const struct outline *outline = &walk->source->outline;
	const struct token_list *tokens = &outline->tokens;
	bool is_member = number->kind == EXPR_MEMBER;

	for (size_t i = walk->function->body; i < walk->function->end; i++) {
		size_t object = same_token_text(tokens, i, number->op) ? code_object(outline, i) : NO_TOKEN;

		if (object != NO_TOKEN && (object != i) == is_member && is_address_taken(tokens, object))
			return true;
	}
	return false;
}

/* Is the member one of an object that the function has made, so that nobody else knows it? */
static bool is_own_object(const struct own_walk *walk, const struct expr *number, const struct local *local)
{
	struct assignments list;
	bool is_own;

	if (!local->is_pointer)
		return true;
	reaching_assignments(walk->source, pages_base(number)->op, &list);
	is_own = list.n && list.whole && !list.cut;
	for (size_t i = 0; i < list.n; i++)
		is_own = is_own && list.items[i].value && is_allocation(&walk->source->outline, list.items[i].value);
	free(list.items);
	return is_own;
}

static void add_number(struct own_walk *walk, const struct expr *number)
{
	struct local local;

	number = expr_uncast(number);
	if (number->kind == EXPR_MEMBER ? code_object(&walk->source->outline, number->op) == NO_TOKEN :
					  number->kind != EXPR_IDENTIFIER)
		return;
	local = local_find(walk->source, number->kind == EXPR_MEMBER ? pages_base(number)->op : number->op);
	if (!local.found || local.is_static || is_pointed_at(walk, number))
		return;
	walk->ahead.is_own[walk->ahead.n] = number->kind == EXPR_IDENTIFIER || is_own_object(walk, number, &local);
	walk->ahead.numbers[walk->ahead.n++] = number;
}

/* `i = work->n;` is all that i can be at the call. */
static void add_source(struct own_walk *walk)
{
	const struct expr *number = walk->ahead.numbers[0];
	struct assignments list;

	if (number->kind != EXPR_IDENTIFIER)
		return;
	reaching_assignments(walk->source, number->op, &list);
	if (list.n == 1 && list.whole && !list.cut && !list.items[0].is_address && list.items[0].value)
		add_number(walk, list.items[0].value);
	free(list.items);
}

void own_read_ahead(struct own_walk *walk)
{
	struct part part;

	if (!walk->acquire || walk->is_single)
		return;
	part = part_of_acquire(walk->source, walk->acquire);
	if (!part.from || part.is_unknown)
		return;
	add_number(walk, part.from);
	if (walk->ahead.n)
		add_source(walk);
}

/* Does the name at token i, or that member of whatever object, get another value? */
static bool is_set(const struct own_walk *walk, const struct expr *number, size_t i)
{
	const struct outline *outline = &walk->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t object = same_token_text(tokens, i, number->op) ? code_object(outline, i) : NO_TOKEN;

	return object != NO_TOKEN && (object != i) == (number->kind == EXPR_MEMBER) &&
	       (is_set_at(tokens, i) || is_increment(tokens, token_previous(tokens, object)));
}

/* Does the number get another value in [first, last), or may it, as somebody gets what it is a member of? */
static bool is_changed(const struct own_walk *walk, const struct expr *number, size_t first, size_t last)
{
	const struct token_list *tokens = &walk->source->outline.tokens;
	size_t base = number->kind == EXPR_MEMBER ? pages_base(number)->op : NO_TOKEN;

	for (size_t i = first; i < last; i++) {
		size_t next = token_next(tokens, i);

		if (base != NO_TOKEN && same_token_text(tokens, i, base) && !token_is(tokens, next, "->") &&
		    !token_is(tokens, next, "."))
			return true;
		if (is_set(walk, number, i))
			return true;
	}
	return false;
}

/* The same of one of the numbers ahead: whoever else knows the object may count in it, too. */
static bool may_change(const struct own_walk *walk, size_t n, const struct step *step)
{
	for (size_t i = step->first; !walk->ahead.is_own[n] && i < step->last; i++)
		if (page_call_is_unknown(&walk->source->outline.tokens, i))
			return true;
	return is_changed(walk, walk->ahead.numbers[n], step->first, step->last);
}

/* `i = work->n;`, where that is what i counts by. */
static bool is_fetched(const struct own_walk *walk, const struct step *step)
{
	const struct token_list *tokens = &walk->source->outline.tokens;
	const struct expr *from = walk->ahead.numbers[1];
	size_t equals = token_next(tokens, step->first), first = token_next(tokens, equals);

	return same_token_text(tokens, step->first, walk->ahead.numbers[0]->op) && token_is(tokens, equals, "=") &&
	       same_code(tokens, first, first + (from->last - from->first), tokens, from->first, from->last);
}

void own_note_ahead(const struct own_walk *walk, struct way *way, const struct step *step)
{
	for (size_t n = 0; n < walk->ahead.n; n++)
		if (may_change(walk, n, step))
			way->moved |= (uint8_t)(1 << n);
	if (walk->ahead.n > 1 && is_fetched(walk, step))
		way->moved &= (uint8_t)~(1 << 1);
}

/* As many as lie ahead, on this way. */
static bool is_ahead(const struct own_walk *walk, const struct way *way, const struct expr *number)
{
	for (size_t n = 0; number && n < walk->ahead.n; n++)
		if (!(way->moved >> n & 1) &&
		    code_is_same(&walk->source->outline, expr_uncast(number), walk->ahead.numbers[n]))
			return true;
	return false;
}

/* --- conditions --- */

/* Does the condition, if it comes out so, say that the number is 0, or less? */
static bool is_none(const struct own_walk *walk, const struct expr *condition, bool truth, const struct expr *number)
{
	static const struct {
		const char *op, *literal;
		const char *from_right;		/* the op with the literal on the left */
		bool truth;
	} rows[] = {
		{ "==", "0", "==", true }, { "!=", "0", "!=", false }, { ">", "0", "<", false },
		{ "<=", "0", ">=", true }, { "<", "1", ">", true }, { ">=", "1", "<=", false },
	};
	const struct outline *outline = &walk->source->outline;
	const struct expr *left, *right;
	bool is_right;

	if (condition->kind != EXPR_BINARY)
		return !truth && code_is_same(outline, condition, number);
	left = expr_bare(condition->left);
	right = expr_bare(condition->right);
	is_right = code_is_same(outline, right, number);
	for (size_t i = 0; (is_right || code_is_same(outline, left, number)) && i < ARRAY_SIZE(rows); i++)
		if (expr_op_is(outline, condition, is_right ? rows[i].from_right : rows[i].op) &&
		    expr_op_is(outline, is_right ? left : right, rows[i].literal))
			return truth == rows[i].truth;
	return false;
}

bool own_denies(const struct own_walk *walk, const struct way *way, const struct expr *condition, bool truth)
{
	condition = expr_bare(condition);
	for (size_t n = 0; n < walk->ahead.n && way->owner == OWNER_FUNCTION; n++)
		if ((way->has_more || way->moved >> n & 1) && is_none(walk, condition, truth, walk->ahead.numbers[n]))
			return true;
	return false;
}

/* --- releases --- */

static bool begins_with_first(const struct own_walk *walk, const struct expr *pages)
{
	struct part part = part_at(walk->source, pages, NULL, expr_index(&walk->source->outline, pages));

	return !part.from && !part.is_unknown;
}

bool own_drops_ahead(const struct own_walk *walk, const struct way *way, const struct page_event *event)
{
	return walk->ahead.n && event->use == PAGES_RELEASED && event->call && event->call->n_arguments > 1 &&
	       event->name == 0 && event->operand == event->call->arguments[0] &&
	       begins_with_first(walk, event->operand) && is_ahead(walk, way, event->call->arguments[1]);
}

/* Are tokens [first, last) these words? `X` is the number that lies ahead, `V` the index of what is released. */
static bool reads(const struct own_walk *walk, size_t first, size_t last, const char *words, size_t index)
{
	const struct token_list *tokens = &walk->source->outline.tokens;

	for (; *words && first < last; first = token_next(tokens, first)) {
		size_t length = strcspn(words, " ");
		const struct token *token = &tokens->items[first];

		if (*words == 'X' || *words == 'V') {
			if (!same_token_text(tokens, first, *words == 'X' ? walk->ahead.numbers[0]->op : index))
				return false;
		} else if (token->length != length || strncmp(tokens->text + token->offset, words, length)) {
			return false;
		}
		words += length + (words[length] == ' ');
	}
	return !*words && first >= last;
}

/* The number that lies ahead is counted down, or another one from there, before it is an index. */
static bool counts_down(const struct own_walk *walk, const struct statement *loop, size_t index)
{
	static const char *const heads[] = {
		"X --", "X -- > 0", "-- X >= 0", "X -- ; X >= 0 ; X --", "-- X ; X >= 0 ; -- X", "X -- ; X >= 0 ; -- X",
		"-- X ; X >= 0 ; X --", "V = X - 1 ; V >= 0 ; V --", "V = X - 1 ; V >= 0 ; -- V",
	};
	const struct token_list *tokens = &walk->source->outline.tokens;

	for (size_t i = 0; i < ARRAY_SIZE(heads); i++)
		if (reads(walk, token_next(tokens, loop->open), loop->close, heads[i], index))
			return strchr(heads[i], 'V') || same_token_text(tokens, index, walk->ahead.numbers[0]->op);
	return false;
}

/* `for (k = ...; k < done; k++)` with that index. */
static bool counts_up(const struct own_walk *walk, const struct way *way, const struct detour *loop, size_t index)
{
	const struct token_list *tokens = &walk->source->outline.tokens;
	const struct expr *bound = loop->bound;
	size_t sign;

	if (!bound || loop->statement->kind != STATEMENT_FOR || !is_ahead(walk, way, bound) ||
	    is_changed(walk, expr_uncast(bound), loop->statement->first, loop->statement->last))
		return false;
	sign = token_previous(tokens, bound->first);
	return token_is(tokens, sign, "<") && same_token_text(tokens, token_previous(tokens, sign), index);
}

/* Does the body leave the index alone? */
static bool keeps(const struct own_walk *walk, const struct statement *loop, const struct expr *index)
{
	return loop->child && !is_changed(walk, index, loop->close, loop->last);
}

static bool goes_through_ahead(const struct own_walk *walk, const struct way *way, const struct detour *loop)
{
	const struct page_event *event = own_event_at(walk, loop->token);
	const struct outline *outline = &walk->source->outline;
	const struct expr *index, *operand;

	if (loop->kind != DETOUR_LOOP || loop->statement->kind == STATEMENT_DO || loop->statement->open == NO_TOKEN ||
	    !event || event->name != 0 || event->use != PAGES_RELEASED_ONE || !event->operand)
		return false;
	operand = expr_bare(event->operand);
	index = expr_index(outline, operand);
	if (!index || expr_bare(index)->kind != EXPR_IDENTIFIER || operand->kind != EXPR_INDEX ||
	    !begins_with_first(walk, operand->left) || !keeps(walk, loop->statement, expr_bare(index)))
		return false;
	return counts_up(walk, way, loop, expr_bare(index)->op) ||
	       (!(way->moved & 1) && walk->ahead.numbers[0]->kind == EXPR_IDENTIFIER &&
		counts_down(walk, loop->statement, expr_bare(index)->op));
}

bool own_spares(const struct own_walk *walk, struct way *way, const struct detour *loop)
{
	uint8_t which = (uint8_t)(loop - walk->detours.items + 1);

	if (!walk->ahead.n)
		return false;
	if (way->sparing == which)
		return true;
	if (!goes_through_ahead(walk, way, loop))
		return false;
	way->sparing = which;
	way->has_more = 0;
	return true;
}
