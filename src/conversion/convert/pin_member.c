// SPDX-License-Identifier: GPL-2.0-only
/* Who else sees a place: all that name the struct's member that it is. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/pages/array.h"
#include "conversion/convert/pin_private.h"

#include <stdlib.h>
#include <string.h>

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
		pin_add_place(group, source, outline_function_at(outline, i), root, PIN_FOR_GOOD);
	else
		pin_stop(group, source, i, "`%s` may be that of struct %s, and what happens here nobody "
			 "can follow", member->name, member->record);
}

bool pin_is_deep(const struct outline *outline, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, name), behind = token_next(tokens, name);
	unsigned depth = 0;

	for (; token_is(tokens, before, "*") || token_is(tokens, before, "const");
	     before = token_previous(tokens, before))
		depth += token_is(tokens, before, "*");
	for (; token_is(tokens, behind, "[") && outline_closing(outline, behind) != NO_TOKEN;
	     behind = token_next(tokens, outline_closing(outline, behind)))
		depth++;
	return depth > 2;
}

/* Behind the tag of a struct: the brace with which values for all of it begin, or NO_TOKEN. */
static size_t initialiser_behind(const struct outline *outline, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t i = token_next(tokens, name);

	if (!token_is(tokens, token_previous(tokens, name), "struct"))
		return NO_TOKEN;
	if (token_is(tokens, i, ")"))
		return token_is(tokens, token_next(tokens, i), "{") ? token_next(tokens, i) : NO_TOKEN;
	if (i >= tokens->n || tokens->items[i].kind != TOKEN_IDENTIFIER)
		return NO_TOKEN;
	for (i = token_next(tokens, i); token_is(tokens, i, "["); i = token_next(tokens, i)) {
		i = outline_closing(outline, i);
		if (i == NO_TOKEN)
			return NO_TOKEN;
	}
	i = token_is(tokens, i, "=") ? token_next(tokens, i) : NO_TOKEN;
	return token_is(tokens, i, "{") ? i : NO_TOKEN;
}

/* `struct kiln kiln = { page }`: which value is whose tells the order alone. */
static bool is_given_by_order(const struct outline *outline, size_t record)
{
	const struct token_list *tokens = &outline->tokens;
	size_t i = initialiser_behind(outline, record);

	while (token_is(tokens, i, "{"))
		i = token_next(tokens, i);
	if (i >= tokens->n || token_is(tokens, i, ".") || token_is(tokens, i, "[") || token_is(tokens, i, "}"))
		return false;
	return !token_is(tokens, token_next(tokens, i), "}") ||
	       !(token_is(tokens, i, "0") || token_is(tokens, i, "NULL"));
}

static void read_uses(struct pin_group *group, struct source *source, const struct member *member)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 1; i < tokens->n && !group->stop.why; i++) {
		size_t before = token_is(tokens, i, member->name) ? token_previous(tokens, i) : NO_TOKEN;

		if (before != NO_TOKEN && source->outline.context[i] == CONTEXT_RECORD &&
		    pin_is_deep(&source->outline, i))
			pin_stop(group, source, i, "`%s` is an array of arrays", member->name);
		if (token_is(tokens, i, member->record) && is_given_by_order(&source->outline, i))
			pin_stop(group, source, i, "a struct %s gets values in their order here, and `%s` may be "
				 "one of them", member->record, member->name);
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
	if (!group->stop.why)
		pin_check_whole(group, &sources, &member.member);
	free(sources.items);
}
