// SPDX-License-Identifier: GPL-2.0-only
#include "summary/across.h"

#include "base/mem.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#define NO_NAME UINT32_MAX
#define CHAINS (1u << 16)

/* A name in one source: a word where it stands first, or a function. Those of one hash are a chain. */
struct name {
	uint32_t source, token;
	uint32_t next;
	const struct function *function;	/* or NULL */
};

struct names {
	struct name *items;
	size_t n, capacity;
	uint32_t *chains;		/* the last name of each hash, or NO_NAME */
};

struct across {
	struct { struct source **items; size_t n, capacity; } sources;
	struct names words;		/* all of them */
	struct names functions;		/* that are defined */
};

static uint32_t hash_of(const struct token_list *tokens, size_t i)
{
	const char *text = tokens->text + tokens->items[i].offset;
	uint32_t hash = 2166136261u;

	for (uint32_t at = 0; at < tokens->items[i].length; at++)
		hash = (hash ^ (unsigned char)text[at]) * 16777619u;
	return (hash ^ hash >> 16) % CHAINS;
}

static void names_init(struct names *names)
{
	names->chains = mem_calloc(CHAINS, sizeof(*names->chains));
	memset(names->chains, 0xff, CHAINS * sizeof(*names->chains));
}

static void names_free(struct names *names)
{
	free(names->items);
	free(names->chains);
}

static void add_name(struct across *across, struct names *names, size_t source, size_t token,
		     const struct function *function)
{
	uint32_t *chain = &names->chains[hash_of(&across->sources.items[source]->outline.tokens, token)];
	struct name name = {
		.source = (uint32_t)source, .token = (uint32_t)token, .next = *chain,
		.function = function,
	};

	*chain = (uint32_t)names->n;
	VEC_PUSH(names, name);
}

static void add_source(struct across *across, size_t index)
{
	struct source *source = across->sources.items[index];
	const struct outline *outline = &source->outline;
	const struct uses *uses = source_uses(source);

	for (size_t i = 0; i < uses->words.n; i++)
		add_name(across, &across->words, index, uses->words.items[i], NULL);
	for (size_t f = 0; f < outline->functions.n; f++)
		add_name(across, &across->functions, index, outline->functions.items[f].name_token,
			 &outline->functions.items[f]);
	source->across = across;
}

struct across *across_new(void)
{
	struct across *across = mem_calloc(1, sizeof(*across));

	names_init(&across->words);
	names_init(&across->functions);
	return across;
}

void across_add(struct across *across, struct source *source)
{
	VEC_PUSH(&across->sources, source);
	add_source(across, across->sources.n - 1);
}

void across_settle(struct across *across)
{
	for (size_t i = 0; i < across->sources.n; i++)
		source_forget_others(across->sources.items[i]);
}

void across_free(struct across *across)
{
	if (!across)
		return;
	across_settle(across);
	for (size_t i = 0; i < across->sources.n; i++)
		across->sources.items[i]->across = NULL;
	names_free(&across->words);
	names_free(&across->functions);
	free(across->sources.items);
	free(across);
}

/* --- one name --- */

/* An inline function of a header belongs to whoever includes it. */
bool function_is_private(const struct source *source, const struct function *function)
{
	return !ends_with(source->path, ".h") &&
	       function_is_static(&source->outline, function);
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

static bool is_same(const struct across *across, const struct name *name,
		    const struct source *source, size_t token)
{
	const struct token_list *a = &across->sources.items[name->source]->outline.tokens;
	const struct token_list *b = &source->outline.tokens;

	return a->items[name->token].length == b->items[token].length &&
	       !memcmp(a->text + a->items[name->token].offset, b->text + b->items[token].offset,
		       b->items[token].length);
}

/* The names of that text, one after the other: *at begins with the chain, and ends with NO_NAME. */
static const struct name *next_name(const struct across *across, const struct names *names,
				    const struct source *source, size_t token, uint32_t *at)
{
	while (*at != NO_NAME) {
		const struct name *name = &names->items[*at];

		*at = name->next;
		if (is_same(across, name, source, token))
			return name;
	}
	return NULL;
}

static uint32_t chain_of(const struct names *names, const struct source *source, size_t token)
{
	return names->chains[hash_of(&source->outline.tokens, token)];
}

/* Does the source itself define a function of that name? */
static bool is_defined_in(const struct across *across, const struct source *own, size_t token)
{
	uint32_t at = chain_of(&across->functions, own, token);
	const struct name *name;

	while ((name = next_name(across, &across->functions, own, token, &at)))
		if (across->sources.items[name->source] == own)
			return true;
	return false;
}

/* An architecture's function, which the kernel's common code calls as well as code of that architecture. */
static bool is_of_architecture(const char *path)
{
	return !strncmp(path, "arch/", 5);
}

/* May both be what one linker gets? What two architectures define is not. */
static bool are_together(const char *path, const char *other)
{
	size_t own = own_world(path);

	return !is_of_architecture(path) || !is_of_architecture(other) ||
	       (own == own_world(other) && !strncmp(path, other, own));
}

/*
 * How many files define a function of that name that others see, as far as they are linked with the source;
 * the last one goes into *place.
 */
static size_t count_definitions(const struct source *source, size_t token,
				struct across_place *place)
{
	const struct across *across = source->across;
	uint32_t at = chain_of(&across->functions, source, token);
	const struct name *name;
	size_t n = 0;

	while ((name = next_name(across, &across->functions, source, token, &at))) {
		struct source *other = across->sources.items[name->source];

		if (function_is_private(other, name->function) ||
		    !are_together(source->path, other->path))
			continue;
		*place = (struct across_place){ other, name->function, name->token };
		n++;
	}
	return n;
}

bool across_callee(struct source *source, size_t i, struct across_place *callee)
{
	return source->across && source->outline.tokens.items[i].kind == TOKEN_IDENTIFIER &&
	       count_definitions(source, i, callee) == 1 && callee->source != source &&
	       sees(source->path, callee->source->path) &&
	       !is_defined_in(source->across, source, i);
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

/* Common code calls each architecture's function of a name; which one, a call in it does not tell. */
static bool may_call(const char *path, const char *defined)
{
	return sees(path, defined) || (!own_world(path) && is_of_architecture(defined));
}

bool across_uses(struct source *source, const struct function *function,
		 struct across_places *places)
{
	const struct across *across = source->across;
	size_t token = function->name_token;
	struct across_place only;
	const struct name *word;
	uint32_t at;

	if (!across || function_is_private(source, function) ||
	    count_definitions(source, token, &only) != 1)
		return false;
	at = chain_of(&across->words, source, token);
	while ((word = next_name(across, &across->words, source, token, &at))) {
		struct source *other = across->sources.items[word->source];

		if (other != source && may_call(other->path, source->path) &&
		    !is_defined_in(across, other, word->token))
			add_uses(other, word->token, places);
	}
	return true;
}
