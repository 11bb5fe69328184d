// SPDX-License-Identifier: GPL-2.0-only
/* Who else sees a place: the callers, where it is a parameter, and all that name a struct's member. */
#include "base/mem.h"
#include "convert/pin_private.h"
#include "pages/array.h"
#include "path/callee.h"
#include "summary/across.h"
#include "syntax/words.h"
#include "value/local.h"

#include <stdlib.h>
#include <string.h>

/* --- callers --- */

/* What a call hands over as the parameter. */
static void read_call(struct pin_group *group, struct source *source, size_t i, size_t parameter)
{
	struct call call;

	if (!token_is_called(&source->outline.tokens, i) ||
	    call_read(&source->outline, i, &group->arena, &call) || call.split || parameter >= call.n) {
		pin_stop(group, source, i, "who calls %s(), and with which pages, nobody can tell",
			 pin_word(group, source, i));
		return;
	}
	if (!expr_is_null(&source->outline, call.arguments[parameter]) &&
	    !pin_add_expr(group, source, call.arguments[parameter], false))
		pin_stop(group, source, i, "%s() gets other pages here", pin_word(group, source, i));
}

/* The uses of the name in a file, which means the function, that are no prototypes. */
static void read_calls(struct pin_group *group, struct source *source, uint32_t first, size_t definition,
		       size_t parameter)
{
	const struct outline *outline = &source->outline;
	const struct uses *uses = source_uses(source);

	for (uint32_t i = first; i != NO_USE; i = uses->next[i])
		if (i != definition && (outline->context[i] != CONTEXT_FILE || outline->tokens.items[i].directive))
			read_call(group, source, i, parameter);
}

/* The first use of the name in another file, or NO_USE. */
static uint32_t use_in(struct source *source, const char *name)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && token_is(tokens, i, name))
			return source_uses(source)->first[i];
	return NO_USE;
}

/* A file that gives the name a meaning of its own does not mean the function. */
static void read_other(struct pin_group *group, const struct pin_place *place, struct source *source,
		       size_t parameter)
{
	uint32_t first = use_in(source, place->function->name);
	const struct function *own = first == NO_USE ? NULL : callee_in_file(source, first);

	if (first == NO_USE || (own && function_is_private(source, own)))
		return;
	if (own || callee_is_own(source, first))
		pin_stop(group, source, first, "there is another %s()", place->function->name);
	else
		read_calls(group, source, first, NO_TOKEN, parameter);
}

/* EXPORT_SYMBOL(name): any module may call it. */
static bool is_exported(struct source *source, size_t name)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses->first[name]; i != NO_USE; i = uses->next[i]) {
		size_t open = token_previous(tokens, i);

		if (open != NO_TOKEN && token_is(tokens, open, "(") &&
		    token_begins_with(tokens, token_previous(tokens, open), "EXPORT_SYMBOL"))
			return true;
	}
	return false;
}

static void read_others(struct pin_group *group, const struct pin_place *place, size_t parameter)
{
	const struct pin_world *world = group->world;
	size_t name = place->function->name_token;
	struct source_list sources = {0};
	const char *why;

	if (is_exported(place->source, name))
		why = "it is exported";
	else
		why = world->namers_of(world->data, place->function->name, &sources, &group->arena);
	if (why)
		pin_stop(group, place->source, name, "who calls %s() nobody can tell: %s",
			 place->function->name, why);
	for (size_t i = 0; i < sources.n && !group->stop.why; i++)
		if (sources.items[i] != place->source)
			read_other(group, place, sources.items[i], parameter);
	free(sources.items);
}

static void read_callers(struct pin_group *group, const struct pin_place *place, size_t parameter)
{
	size_t name = place->function->name_token;

	read_calls(group, place->source, source_uses(place->source)->first[name], name, parameter);
	if (!group->stop.why && !function_is_private(place->source, place->function))
		read_others(group, place, parameter);
}

void pin_callers_read(struct pin_group *group, struct pin_place place)
{
	struct local local = local_find(place.source, place.root.name);

	if (!*place.root.member && local.parameter >= 0)
		read_callers(group, &place, (size_t)local.parameter);
}

/* --- members --- */

/* The name of the array in `work[i].pages`, of the member in `work->pages`: what stands in front of token i. */
static size_t name_before(const struct token_list *tokens, size_t i)
{
	unsigned depth = 0;

	do {
		i = token_previous(tokens, i);
		if (i == NO_TOKEN)
			return i;
		depth += token_is(tokens, i, "]");
		depth -= token_is(tokens, i, "[");
	} while (depth || token_is(tokens, i, "["));
	return i;
}

/* Token i is the member's name behind -> or . in an expression: where that begins, or NO_TOKEN. */
static size_t begin_of_object(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	while (token_is(tokens, before, "->") || token_is(tokens, before, ".")) {
		i = name_before(tokens, before);
		if (i == NO_TOKEN || tokens->items[i].kind != TOKEN_IDENTIFIER)
			return NO_TOKEN;
		before = token_previous(tokens, i);
	}
	return i;
}

/* `{ .pages = NULL }` says nothing of pages. */
static bool is_empty_initialiser(const struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t before = token_previous(tokens, token_previous(tokens, i)), equals = token_next(tokens, i);

	return (token_is(tokens, before, "{") || token_is(tokens, before, ",")) &&
	       token_is(tokens, equals, "=") &&
	       array_is_empty(&source->outline, token_next(tokens, equals));
}

/* A place that may be the member's: that of another struct is none of the group's. */
static void read_use(struct pin_group *group, struct source *source, size_t i, const struct member *member)
{
	const struct outline *outline = &source->outline;
	size_t begin = begin_of_object(&outline->tokens, i);
	const struct expr *expr = begin == NO_TOKEN ? NULL : expr_read(outline, begin, i + 1, &group->arena);
	struct page_root root;
	struct member other;

	if (is_empty_initialiser(source, i))
		return;
	if (expr && member_read(source, expr, &group->arena, &other) &&
	    strcmp(other.record, member->record))
		return;
	if (outline->context[i] == CONTEXT_BODY && !outline->tokens.items[i].directive && expr &&
	    page_root_in(source, expr, &group->arena, &root))
		pin_add_place(group, source, outline_function_at(outline, i), root, false);
	else
		pin_stop(group, source, i, "`%s` may be that of struct %s, and what happens here nobody "
			 "can follow", member->name, member->record);
}

static void read_uses(struct pin_group *group, struct source *source, const struct member *member)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 1; i < tokens->n && !group->stop.why; i++) {
		size_t before = token_is(tokens, i, member->name) ? token_previous(tokens, i) : NO_TOKEN;

		if (before != NO_TOKEN && (token_is(tokens, before, "->") || token_is(tokens, before, ".")))
			read_use(group, source, i, member);
	}
}

void pin_member_read(struct pin_group *group, struct pin_member member)
{
	const struct pin_world *world = group->world;
	struct source_list sources = {0};
	const char *why = world->sources_of(world->data, member.source, member.member.record, &sources,
					    &group->arena);

	if (why)
		pin_stop(group, member.source, member.token, "%s", why);
	for (size_t i = 0; i < sources.n; i++)
		read_uses(group, sources.items[i], &member.member);
	free(sources.items);
}
