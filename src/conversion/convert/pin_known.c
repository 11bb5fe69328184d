// SPDX-License-Identifier: GPL-2.0-only
/* What is known of a group so far, and what stands in its way: all that read it add to it. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "contract/pages/array.h"
#include "contract/pages/page_call.h"
#include "conversion/convert/pin.h"
#include "conversion/convert/pin_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A group of more places is no driver's. */
#define MAX_PLACES 200

void pin_stop(struct pin_group *group, struct source *source, size_t token, const char *format, ...)
{
	va_list args;
	char *why;

	if (group->stop.why)
		return;
	va_start(args, format);
	if (vasprintf(&why, format, args) < 0)
		why = mem_strdup(format);
	va_end(args);
	group->stop.source = source;
	group->stop.token = token;
	group->stop.why = arena_printf(&group->arena, "%s", why);
	free(why);
}

const char *pin_word(struct pin_group *group, const struct source *source, size_t token)
{
	const struct token *word = &source->outline.tokens.items[token];

	return arena_printf(&group->arena, "%.*s", (int)word->length, source->text.data + word->offset);
}

void pin_add_call(struct pin_calls *calls, struct source *source, size_t token)
{
	struct pin_call call = { source, token };

	for (size_t i = 0; i < calls->n; i++)
		if (calls->items[i].source == source && calls->items[i].token == token)
			return;
	VEC_PUSH(calls, call);
}

static void add_source(struct pin_group *group, struct source *source)
{
	for (size_t i = 0; i < group->sources.n; i++)
		if (group->sources.items[i] == source)
			return;
	VEC_PUSH(&group->sources, source);
}

static bool is_same_place(const struct pin_place *place, struct source *source,
			  const struct function *function, struct page_root root)
{
	const struct uses *uses = source_uses(source);

	return place->source == source && place->function == function &&
	       uses_first(uses, place->root.name) == uses_first(uses, root.name) &&
	       !strcmp(place->root.member, root.member);
}

void pin_add_place(struct pin_group *group, struct source *source, const struct function *function,
		   struct page_root root, enum pin_stay stay)
{
	struct pin_place place = {
		.source = source, .function = function, .root = root, .stay = stay,
	};

	add_source(group, source);
	for (size_t i = 0; i < group->places.n; i++) {
		struct pin_place *other = &group->places.items[i];

		if (!is_same_place(other, source, function, root))
			continue;
		/* Others have the pages there for good. */
		if (other->stay == PIN_BORROWED && stay == PIN_FOR_GOOD) {
			other->stay = stay;
			other->is_read = false;
		}
		return;
	}
	VEC_PUSH(&group->places, place);
	if (group->places.n > MAX_PLACES)
		pin_stop(group, source, root.name, "its pages lie in too many places");
}

void pin_add_parameter(struct pin_group *group, struct source *source, const struct function *function,
		       size_t parameter, enum pin_stay stay, size_t at)
{
	struct page_root root = { .member = "" };
	struct prototype prototype;
	bool has_name;

	if (prototype_read(&source->outline, function->name_token, &prototype)) {
		pin_stop(group, source, at, "the parameters of %s() cannot be read", function->name);
		return;
	}
	has_name = parameter < prototype.n && *prototype.parameters[parameter].name;
	if (has_name) {
		root.name = token_at(&source->outline.tokens, prototype.parameters[parameter].name_begin);
		pin_add_place(group, source, function, root, stay);
	} else {
		pin_stop(group, source, at, "nobody can tell what %s() does with them", function->name);
	}
	prototype_free(&prototype);
}

void pin_add_member(struct pin_group *group, struct source *source, const struct member *member,
		    size_t token)
{
	struct pin_member added = { .member = *member, .source = source, .token = token };

	for (size_t i = 0; i < group->members.n; i++)
		if (!strcmp(group->members.items[i].member.record, member->record) &&
		    !strcmp(group->members.items[i].member.name, member->name))
			return;
	add_source(group, source);
	VEC_PUSH(&group->members, added);
}

void pin_add_giver(struct pin_group *group, struct source *source, const struct function *function)
{
	struct pin_giver giver = { .source = source, .function = function };

	for (size_t i = 0; i < group->givers.n; i++)
		if (group->givers.items[i].source == source && group->givers.items[i].function == function)
			return;
	add_source(group, source);
	VEC_PUSH(&group->givers, giver);
}

static bool stands_for_page(enum page_effect effect)
{
	return effect == PAGE_EFFECT_YIELDS || effect == PAGE_EFFECT_NUMBER;
}

bool pin_add_expr(struct pin_group *group, struct source *source, const struct expr *expr,
		  enum pin_stay stay)
{
	const struct expr *array;
	struct member member;
	struct local local;

	expr = expr_bare(expr);
	/* page_to_phys(page) */
	if (expr->kind == EXPR_CALL && expr->n_arguments &&
	    stands_for_page(page_effect_of(&source->outline.tokens, expr->first)))
		return pin_add_expr(group, source, expr->arguments[0], stay);
	array = array_in(source, expr);
	if (!array)
		return false;
	if (array->kind == EXPR_MEMBER) {
		if (!member_read(source, array, &group->arena, &member))
			return false;
		pin_add_member(group, source, &member, array->op);
		return true;
	}
	local = local_find(source, array->op);
	if (!local.found || local.is_static)
		return false;
	pin_add_place(group, source, outline_function_at(&source->outline, array->op),
		      (struct page_root){ .name = array->op, .member = "" }, stay);
	return true;
}

bool pin_files_have(const struct pin_group *group, const char *const *names)
{
	for (size_t s = 0; s < group->sources.n; s++) {
		const struct token_list *tokens = &group->sources.items[s]->outline.tokens;

		for (size_t i = 0; i < tokens->n; i++)
			if (word_is_any(tokens, i, names))
				return true;
	}
	return false;
}

static bool function_has(const struct source *source, const struct function *function,
			 const char *const *words)
{
	for (size_t i = function->body; i < function->end; i++)
		if (word_is_any(&source->outline.tokens, i, words))
			return true;
	return false;
}

bool pin_places_have(const struct pin_group *group, const char *const *words)
{
	for (size_t i = 0; i < group->places.n; i++)
		if (function_has(group->places.items[i].source, group->places.items[i].function, words))
			return true;
	return false;
}
