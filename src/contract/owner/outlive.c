// SPDX-License-Identifier: GPL-2.0-only
#include "contract/owner/outlive.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/jump.h"
#include "calls/summary/across.h"
#include "calls/value/callers.h"
#include "contract/owner/origin.h"
#include "contract/path/callee.h"

#include <stdlib.h>

/* Chains of calls, up or down, are not followed further. */
#define MAX_DEPTH 6

/* What is known of a function: each is looked at once. */
enum { NOT_ASKED, RELEASES, RELEASES_NOT };

struct search {
	struct source *source;
	unsigned char *known;		/* of each function of the file */
	bool *was_asked;		/* as a caller */
	unsigned depth;			/* of the callers */
	bool does_outlive;
};

/* --- on which ways a release stands --- */

/* A jump out of a branch, as after a failure; `return 0;` is none, in parentheses or not. */
static bool is_failing_jump(const struct token_list *tokens, const struct statement *statement)
{
	size_t value = token_next(tokens, statement->first);

	while (token_is(tokens, value, "("))
		value = token_next(tokens, value);
	return statement->kind == STATEMENT_GOTO ||
	       (statement->kind == STATEMENT_RETURN && !token_is(tokens, value, "0"));
}

/* In a branch of an if that ends with a jump. */
static bool is_in_failing_branch(const struct token_list *tokens, const struct statement *at)
{
	for (; at->parent; at = at->parent) {
		const struct statement *jump = at->parent->kind == STATEMENT_IF ? statement_jump(at) : NULL;

		if (jump && is_failing_jump(tokens, jump))
			return true;
	}
	return false;
}

/* Behind a label that nothing falls into: only gotos lead there. */
static bool is_behind_failure_label(const struct statement *root, size_t token)
{
	const struct statement *jump = NULL;

	for (const struct statement *s = root->child; s && s->first <= token; s = s->next) {
		if (s->kind == STATEMENT_LABEL && jump)
			return true;
		if (!jump)
			jump = statement_jump(s);
	}
	return false;
}

static bool is_after_failure(struct source *source, const struct function *function, size_t token)
{
	const struct variants *variants = source_variants(source, function);
	const struct statement *at = variants->n ? variant_at(&variants->items[0], token) : NULL;

	return at && (is_in_failing_branch(&source->outline.tokens, at) ||
		      is_behind_failure_label(variants->items[0].root, token));
}

/* --- releases --- */

static bool does_release(struct search *search, size_t i, unsigned depth);

/* In the course of things: what it releases after a failure are its own pins, or none. */
static bool has_release(struct search *search, const struct function *function, unsigned depth)
{
	unsigned char *known = &search->known[function - search->source->outline.functions.items];

	if (*known != NOT_ASKED)
		return *known == RELEASES;
	*known = RELEASES_NOT;		/* also for one that calls itself */
	for (size_t i = function->body; i < function->end && *known != RELEASES; i++)
		if (does_release(search, i, depth) && !is_after_failure(search->source, function, i))
			*known = RELEASES;
	return *known == RELEASES;
}

/* The name at token i is a release of pins, or of a function of the file that comes to one. */
static bool does_release(struct search *search, size_t i, unsigned depth)
{
	const struct token_list *tokens = &search->source->outline.tokens;
	const struct function *callee;

	if (tokens->items[i].kind != TOKEN_IDENTIFIER || tokens->items[i].directive)
		return false;
	if (release_kind(tokens, i) == HOLD_KIND_PIN)
		return true;
	callee = depth < MAX_DEPTH ? callee_in_file(search->source, i) : NULL;
	return callee && has_release(search, callee, depth + 1);
}

/* --- callers --- */

static bool does_outlive(struct search *search, const struct function *function);

static void look_at_caller(const struct call *call, void *data)
{
	struct search *search = data;
	const struct outline *outline = &search->source->outline;
	const struct function *caller = outline_function_at(outline, call->name);
	bool others = search->does_outlive;

	if (!caller || search->was_asked[caller - outline->functions.items])
		return;
	search->was_asked[caller - outline->functions.items] = true;
	search->does_outlive = does_outlive(search, caller) || others;
}

/* The function of another file calls one of this file that comes to a release, in the course of things. */
static bool does_caller_release(struct search *search, const struct across_place *caller)
{
	struct across_place callee;

	for (size_t i = caller->function->body; i < caller->function->end; i++)
		if (across_callee(caller->source, i, &callee) && callee.source == search->source &&
		    has_release(search, callee.function, 0) &&
		    !is_after_failure(caller->source, caller->function, i))
			return true;
	return false;
}

/* All who call it from other files release what it took; also as long as nobody knows them. */
static bool do_others_release(struct search *search, const struct function *function)
{
	struct across_places places = {0};
	size_t n = 0, n_releasing = 0;

	if (!search->source->across)
		return true;
	across_uses(search->source, function, &places);
	for (size_t i = 0; i < places.n; i++) {
		if (!places.items[i].function)
			continue;
		n++;
		n_releasing += does_caller_release(search, &places.items[i]);
	}
	free(places.items);
	return n && n_releasing == n;
}

/*
 * It releases nothing, be it before it pins, as who moves a window over the memory does; and some caller
 * is done with the pins still there.
 */
static bool does_outlive(struct search *search, const struct function *function)
{
	struct source *source = search->source;

	if (has_release(search, function, 0))
		return false;
	if (!function_is_private(source, function))
		return !do_others_release(search, function);
	if (search->depth == MAX_DEPTH)
		return false;
	search->depth++;
	search->does_outlive = false;
	if (!callers_visit(source, function, look_at_caller, search))
		search->does_outlive = true;	/* a table knows it: nobody here comes after it */
	search->depth--;
	return search->does_outlive;
}

/* Where another function releases pins in the course of things, or NO_TOKEN. */
static size_t other_release(struct source *source, const struct function *function)
{
	const struct outline *outline = &source->outline;

	for (size_t i = 0; i < outline->tokens.n; i++) {
		const struct function *at;

		if (outline->tokens.items[i].directive || release_kind(&outline->tokens, i) != HOLD_KIND_PIN)
			continue;
		at = outline_function_at(outline, i);
		if (at && at != function && !is_after_failure(source, at, i))
			return i;
	}
	return NO_TOKEN;
}

bool pins_outlive(struct source *source, size_t call, size_t *release)
{
	const struct function *function = outline_function_at(&source->outline, call);
	size_t n = source->outline.functions.n;
	struct search search = { .source = source };
	bool does = false;

	*release = function ? other_release(source, function) : NO_TOKEN;
	if (*release == NO_TOKEN)
		return false;
	search.known = mem_calloc(n, sizeof(*search.known));
	search.was_asked = mem_calloc(n, sizeof(*search.was_asked));
	does = does_outlive(&search, function);
	free(search.known);
	free(search.was_asked);
	return does;
}
