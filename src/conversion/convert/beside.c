// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/beside.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "conversion/convert/mmap_lock.h"
#include "conversion/convert/to.h"
#include "kernel/api/neighbours.h"

#include <string.h>

#define SIGNATURE(first, last, lock, result, returns, ...)
#define NEIGHBOUR(name, implied, advice, signatures) { #name, NULL },

const struct symbol beside_names[] = {
	{ "mmap_sem", NULL },
#include "kernel/api/neighbours.def"
};

const size_t beside_name_count = ARRAY_SIZE(beside_names);

void beside_add(struct target *target)
{
	for (const struct gup_neighbour *n = gup_neighbours; n->function.name; n++)
		family_add_function(&target->family, &n->function, target->version);
}

/* What is looked for in one source. */
struct search {
	struct converter *converter;
	const struct target *target;
	unsigned version;
	const struct oracle *oracle;
};

static bool is_name(const struct token_list *tokens, size_t i, const char *name)
{
	return tokens->items[i].kind == TOKEN_IDENTIFIER && token_is(tokens, i, name);
}

bool beside_is_called(const struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t before = token_previous(tokens, i);

	if (!token_is(tokens, token_next(tokens, i), "(") || token_is(tokens, before, ".") ||
	    token_is(tokens, before, "->"))
		return false;
	return source->outline.context[i] == CONTEXT_BODY ||
	       source->outline.context[i] == CONTEXT_DIRECTIVE;
}

const struct gup_neighbour *beside_neighbour(const struct source *source, size_t i)
{
	const struct token *token = &source->outline.tokens.items[i];
	const struct gup_neighbour *neighbour;

	if (token->kind != TOKEN_IDENTIFIER)
		return NULL;
	neighbour = gup_neighbour_find(source->text.data + token->offset, token->length);
	return neighbour && beside_is_called(source, i) && !convert_is_own(source, neighbour->function.name) ?
		neighbour : NULL;
}

static bool is_left_out(const struct search *search, size_t i)
{
	const struct token *token = &search->converter->source->outline.tokens.items[i];

	return convert_leaves_out(search->converter, token->offset, search->target);
}

static bool convert_neighbour(const struct search *search, const struct gup_neighbour *neighbour,
			      size_t i)
{
	struct source *source = search->converter->source;
	struct call_site site = {
		.source = source, .function = &neighbour->function, .family = search->converter->family,
		.version = search->version, .oracle = search->oracle,
	};

	if (is_left_out(search, i) || call_read(&source->outline, i, &source->arena, &site.call))
		return true;
	if (gup_signature_at(&neighbour->function, search->target->version))
		return !gup_neighbour_has_roles(neighbour) ||
		       convert_call_to(search->converter, &site, search->target);
	convert_leave(search->converter, source->outline.tokens.items[i].offset, "in %s %s() %s",
		      search->target->name, neighbour->function.name, neighbour->advice);
	return true;
}

bool beside_is_lock(const struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t before = token_previous(tokens, i);

	return is_name(tokens, i, "mmap_sem") &&
	       (token_is(tokens, before, "->") || token_is(tokens, before, ".")) &&
	       source->outline.context[i] != CONTEXT_INITIALISER;
}

bool convert_beside(struct converter *converter, const struct target *target, unsigned version,
		    const struct oracle *oracle)
{
	const struct source *source = converter->source;
	struct search search = { converter, target, version, oracle };

	for (size_t i = 0; i < source->outline.tokens.n; i++) {
		const struct gup_neighbour *neighbour = beside_neighbour(source, i);

		if (neighbour && !convert_neighbour(&search, neighbour, i))
			return false;
		if (!target->has_mmap_sem && beside_is_lock(source, i) && !is_left_out(&search, i))
			convert_mmap_lock(converter, i);
	}
	return true;
}
