// SPDX-License-Identifier: GPL-2.0-only
/* What was read of a place, held against the text: no release, and no copy of the pages, may be passed by. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/words.h"
#include "contract/hold/release.h"
#include "contract/pages/array.h"
#include "conversion/convert/pin_private.h"

struct unseen {
	struct pin_group *group;
	const struct pin_place *place;
	const struct pages *pages;
	const struct graph *graph;
	struct source *source;
	const struct token_list *tokens;
};

/* One of tokens [first, last) is a name of the pages. */
static bool names_pages(const struct unseen *unseen, size_t first, size_t last)
{
	const struct uses *uses = source_uses(unseen->source);
	const char *member = unseen->place->root.member;

	for (size_t i = first; i < last; i++) {
		if (unseen->tokens->items[i].kind != TOKEN_IDENTIFIER)
			continue;
		for (size_t n = 0; n < unseen->pages->n_names; n++)
			if (unseen->pages->names[n] != NO_USE && uses_first(uses, i) == unseen->pages->names[n])
				return true;
		if (*member && ends_with(member, pin_word(unseen->group, unseen->source, i)) &&
		    !is_object_at(unseen->tokens, i))
			return true;
	}
	return false;
}

static bool has_event(const struct pages *pages, size_t token)
{
	for (size_t i = 0; i < pages->events.n; i++)
		if (pages->events.items[i].token == token)
			return true;
	return false;
}

/* A release that names the pages, in whatever way, has to be one of theirs. */
static void check_release(const struct unseen *unseen, size_t i)
{
	size_t open = token_next(unseen->tokens, i);

	if (!has_event(unseen->pages, i) &&
	    names_pages(unseen, open, outline_closing(&unseen->source->outline, open)))
		pin_stop(unseen->group, unseen->source, i, "whether this %s() releases them the text does not "
			 "tell", pin_word(unseen->group, unseen->source, i));
}

/* The array itself, or a place in it; what is in a page has an address, and no name of theirs. */
static bool is_array(const struct unseen *unseen, const struct expr *argument)
{
	const struct expr *array;

	argument = expr_bare(argument);
	array = argument->kind == EXPR_CALL ? NULL : array_in(unseen->source, argument);
	return array && (pages_name_of(unseen->pages, array) < unseen->pages->n_names ||
			 pages_is_member(unseen->pages, array, &unseen->group->arena));
}

/* memcpy(others, pages, ...): whoever has the copy has the pages. */
static void check_copy(const struct unseen *unseen, size_t i)
{
	struct call call;

	if (call_read(&unseen->source->outline, i, &unseen->group->arena, &call))
		return;
	for (size_t a = 0; a < call.n && a < 2; a++)
		if (is_array(unseen, call.arguments[a]))
			pin_stop(unseen->group, unseen->source, i, "%s() copies the pointers to them",
				 pin_word(unseen->group, unseen->source, i));
}

void pin_check_unseen(struct pin_group *group, const struct pin_place *place, const struct pages *pages,
		      const struct graph *graph)
{
	static const char *const copies[] = { "memcpy", "memmove", "__memcpy", "cmpxchg*", NULL };
	const struct unseen unseen = {
		.group = group, .place = place, .pages = pages, .graph = graph, .source = place->source,
		.tokens = &place->source->outline.tokens,
	};

	for (size_t i = place->function->body; i < place->function->end; i++) {
		if (!token_is_called(unseen.tokens, i) || variant_hides(graph->variant, i))
			continue;
		if (release_at(unseen.tokens, i))
			check_release(&unseen, i);
		else if (word_is_any(unseen.tokens, i, copies))
			check_copy(&unseen, i);
	}
}
