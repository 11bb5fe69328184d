// SPDX-License-Identifier: GPL-2.0-only
/* Whether a release drops what a way has dropped already. */
#include "c/outline/words.h"
#include "contract/owner/own_private.h"
#include "contract/path/code.h"

const struct page_event *own_event_at(const struct own_walk *walk, size_t token)
{
	for (size_t i = 0; i < walk->pages.events.n; i++)
		if (walk->pages.events.items[i].token == token)
			return &walk->pages.events.items[i];
	return NULL;
}

/* The loop that releases page for page from the first one on, each in any case; or NULL. */
static const struct detour *loop_of(const struct own_walk *walk, const struct page_event *event)
{
	const struct detour *loop = detour_loop_at(&walk->detours, event->token);

	return loop && loop->is_whole && loop->token == event->token ? loop : NULL;
}

const struct expr *own_number_of(const struct own_walk *walk, const struct page_event *event)
{
	const struct detour *loop = loop_of(walk, event);

	if (loop)
		return event->use == PAGES_RELEASED_ONE ? loop->bound : NULL;
	return event->use == PAGES_RELEASED && event->call && event->call->n_arguments > 1 ?
	       event->call->arguments[1] : NULL;
}

/* The array in `pages`, and in the pages[i] of a loop. */
static const struct expr *array_of(const struct own_walk *walk, const struct page_event *event)
{
	const struct expr *operand = expr_bare(event->operand);

	return loop_of(walk, event) && expr_index(&walk->source->outline, operand) ? operand->left : operand;
}

static bool is_set_in(const struct own_walk *walk, size_t first, size_t last, const struct expr *number)
{
	const struct token_list *tokens = &walk->source->outline.tokens;

	for (size_t i = first; i < last; i++) {
		size_t next = token_next(tokens, i);

		if (!is_assignment(tokens, next) && !is_increment(tokens, next))
			continue;
		for (size_t t = number->first; t < number->last; t++)
			if (tokens->items[t].kind == TOKEN_IDENTIFIER && same_token_text(tokens, t, i))
				return true;
	}
	return false;
}

static bool is_set_behind(const struct own_walk *walk, size_t token, const struct expr *number)
{
	return is_set_in(walk, token, walk->function->end, number);
}

/* The head of the loop that the first release stands in goes on to another one, and the second is outside of it. */
static bool is_counted(const struct own_walk *walk, const struct way *way, const struct expr *index, size_t second)
{
	const struct detour *loop = detour_loop_at(&walk->detours, way->release);

	return loop && (second < loop->statement->first || second >= loop->statement->last) &&
	       is_set_in(walk, loop->statement->first, loop->statement->last, index);
}

/* Is the number what it was when the first ones were released? */
static bool is_same_number(const struct own_walk *walk, const struct way *way, const struct expr *number)
{
	bool is_result = false;

	relation_of(&walk->relations, &way->relation, number, &is_result);
	return is_result || relation_is_count(&walk->relations, &way->relation, number) ||
	       !is_set_behind(walk, way->release, number);
}

/* Of several elements, each with its own page: do both drop that of the same one? */
static bool is_same_element(const struct own_walk *walk, const struct way *way, const struct expr *a,
			    const struct expr *b)
{
	const struct outline *outline = &walk->source->outline;

	a = expr_bare(a);
	b = expr_bare(b);
	if (walk->is_single || !expr_index(outline, a) || !expr_index(outline, b))
		return true;
	return code_is_same(outline, a, b) && !is_set_behind(walk, way->release, expr_index(outline, a)) &&
	       !is_counted(walk, way, expr_index(outline, a), b->first);
}

/* `i + 1` */
static bool is_one_more(const struct own_walk *walk, const struct expr *number, const struct expr *index)
{
	const struct outline *outline = &walk->source->outline;

	number = expr_bare(number);
	return number->kind == EXPR_BINARY && expr_op_is(outline, number, "+") &&
	       expr_op_is(outline, expr_bare(number->right), "1") && code_is_same(outline, number->left, index);
}

/* Can so many be none on some way? `if (bad) n--;` leaves the one alone that is dropped there. */
static bool may_be_none(const struct own_walk *walk, const struct way *way, const struct expr *number)
{
	bool is_result = false;
	unsigned n = 0;

	if (!number || expr_bare(number)->kind == EXPR_NUMBER)
		return false;
	relation_of(&walk->relations, &way->relation, number, &is_result);
	if (is_result || relation_is_count(&walk->relations, &way->relation, number))
		return false;
	for (size_t i = walk->function->body; i < walk->function->end; i++)
		n += is_set_in(walk, i, i + 1, number);
	return n > 1;
}

/* Is the page that is dropped alone certainly one of the first so many of the array? */
static bool is_among(const struct own_walk *walk, const struct way *way, const struct page_event *one,
		     const struct page_event *many)
{
	const struct outline *outline = &walk->source->outline;
	const struct expr *page = expr_bare(one->operand), *index = expr_index(outline, page);
	const struct expr *number = own_number_of(walk, many);

	if (!index)
		return !may_be_none(walk, way, number) && (!one->name || !walk->pages.is_element[one->name]);
	index = expr_bare(index);
	if (index->kind == EXPR_NUMBER)
		return (expr_op_is(outline, index, "0") && !may_be_none(walk, way, number)) ||
		       (number && expr_bare(number)->kind == EXPR_NUMBER);
	return number && is_one_more(walk, number, index) && !is_set_behind(walk, way->release, index);
}

/* One page was taken: do both drop that? */
static bool is_same_page(const struct own_walk *walk, const struct way *way, const struct page_event *a,
			 const struct page_event *b)
{
	const struct outline *outline = &walk->source->outline;

	if (walk->is_single || a->use == b->use ||
	    (expr_index(outline, expr_bare(a->operand)) && expr_index(outline, expr_bare(b->operand))))
		return is_same_element(walk, way, a->operand, b->operand);
	return a->use == PAGES_RELEASED_ONE ? is_among(walk, way, a, b) : is_among(walk, way, b, a);
}

/* Do both drop the same pages? One page, or an array by the same name and number. */
static bool is_same_release(const struct own_walk *walk, const struct way *way, const struct page_event *event)
{
	const struct page_event *before = own_event_at(walk, way->release);
	const struct expr *a, *b;

	if (!before || before->token == event->token || !before->is_certain || !event->is_certain)
		return false;
	if (walk->is_one)
		return is_same_page(walk, way, before, event);
	a = own_number_of(walk, before);
	b = own_number_of(walk, event);
	return a && b && code_is_same(&walk->source->outline, a, b) && is_same_number(walk, way, b) &&
	       code_is_same(&walk->source->outline, array_of(walk, before), array_of(walk, event));
}

void own_release_again(struct own_walk *walk, const struct way *way, size_t token)
{
	const struct page_event *event = own_event_at(walk, token);

	/* Two conditions of which nobody knows may exclude each other. */
	if (!event || (way->has_choice && way->was_choice) || memo_is_doubtful(&way->memo) ||
	    !is_same_release(walk, way, event))
		return;
	walk->sights |= SIGHT_TWICE;
	walk->before = way->release;
}
