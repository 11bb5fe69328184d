// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/filed_release.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/local.h"
#include "contract/hold/acquire.h"
#include "contract/hold/release.h"
#include "contract/owner/origin.h"
#include "contract/pages/array.h"
#include "contract/pages/member.h"
#include "contract/pages/page_call.h"
#include "contract/pages/pages.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"
#include "contract/path/overwrite.h"

#include <string.h>

/* A static variable, or a member of one. */
struct place {
	struct source *source;
	const char *text;		/* in the source's arena */
	size_t name;			/* its last name, a token */
	size_t taker;			/* a call that takes pages into it */
	enum hold_kind kind;		/* how all of them do; NONE: not at all, or now so and now so */
};

static bool is_static(struct source *source, size_t name)
{
	size_t variable = local_find(source, name).found ? NO_TOKEN : variable_of_file(source, name);

	return variable != NO_TOKEN &&
	       token_is(&source->outline.tokens, outline_item(&source->outline, variable), "static");
}

/* The place of the pages in an expression; false: it is no static variable's, or has an owner of another kind. */
static bool read_place(struct source *source, const struct expr *expr, struct place *place)
{
	const struct expr *array = array_in(source, expr), *base = array ? pages_base(array) : NULL;

	if (!base || !is_static(source, base->op) ||
	    (array->kind == EXPR_MEMBER && record_of(source, array->left, &source->arena)))
		return false;
	*place = (struct place){
		.source = source, .name = array->op, .taker = NO_TOKEN,
		.text = code_of_expr(&source->outline, array, &source->arena),
	};
	/* `slots[i].page` has as many names as there are counters. */
	return !strchr(place->text, '[');
}

/* Sets the taker and the kind. */
static void read_takers(struct place *place)
{
	const struct marks *calls = acquire_calls(place->source);

	for (size_t i = 0; i < calls->n; i++) {
		struct acquire acquire;
		struct place other;

		if (!acquire_at(place->source, calls->items[i], &acquire) || !acquire.pages ||
		    !read_place(place->source, acquire.pages, &other) || strcmp(other.text, place->text))
			continue;
		if (place->taker != NO_TOKEN && acquire.kind != place->kind) {
			place->kind = HOLD_KIND_NONE;
			return;
		}
		place->kind = acquire.kind;
		place->taker = calls->items[i];
	}
}

/* `static struct page *page`: whoever gets its value cannot put anything there. */
static bool is_page(const struct place *place)
{
	const struct token_list *tokens = &place->source->outline.tokens;
	size_t variable = variable_of_file(place->source, place->name);
	size_t star = variable == NO_TOKEN ? NO_TOKEN : token_previous(tokens, variable);

	return code_object(&place->source->outline, place->name) == place->name && token_is(tokens, star, "*") &&
	       !token_is(tokens, token_previous(tokens, star), "*") &&
	       !token_is(tokens, token_next(tokens, variable), "[");
}

/* What gets the place at token i puts nothing into it: it is known, or gets a page alone. */
static bool is_harmless_argument(const struct place *place, size_t i)
{
	const struct outline *outline = &place->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_enclosing_parenthesis(outline, i);
	size_t callee = open == NO_TOKEN ? NO_TOKEN : token_previous(tokens, open);
	bool is_address = token_is(tokens, token_previous(tokens, code_object(outline, i)), "&");
	struct acquire acquire;

	if (is_overwritten_at(outline, i))
		return false;
	/* `p = &pages[i]`: whoever has that may put something there. */
	if (callee == NO_TOKEN || !token_is_called(tokens, callee) || is_statement_word(tokens, callee))
		return !is_address;
	if (!callee_is_own(place->source, callee) &&
	    (release_kind(tokens, callee) != HOLD_KIND_NONE || page_effect_of(tokens, callee) != PAGE_EFFECT_UNKNOWN ||
	     acquire_at(place->source, callee, &acquire)))
		return true;
	return (token_is(tokens, token_next(tokens, i), "[") || is_page(place)) && !is_address;
}

/* May something else be put there, where the file names the place, which token i ends? */
static bool may_put_other(const struct place *place, size_t i)
{
	const struct outline *outline = &place->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), before = token_previous(tokens, code_object(outline, i));

	if (token_is(tokens, next, "["))
		next = token_next(tokens, outline_closing(outline, next));
	if (is_assignment(tokens, next) || is_increment(tokens, next))
		return !token_is(tokens, next, "=") || !array_is_empty(outline, token_next(tokens, next));
	/* `other = pages`, `return pages`: whoever has that may put something there. */
	if ((token_is(tokens, before, "=") || token_is(tokens, before, "return")) &&
	    !token_is(tokens, token_next(tokens, i), "[") && !is_page(place))
		return true;
	return !is_harmless_argument(place, i);
}

static bool is_place(const struct place *place, size_t i)
{
	const struct outline *outline = &place->source->outline;
	size_t object = code_object(outline, i);

	return object != NO_TOKEN && outline->context[i] == CONTEXT_BODY && !local_find(place->source, object).found &&
	       !strcmp(code_text(outline, object, i + 1, &place->source->arena), place->text);
}

static bool holds_others(const struct place *place)
{
	const struct uses *uses = source_uses(place->source);

	for (uint32_t i = uses_first(uses, place->name); i != NO_USE; i = uses_next(uses, i))
		if (place->source->outline.tokens.items[i].directive || (is_place(place, i) && may_put_other(place, i)))
			return true;
	return false;
}

static void report(const struct place *place, const struct rule *rule, struct finding_list *findings,
		   const struct call *release)
{
	struct source *source = place->source;
	const struct token *name = &source->outline.tokens.items[release->name];
	struct finding *finding;

	finding = finding_add_at(findings, source, release, rule, CONFIDENCE_MEDIUM,
				 mem_printf("%.*s() does not fit: all that this file puts into `%s` is %s",
					    (int)name->length, source->outline.tokens.text + name->offset, place->text,
					    place->kind == HOLD_KIND_PIN ?
					    "pinned, which unpin_user_page() and its kin undo" :
					    "a reference, which put_page() drops"));
	finding_note(finding, source, place->taker, mem_strdup("taken here"));
	finding_note(finding, source, release->name, mem_strdup("released here"));
}

/* The release of token i, in another function than where they are taken, drops what they are not held by. */
static bool misfits(struct place *place, const struct release *release, size_t i)
{
	const struct outline *outline = &place->source->outline;

	read_takers(place);
	return place->kind != HOLD_KIND_NONE && place->kind != HOLD_KIND_EITHER && place->kind != release->kind &&
	       outline_function_at(outline, place->taker) != outline_function_at(outline, i) && !holds_others(place);
}

void filed_releases_check(const struct call_site *site, const struct rule *rule, struct finding_list *findings)
{
	struct source *source = site->source;
	const struct outline *outline = &source->outline;
	const struct marks *releases = release_calls(source);

	for (size_t k = 0; k < releases->n; k++) {
		size_t i = releases->items[k];
		const struct release *release = release_at(&outline->tokens, i);
		struct place place;
		struct call call;

		if (release->kind == HOLD_KIND_EITHER || outline->context[i] != CONTEXT_BODY ||
		    callee_is_own(source, i) || source_call(source, i, &call) || !call.n ||
		    !read_place(source, call.arguments[0], &place) || origin_takes_more(source, i))
			continue;
		if (misfits(&place, release, i))
			report(&place, rule, findings, &call);
	}
}
