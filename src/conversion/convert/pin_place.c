// SPDX-License-Identifier: GPL-2.0-only
/* A place in one function: what is done there with the pages. */
#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/outline/words.h"
#include "calls/summary/across.h"
#include "calls/value/local.h"
#include "contract/hold/release.h"
#include "contract/hold/wrapper.h"
#include "contract/owner/balance.h"
#include "contract/owner/origin.h"
#include "contract/pages/array.h"
#include "contract/path/callee.h"
#include "contract/path/limits.h"
#include "conversion/convert/pin_private.h"

#include <stdlib.h>
#include <string.h>

struct place_reader {
	struct pin_group *group;
	struct pin_place place;
	struct source *source;
	const struct token_list *tokens;
};

static void stop_at(struct place_reader *reader, size_t token, const char *why)
{
	pin_stop(reader->group, reader->source, token, why,
		 pin_word(reader->group, reader->source, token));
}

/* --- what fills it --- */

static bool is_here(const struct place_reader *reader, const struct page_root *root)
{
	const struct uses *uses = source_uses(reader->source);

	return uses_first(uses, root->name) == uses_first(uses, reader->place.root.name) &&
	       !strcmp(root->member, reader->place.root.member);
}

static bool fills(const struct place_reader *reader, size_t i, struct acquire *acquire)
{
	struct page_root root;

	return acquire_is_named(reader->source, i) &&
	       acquire_at(reader->source, i, acquire) &&
	       page_root_of(reader->source, acquire, &reader->group->arena, &root) &&
	       is_here(reader, &root);
}

/* A wrapper's own call is one of the group's, too. */
static void add_wrapped(struct place_reader *reader, const struct acquire *acquire)
{
	size_t name = acquire->call.name;
	const struct function *function = callee_in_file(reader->source, name);
	struct across_place place = { .source = reader->source, .function = function };

	if (!function && !across_callee(reader->source, name, &place))
		stop_at(reader, name, "%s() takes pages as well, and cannot be read");
	else if (acquire->wrapper->pages < 0)
		pin_add_giver(reader->group, place.source, place.function);
	else
		pin_add_parameter(reader->group, place.source, place.function,
				  (size_t)acquire->wrapper->pages, reader->place.stay, name);
}

static void add_fill(struct place_reader *reader, const struct acquire *acquire)
{
	const struct token *name = &reader->tokens->items[acquire->call.name];

	if (acquire->wrapper)
		add_wrapped(reader, acquire);
	else if (!gup_function_find(reader->tokens->text + name->offset, name->length))
		stop_at(reader, acquire->call.name, "%s() puts pages there, too, and has no pin's sibling");
	else if (acquire->kind != HOLD_KIND_REFERENCE)
		stop_at(reader, acquire->call.name, "%s() pins pages that lie there already");
	else
		pin_add_call(&reader->group->acquires, reader->source, acquire->call.name);
}

/* The first call that puts pages there, in *first. */
static bool read_fills(struct place_reader *reader, struct acquire *first)
{
	bool has_any = false, gives_back = true;

	for (size_t i = reader->place.function->body; i < reader->place.function->end; i++) {
		struct acquire acquire;

		if (!fills(reader, i, &acquire))
			continue;
		if (!has_any)
			*first = acquire;
		has_any = true;
		gives_back = gives_back && pages_are_given_back(reader->source, i);
		add_fill(reader, &acquire);
	}
	if (!*reader->place.root.member && has_any && gives_back) {
		reader->place.stay = PIN_BORROWED;
		reader->group->gives_back = true;
	}
	return has_any;
}

/* --- what is done with it --- */

static void release(struct place_reader *reader, const struct page_event *event)
{
	if (event->kind == HOLD_KIND_PIN)
		stop_at(reader, event->token, "%s() drops a pin there already");
	else if (!token_is(reader->tokens, event->token, "put_page") &&
		 !token_is(reader->tokens, event->token, "release_pages"))
		stop_at(reader, event->token, "%s() releases them, which has no counterpart for pins");
	else if (callee_is_own(reader->source, event->token))
		stop_at(reader, event->token, "this file gives %s() a meaning of its own");
	else
		pin_add_call(&reader->group->releases, reader->source, event->token);
}

/* free_pages() frees the memory of an array; but it could be that of a page. */
static void meet_free(struct place_reader *reader, const struct page_event *event, bool is_element)
{
	static const char *const frees[] = {
		"kfree", "kvfree", "vfree", "free_page", "free_pages", "devm_kfree", "kmem_cache_free", NULL,
	};

	if (is_element || !word_is_any(reader->tokens, event->token, frees))
		stop_at(reader, event->token, "%s() may free the pages themselves");
}

/* A call that puts pages there itself. */
static bool is_filled_by(struct place_reader *reader, size_t token)
{
	struct acquire acquire;

	return token_is_called(reader->tokens, token) &&
	       acquire_at(reader->source, token, &acquire) && acquire.pages &&
	       pin_add_expr(reader->group, reader->source, acquire.pages, PIN_FOR_GOOD);
}

static void pass(struct place_reader *reader, const struct page_event *event)
{
	if (event->is_holder || is_filled_by(reader, event->token))
		return;
	if (callee_is_one_of_several(reader->source, event->token))
		stop_at(reader, event->token, "which %s() gets them nobody can tell: the file has several");
	else
		pin_add_parameter(reader->group, event->callee.source, event->callee.function,
				  event->parameter, reader->place.stay, event->token);
}

static const struct expr *value_at(struct place_reader *reader, size_t value)
{
	const struct outline *outline = &reader->source->outline;

	return expr_uncast(expr_read(outline, value, expr_value_end(outline, value),
				       &reader->group->arena));
}

/* `pages = hold_pages(work)`: a function that can be read gives them. */
static bool is_given(struct place_reader *reader, const struct expr *call)
{
	struct across_place callee = { .source = reader->source };

	if (call->kind != EXPR_CALL || call->left->kind != EXPR_IDENTIFIER ||
	    callee_is_one_of_several(reader->source, call->left->op))
		return false;
	callee.function = callee_in_file(reader->source, call->left->op);
	if (!callee.function && !across_callee(reader->source, call->left->op, &callee))
		return false;
	pin_add_giver(reader->group, callee.source, callee.function);
	return true;
}

/* Something is put where the pages were: no pages, pages of the same group, or others? */
static void replace(struct place_reader *reader, const struct page_event *event)
{
	static const char *const moves[] = { "++", "--", "+=", "-=" };
	size_t op = event->token, value = token_next(reader->tokens, op);
	const struct expr *expr;

	/* Calls that fill it were read before; where it moves, it stays the same array. */
	if (event->call || token_is_any(reader->tokens, op, moves, ARRAY_SIZE(moves)) ||
	    array_is_empty(&reader->source->outline, value))
		return;
	expr = value_at(reader, value);
	if (expr->kind == EXPR_CALL && expr_op_is(&reader->source->outline, expr->left, "ERR_PTR"))
		return;
	if (same_token_text(reader->tokens, value, reader->place.root.name) &&
	    expr->kind == EXPR_BINARY)
		return;
	if (is_given(reader, expr))
		return;
	if (expr->kind == EXPR_CALL ||
	    !pin_add_expr(reader->group, reader->source, expr, reader->place.stay))
		stop_at(reader, value, "what `%s...` puts there nobody took with get_user_pages()");
}

/* --- where else it goes --- */

/* What is set at an assignment. */
static const struct expr *target_of(struct place_reader *reader, size_t op)
{
	const struct outline *outline = &reader->source->outline;

	return expr_uncast(expr_read(outline, statement_begin(outline, op), op, &reader->group->arena));
}

/* `*pagep = page`, `work->pages = pages`: the pages lie there as well. */
static void store(struct place_reader *reader, size_t op)
{
	const struct outline *outline = &reader->source->outline;
	const struct expr *to = target_of(reader, op);

	if (to->kind == EXPR_UNARY && expr_op_is(outline, to, "*"))
		to = expr_bare(to->left);
	if (!pin_add_expr(reader->group, reader->source, to, PIN_FOR_GOOD))
		pin_stop(reader->group, reader->source, op,
			 "they are kept in `%.*s`, and who releases them from there nobody can tell",
			 (int)(expr_end(outline, to) - expr_begin(outline, to)),
			 reader->source->text.data + expr_begin(outline, to));
}

/* The pages are given back, and still somebody has them, or their number: then it was no pin that held them. */
static void lend(struct place_reader *reader, const struct page_event *event)
{
	const struct expr *to;
	struct local local;

	reader->group->is_lent = true;
	if (token_is(reader->tokens, event->token, "return"))
		stop_at(reader, event->token, "what is returned outlives the hold on the pages");
	if (!token_is(reader->tokens, event->token, "="))
		return;
	to = target_of(reader, event->token);
	while (to->left)
		to = expr_bare(to->left);
	local = local_find(reader->source, to->op);
	if (to->kind != EXPR_IDENTIFIER || !local.found || local.parameter >= 0 || local.is_static)
		stop_at(reader, event->token, "what is kept at this `%s` outlives the hold on the pages");
}

static void escape(struct place_reader *reader, const struct page_event *event)
{
	static const char *const takers[] = {
		"sg_set_page", "sg_init_one", "sg_alloc_table_from_pages*",
		"sg_alloc_append_table_from_pages", NULL,
	};

	if (event->is_holder || is_filled_by(reader, event->token) ||
	    pin_macro_only_reads(reader->source, event->token))
		return;
	if (reader->place.stay == PIN_BORROWED)
		lend(reader, event);
	else if (word_is_any(reader->tokens, event->token, takers))
		return;			/* see judge_takers() */
	else if (token_is(reader->tokens, event->token, "="))
		store(reader, event->token);
	else if (token_is(reader->tokens, event->token, "return"))
		pin_add_giver(reader->group, reader->source, reader->place.function);
	else if (token_is_called(reader->tokens, event->token))
		stop_at(reader, event->token, "%s() gets them, and may keep or release them");
	else
		stop_at(reader, event->token, "where they go at `%s` nobody can follow");
}

static void meet(struct place_reader *reader, const struct pages *pages, const struct page_event *event)
{
	switch (event->use) {
	case PAGES_RELEASED:
	case PAGES_RELEASED_ONE:
		release(reader, event);
		break;
	case PAGES_FREED:
		meet_free(reader, event, pages->is_element[event->name]);
		break;
	case PAGES_PASSED:
		pass(reader, event);
		break;
	case PAGES_REPLACED:
		/* Whole objects are looked at elsewhere: see pin_whole.c. */
		if (!event->is_holder)
			replace(reader, event);
		break;
	case PAGES_KEPT:
	case PAGES_ESCAPED:
		escape(reader, event);
		break;
	case PAGES_ACQUIRED:
	case PAGES_NAMED:
	case PAGES_GIVEN_UP:
		break;
	}
}

/* --- all of it --- */

static void read_graph(struct place_reader *reader, const struct graph *graph, const struct acquire *first)
{
	struct page_root root = reader->place.root;
	struct step_exprs exprs;
	struct pages pages;

	/* See judge_addresses(). Where the pages are given back, no number may outlive them: see lend(). */
	root.no_addresses = true;
	root.no_numbers = reader->place.stay == PIN_FOR_GOOD;
	step_exprs_read(&reader->source->outline, graph, &reader->group->arena, &exprs);
	pages_read(&pages, reader->source, &exprs, first, root, &reader->group->arena);
	if (pages.is_lost)
		stop_at(reader, reader->place.root.name, "`%s` goes by too many names here");
	if (pages.n_copied == 1)
		store(reader, pages.copied);
	else if (pages.n_copied)
		stop_at(reader, pages.copied, "the struct keeps them in other members, too");
	for (size_t i = 0; i < pages.events.n && !reader->group->stop.why; i++)
		meet(reader, &pages, &pages.events.items[i]);
	pin_check_unseen(reader->group, &reader->place, &pages, graph);
	pages_free(&pages);
	free(exprs.items);
}

static void read_graphs(struct place_reader *reader, const struct acquire *first)
{
	const struct function *function = reader->place.function;
	const struct variants *readings = source_variants(reader->source, function);
	const struct graph *graphs = graphs_of(reader->source, function);

	if (!readings->n)
		pin_stop(reader->group, reader->source, readings->bad, "%s() cannot be read: %s",
			 function->name, readings->why);
	for (size_t i = 0; i < readings->n; i++) {
		if (graphs[i].n > MAX_WALK_BLOCKS)
			stop_at(reader, function->name_token, "%s() is too large to be followed");
		read_graph(reader, &graphs[i], first);
	}
}

void pin_place_read(struct pin_group *group, struct pin_place place)
{
	struct place_reader reader = {
		.group = group, .place = place, .source = place.source,
		.tokens = &place.source->outline.tokens,
	};
	struct acquire first;
	bool has_any = read_fills(&reader, &first);
	struct local local = local_find(place.source, place.root.name);

	if (!*place.root.member && local.found && pin_is_deep(&place.source->outline, local.declaration))
		stop_at(&reader, local.declaration, "`%s` is an array of arrays");

	if (origin_takes_more(place.source, place.function->body + 1))
		stop_at(&reader, place.function->name_token,
			"%s() takes references of its own, and which release drops them nobody can tell");
	pin_callers_read(group, place);
	if (!group->stop.why)
		read_graphs(&reader, has_any ? &first : NULL);
}
