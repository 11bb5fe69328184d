// SPDX-License-Identifier: GPL-2.0-only
/* What a function does with pages that it gets from its caller, which may be in another file. */
#include "base/data/arena.h"
#include "contract/owner/own_private.h"
#include "contract/path/code.h"

#include <string.h>

/* A longer chain of calls is not followed. */
#define MAX_DEPTH 3

enum handling { HANDLING_UNKNOWN, HANDLING_NONE, HANDLING_RELEASES, HANDLING_FREES };

/* What all ways do alike. */
static enum handling handling_of_sights(unsigned sights)
{
	switch (sights) {
	case SIGHT_RELEASED:
		return HANDLING_RELEASES;
	case SIGHT_KEPT:
		return HANDLING_NONE;
	case SIGHT_FREED:
		return HANDLING_FREES;
	default:
		return HANDLING_UNKNOWN;
	}
}

/* The pages are there from the begin on. *clears: on some way something else takes their place. */
static enum handling handling_of_walk(struct own_walk *walk, bool *clears)
{
	struct way entry = own_begin(walk);
	unsigned sights;

	entry.owner = OWNER_FUNCTION;
	entry.has_more = 1;
	if (!own_sights(walk, &entry, &sights))
		return HANDLING_UNKNOWN;
	*clears = sights & SIGHT_CLEARED;
	return handling_of_sights(sights & (SIGHT_RELEASED | SIGHT_KEPT | SIGHT_FREED));
}

/* How they are released, and where, of a function that does that. */
static void note_release(const struct own_walk *walk, struct page_event *passed)
{
	passed->kind = HOLD_KIND_NONE;
	for (size_t i = 0; i < walk->pages.events.n; i++) {
		const struct page_event *event = &walk->pages.events.items[i];

		if (event->use != PAGES_RELEASED && event->use != PAGES_RELEASED_ONE)
			continue;
		if (passed->release.source && event->kind != passed->kind) {
			passed->kind = HOLD_KIND_NONE;
			return;
		}
		passed->kind = event->kind;
		passed->release = event->release;
		if (!event->release.source)
			passed->release = (struct across_place){ walk->source, walk->function, event->token };
	}
}

static enum handling handling_in(struct own_walk *caller, struct page_event *passed, struct page_root root)
{
	const struct across_place *callee = &passed->callee;
	enum handling handling = HANDLING_UNKNOWN;
	struct arena arena = {0};
	struct own_walk walk = {
		.source = callee->source, .function = callee->function, .arena = &arena,
		.is_one = caller->is_one, .depth = caller->depth + 1,
	};

	if (walk.depth <= MAX_DEPTH && own_open(&walk, root)) {
		handling = handling_of_walk(&walk, &passed->clears);
		if (handling == HANDLING_RELEASES)
			note_release(&walk, passed);
		caller->pages.asks_others |= walk.pages.asks_others;
		caller->is_shown |= walk.is_shown;
		own_close(&walk);
	}
	arena_free(&arena);
	return handling;
}

/* The name of a parameter, or NO_TOKEN. */
static size_t parameter_name(const struct outline *outline, const struct function *function, size_t n)
{
	const struct token_list *tokens = &outline->tokens;
	size_t name = NO_TOKEN;

	for (size_t i = token_next(tokens, function->open); i < function->close;
	     i = token_next(tokens, i)) {
		if (token_is(tokens, i, "("))
			return NO_TOKEN;
		if (token_is(tokens, i, ",") && !n--)
			return name;
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && !n)
			name = i;
	}
	return n ? NO_TOKEN : name;
}

/*
 * What the callee calls the member, if it gets what the array is a member of: "->pages" of work->list.pages,
 * if it gets &work->list. NULL: nobody can tell.
 */
static const char *member_in_callee(const struct own_walk *walk, const struct page_event *event)
{
	const struct outline *outline = &walk->source->outline;
	const struct expr *object = expr_bare(event->operand), *base;
	bool is_address = object->kind == EXPR_UNARY && expr_op_is(outline, object, "&");
	const char *rest = walk->pages.root.member, *path;

	if (is_address)
		object = expr_bare(object->left);
	base = object->kind == EXPR_IDENTIFIER || object->kind == EXPR_MEMBER ? pages_base(object) : NULL;
	if (!base)
		return NULL;
	path = code_text(outline, base->op + 1, object->last, walk->arena);
	if (strncmp(rest, path, strlen(path)))
		return NULL;
	rest += strlen(path);
	if (!is_address)
		return strncmp(rest, "->", 2) ? NULL : rest;
	return *rest == '.' ? arena_printf(walk->arena, "->%s", rest + 1) : NULL;
}

static enum handling handling_of(struct own_walk *walk, struct page_event *event)
{
	struct page_root root = { .member = event->is_holder ? member_in_callee(walk, event) : "" };

	root.name = parameter_name(&event->callee.source->outline, event->callee.function, event->parameter);
	return root.name == NO_TOKEN || !root.member ? HANDLING_UNKNOWN :
						       handling_in(walk, event, root);
}

void own_resolve_callees(struct own_walk *walk)
{
	for (size_t i = 0; i < walk->pages.events.n; i++) {
		struct page_event *event = &walk->pages.events.items[i];

		if (event->use != PAGES_PASSED)
			continue;
		switch (handling_of(walk, event)) {
		case HANDLING_RELEASES:
			event->use = PAGES_RELEASED;
			break;
		case HANDLING_FREES:
			event->use = PAGES_FREED;
			break;
		case HANDLING_NONE:
			break;
		case HANDLING_UNKNOWN:
			event->use = PAGES_ESCAPED;
			break;
		}
	}
}
