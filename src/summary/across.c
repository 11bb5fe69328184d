// SPDX-License-Identifier: GPL-2.0-only
#include "summary/across.h"

#include "base/mem.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#define NO_WORD UINT32_MAX

/* A word of one source. Those of the same hash are a chain, in the order of the sources. */
struct word {
	uint32_t source, token;		/* the first in that source */
	uint32_t next;
};

struct across {
	struct source *const *sources;
	size_t n;
	struct { struct word *items; size_t n, capacity; } words;
	uint32_t *chains;		/* the last word of each hash, or NO_WORD */
	uint32_t mask;
};

static uint32_t hash_of(const struct token_list *tokens, size_t i)
{
	const char *text = tokens->text + tokens->items[i].offset;
	uint32_t hash = 2166136261u;

	for (uint32_t at = 0; at < tokens->items[i].length; at++)
		hash = (hash ^ (unsigned char)text[at]) * 16777619u;
	return hash;
}

static bool is_word(const struct token_list *tokens, const struct uses *uses, size_t i)
{
	return tokens->items[i].kind == TOKEN_IDENTIFIER && uses->first[i] == i;
}

static void add_words(struct across *across, uint32_t index)
{
	struct source *source = across->sources[index];
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);

	for (size_t i = 0; i < tokens->n; i++) {
		struct word word = { .source = index, .token = (uint32_t)i };
		uint32_t *chain;

		if (!is_word(tokens, uses, i))
			continue;
		chain = &across->chains[hash_of(tokens, i) & across->mask];
		word.next = *chain;
		*chain = (uint32_t)across->words.n;
		VEC_PUSH(&across->words, word);
	}
}

struct across *across_new(struct source *const *sources, size_t n)
{
	struct across *across = mem_calloc(1, sizeof(*across));

	across->sources = sources;
	across->n = n;
	across->mask = (1u << 16) - 1;
	across->chains = mem_calloc(across->mask + 1, sizeof(*across->chains));
	memset(across->chains, 0xff, (across->mask + 1) * sizeof(*across->chains));
	for (size_t i = 0; i < n; i++) {
		add_words(across, (uint32_t)i);
		sources[i]->across = across;
	}
	return across;
}

void across_free(struct across *across)
{
	if (!across)
		return;
	for (size_t i = 0; i < across->n; i++)
		across->sources[i]->across = NULL;
	free(across->words.items);
	free(across->chains);
	free(across);
}

/* --- one name --- */

static bool is_static(const struct token_list *tokens, const struct function *function)
{
	for (size_t i = function->item; i < function->name_token; i++)
		if (token_is(tokens, i, "static"))
			return true;
	return false;
}

/* An inline function of a header belongs to whoever includes it. */
bool function_is_private(const struct source *source, const struct function *function)
{
	return !ends_with(source->path, ".h") &&
	       is_static(&source->outline.tokens, function);
}

/* The function of the source whose name is the word that first stands at the token, or NULL. */
static const struct function *function_named(struct source *source, size_t token)
{
	const struct uses *uses = source_uses(source);

	for (size_t f = 0; f < source->outline.functions.n; f++) {
		const struct function *function = &source->outline.functions.items[f];

		if (uses->first[function->name_token] == token)
			return function;
	}
	return NULL;
}

/* The folder that a file is linked in with others alone, as its length: arch/NAME/, tools/; 0: the kernel. */
static size_t own_world(const char *path)
{
	static const char *const alone[] = { "tools/", "samples/", "scripts/" };
	const char *slash;

	for (size_t i = 0; i < ARRAY_SIZE(alone); i++)
		if (!strncmp(path, alone[i], strlen(alone[i])))
			return strlen(alone[i]);
	slash = !strncmp(path, "arch/", 5) ? strchr(path + 5, '/') : NULL;
	return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Can code of the one file call what the other defines? */
static bool sees(const char *path, const char *defined)
{
	size_t own = own_world(path), other = own_world(defined);

	if (other)
		return own == other && !strncmp(path, defined, other);
	return !own || !strncmp(path, "arch/", 5);
}

static bool same_word(const struct across *across, const struct word *word,
		      const struct source *source, size_t token)
{
	const struct token_list *a = &across->sources[word->source]->outline.tokens;
	const struct token_list *b = &source->outline.tokens;

	return a->items[word->token].length == b->items[token].length &&
	       !memcmp(a->text + a->items[word->token].offset, b->text + b->items[token].offset,
		       b->items[token].length);
}

/* The next word of the chain, from at on, that is the one at the token of the source; or NO_WORD. */
static uint32_t find_word(const struct across *across, uint32_t at, const struct source *source,
			  size_t token)
{
	while (at != NO_WORD && !same_word(across, &across->words.items[at], source, token))
		at = across->words.items[at].next;
	return at;
}

static uint32_t first_word(const struct across *across, const struct source *source, size_t token)
{
	const struct token_list *tokens = &source->outline.tokens;

	return find_word(across, across->chains[hash_of(tokens, token) & across->mask], source, token);
}

static uint32_t next_word(const struct across *across, uint32_t at, const struct source *source,
			  size_t token)
{
	return find_word(across, across->words.items[at].next, source, token);
}

/* How many files define a function of that name that others see; the last one goes into *place. */
static size_t count_definitions(struct source *source, size_t token, struct across_place *place)
{
	const struct across *across = source->across;
	size_t n = 0;

	for (uint32_t at = first_word(across, source, token); at != NO_WORD;
	     at = next_word(across, at, source, token)) {
		const struct word *word = &across->words.items[at];
		struct source *other = across->sources[word->source];
		const struct function *function = function_named(other, word->token);

		if (!function || function_is_private(other, function))
			continue;
		*place = (struct across_place){ other, function, function->name_token };
		n++;
	}
	return n;
}

bool across_callee(struct source *source, size_t i, struct across_place *callee)
{
	const struct uses *uses = source_uses(source);

	return source->across && source->outline.tokens.items[i].kind == TOKEN_IDENTIFIER &&
	       !function_named(source, uses->first[i]) &&
	       count_definitions(source, i, callee) == 1 && callee->source != source &&
	       sees(source->path, callee->source->path);
}

static void add_uses(struct source *source, uint32_t first, struct across_places *places)
{
	const struct uses *uses = source_uses(source);

	for (uint32_t i = first; i != NO_USE; i = uses->next[i]) {
		struct across_place place = {
			source, outline_function_at(&source->outline, i), i,
		};

		VEC_PUSH(places, place);
	}
}

bool across_uses(struct source *source, const struct function *function,
		 struct across_places *places)
{
	const struct across *across = source->across;
	size_t token = function->name_token;
	struct across_place only;

	if (!across || function_is_private(source, function) ||
	    count_definitions(source, token, &only) != 1)
		return false;
	for (uint32_t at = first_word(across, source, token); at != NO_WORD;
	     at = next_word(across, at, source, token)) {
		const struct word *word = &across->words.items[at];
		struct source *other = across->sources[word->source];

		if (other != source && !function_named(other, word->token) &&
		    sees(other->path, source->path))
			add_uses(other, word->token, places);
	}
	return true;
}
