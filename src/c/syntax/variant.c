// SPDX-License-Identifier: GPL-2.0-only
#include "c/syntax/variant.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "base/data/search.h"
#include "c/outline/words.h"

#include <stdlib.h>

/* More readings of one body than this are not worth their time. */
#define MAX_READINGS 64

struct search {
	const struct outline *outline;
	size_t first, last;
	struct arena *arena;
	struct arm_choices choices;
	struct {
		struct variant *items;
		size_t n, capacity;
	} variants;
	unsigned n_readings;
	struct fault fault;		/* of a variant that cannot be read */
};

static void *keep(struct arena *arena, const void *items, size_t size)
{
	void *copy = arena_alloc(arena, size + 1);

	if (size)
		memcpy(copy, items, size);
	return copy;
}

/* Who looks for a token in a body of thousands of statements does not go through them all. */
static void index_children(struct statement *statement, struct arena *arena)
{
	size_t n = 0;

	for (struct statement *child = statement->child; child; child = child->next)
		statement->n++;
	if (!statement->n)
		return;
	statement->children = arena_alloc(arena, statement->n * sizeof(*statement->children));
	for (struct statement *child = statement->child; child; child = child->next) {
		statement->children[n++] = child;
		index_children(child, arena);
	}
}

static void add_variant(struct search *search, const struct stream *stream, struct statement *root)
{
	struct variant variant = {
		.root = root,
		.hidden = keep(search->arena, stream->hidden.items,
			       stream->hidden.n * sizeof(*stream->hidden.items)),
		.n_hidden = stream->hidden.n,
		.chosen = keep(search->arena, stream->chosen.items,
			       stream->chosen.n * sizeof(*stream->chosen.items)),
		.n_chosen = stream->chosen.n,
		.slots = arena_alloc(search->arena, sizeof(*variant.slots)),
	};

	index_children(root, search->arena);
	root->first = search->first;
	root->last = search->last;
	VEC_PUSH(&search->variants, variant);
}

/* Reads with the choices at hand. What fails in an #if is tried again with one branch of it alone. */
static struct fault read_once(struct search *search)
{
	struct stream stream;
	struct statement *root;
	struct fault fault;

	stream_read(search->outline, search->first, search->last, &search->choices, search->arena,
		    &stream);
	fault = (struct fault){ .token = stream.bad, .cut = stream.cut };
	if (stream.cut != NO_TOKEN || stream.bad != NO_TOKEN) {
		fault.why = "a bracket has no partner";
	} else {
		root = statement_read(search->outline, &stream, search->arena, &fault);
		if (root)
			add_variant(search, &stream, root);
	}
	stream_free(&stream);
	return fault;
}

static void read_variants(struct search *search)
{
	struct fault fault;
	struct arms arms;

	if (++search->n_readings > MAX_READINGS) {
		search->fault.token = search->first;
		search->fault.why = "too many #ifs cut its statements";
		return;
	}
	fault = read_once(search);
	if (!fault.why)
		return;
	if (fault.cut == NO_TOKEN) {
		search->fault = fault;
		return;
	}
	arms_read(search->outline, fault.cut, search->arena, &arms);
	for (size_t i = 0; i < arms.n + !arms.has_else && !search->fault.why; i++) {
		struct arm_choice choice = arms_choice(&arms, i);

		VEC_PUSH(&search->choices, choice);
		read_variants(search);
		search->choices.n--;
	}
}

void variants_read(const struct outline *outline, size_t first, size_t last, struct arena *arena,
		   struct variants *variants)
{
	struct search search = {
		.outline = outline, .first = first, .last = last, .arena = arena,
	};

	read_variants(&search);
	*variants = (struct variants){ .bad = search.fault.token, .why = search.fault.why };
	if (!search.fault.why) {
		variants->n = search.variants.n;
		variants->items = keep(arena, search.variants.items,
				       search.variants.n * sizeof(*search.variants.items));
	}
	free(search.variants.items);
	free(search.choices.items);
}

bool variant_hides(const struct variant *variant, size_t token)
{
	size_t i;

	LOWER_BOUND(i, variant->n_hidden, variant->hidden[i].last <= token);
	return i < variant->n_hidden && token >= variant->hidden[i].first;
}

static const struct statement *child_at(const struct statement *statement, size_t token)
{
	size_t i;

	LOWER_BOUND(i, statement->n, statement->children[i]->last <= token);
	return i < statement->n && token >= statement->children[i]->first ?
	       statement->children[i] : NULL;
}

const struct statement *variant_at(const struct variant *variant, size_t token)
{
	const struct statement *at = variant->root, *inner = at;

	if (token < at->first || token >= at->last || variant_hides(variant, token))
		return NULL;
	while ((inner = child_at(at, token)))
		at = inner;
	return at;
}

/* The body that a token stands in: of a function, or of a #define. False: in neither. */
static bool body_at(const struct outline *outline, size_t i, size_t *first, size_t *last)
{
	const struct token_list *tokens = &outline->tokens;
	const struct function *function = outline_function_at(outline, i);

	if (tokens->items[i].directive) {
		const struct directive *directive =
			&tokens->directives.items[tokens->items[i].directive - 1];

		*first = directive->first + 3;
		*last = directive->last;
		/* NAME( without a blank takes arguments. */
		if (directive->kind == DIRECTIVE_DEFINE && *first < *last &&
		    token_is(tokens, *first, "(") &&
		    tokens->items[*first].offset == tokens->items[*first - 1].offset +
						    tokens->items[*first - 1].length)
			*first = outline_closing(outline, *first) + 1;
		return directive->kind == DIRECTIVE_DEFINE && *first && *first <= i;
	}
	if (!function || i <= function->body)
		return false;
	*first = function->body + 1;
	*last = function->end;
	return i < *last;
}

static size_t begin_in(const struct outline *outline, size_t first, size_t last, size_t i)
{
	struct arena arena = {0};
	struct variants variants;
	size_t begin = i;

	variants_read(outline, first, last, &arena, &variants);
	for (size_t v = 0; v < variants.n; v++) {
		const struct statement *statement = variant_at(&variants.items[v], i);

		if (!statement)
			continue;
		begin = statement->first;
		break;
	}
	arena_free(&arena);
	return begin;
}

size_t statement_begin(const struct outline *outline, size_t i)
{
	size_t first, last;

	if (body_at(outline, i, &first, &last))
		return begin_in(outline, first, last, i);
	return outline->tokens.items[i].directive ? i : outline_item(outline, i);
}

size_t statement_end(const struct outline *outline, size_t i)
{
	static const char *const ends[] = { ";", "{", "}" };
	const struct token_list *tokens = &outline->tokens;
	uint32_t directive = tokens->items[i].directive;
	size_t open = outline_enclosing_parenthesis(outline, i);

	for (; open != NO_TOKEN; open = outline_enclosing_parenthesis(outline, open))
		i = outline_closing(outline, open) == NO_TOKEN ? open : outline_closing(outline, open);
	while (i < tokens->n && tokens->items[i].directive == directive &&
	       !token_is_any(tokens, i, ends, ARRAY_SIZE(ends)))
		i++;
	return i < tokens->n ? tokens->items[i].offset : tokens->length;
}

/* A name that is declared is followed by one of these, or by an attribute. */
static bool ends_declarator(const struct token_list *tokens, size_t i)
{
	static const char *const ends[] = { "=", ";", ",", "[", ":", ")", "(" };

	return token_is_any(tokens, i, ends, ARRAY_SIZE(ends)) ||
	       token_begins_with(tokens, i, "__") || token_is(tokens, i, "asm");
}

static bool follows_type(const struct token_list *tokens, size_t i, size_t first)
{
	size_t before = token_previous(tokens, i);

	return i > first && before != NO_TOKEN &&
	       (token_is(tokens, before, "*") || token_is(tokens, before, ",") ||
		token_is(tokens, before, ")") || token_is(tokens, before, "}") ||
		(tokens->items[before].kind == TOKEN_IDENTIFIER &&
		 !is_statement_word(tokens, before)));
}

/* Goes through `type a = 1, *b` up to token i; false where i is part of a value or of a type's braces. */
static bool is_declarator(const struct outline *outline, size_t first, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	bool in_value = false;

	for (size_t at = first; at < i; at = token_next(tokens, at)) {
		bool opens = token_is(tokens, at, "(") || token_is(tokens, at, "[") ||
			     token_is(tokens, at, "{");
		size_t close = opens ? outline_closing(outline, at) : NO_TOKEN;

		if (token_is(tokens, at, "="))
			in_value = true;
		else if (token_is(tokens, at, ","))
			in_value = false;
		if (!opens)
			continue;
		/* `int (*f)(void)`: the name stands in the first parentheses, behind a star. */
		if (close == NO_TOKEN || close > i)
			return token_is(tokens, at, "(") && !in_value &&
			       token_is(tokens, token_next(tokens, at), "*") &&
			       token_is(tokens, token_next(tokens, i), ")");
		at = close;
	}
	return !in_value;
}

bool statement_declares(const struct outline *outline, const struct statement *statement, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t first = statement->first;

	if (statement->kind == STATEMENT_FOR && i > statement->open && i < statement->close)
		first = token_next(tokens, statement->open);
	else if (statement->kind != STATEMENT_DECLARATION)
		return false;
	/* Names with two underscores are attributes: `int a __maybe_unused`. */
	if (tokens->items[i].kind != TOKEN_IDENTIFIER || token_begins_with(tokens, i, "__") ||
	    tokens->items[first].kind != TOKEN_IDENTIFIER || !follows_type(tokens, i, first) ||
	    !ends_declarator(tokens, token_next(tokens, i)))
		return false;
	if (statement->kind == STATEMENT_FOR)
		for (size_t at = first; at < i; at = token_next(tokens, at))
			if (token_is(tokens, at, ";") || token_is(tokens, at, "("))
				return false;
	return is_declarator(outline, first, i);
}
