// SPDX-License-Identifier: GPL-2.0-only
#include "calls/summary/across.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <string.h>

#define NO_NAME UINT32_MAX
#define FEWEST_CHAINS (1u << 15)
#define FULL_CHAIN 4u			/* names in a chain, on average, are no more */

/* A name in one source: a word where it stands first, or a function. Those of one hash are a chain. */
struct name {
	uint32_t source, token;
	uint32_t function;		/* of the source's outline, or NO_NAME */
	uint32_t hash;
	uint32_t next;
};

struct names {
	struct name *items;
	size_t n, capacity;
	uint32_t *chains;		/* the last name of each hash, or NO_NAME */
	size_t n_chains;		/* a power of two */
};

struct across {
	struct { struct source **items; size_t n, capacity; } sources;
	struct names words;		/* all that may be visible functions, of the first n_listed sources */
	size_t n_listed;
	struct names functions;		/* that are defined */
	struct word_set visible;	/* their names, but for those that only their own file sees */
	struct names macros;		/* that headers define */
};

static uint32_t *chain_of(const struct names *names, uint32_t hash)
{
	return &names->chains[hash & (names->n_chains - 1)];
}

static void link_name(struct names *names, size_t i)
{
	uint32_t *chain = chain_of(names, names->items[i].hash);

	names->items[i].next = *chain;
	*chain = (uint32_t)i;
}

static void make_chains(struct names *names, size_t n)
{
	names->n_chains = n;
	names->chains = mem_realloc(names->chains, n * sizeof(*names->chains));
	memset(names->chains, 0xff, n * sizeof(*names->chains));
	for (size_t i = 0; i < names->n; i++)
		link_name(names, i);
}

static void names_free(struct names *names)
{
	free(names->items);
	free(names->chains);
}

static void add_name(struct names *names, struct name name)
{
	VEC_PUSH(names, name);
	if (names->n > names->n_chains * FULL_CHAIN)
		make_chains(names, names->n_chains * FULL_CHAIN);
	else
		link_name(names, names->n - 1);
}

/* Only a macro of a header is seen in other files. */
static void add_macros(struct across *across, size_t index)
{
	struct source *source = across->sources.items[index];
	const struct uses *uses = ends_with(source->path, ".h") ? source_uses(source) : NULL;

	for (size_t i = 0; uses && i < uses->words.n; i++) {
		const struct used_word *word = &uses->words.items[i];

		if (word->constant != NO_USE && token_defines_macro(&source->outline.tokens, word->constant))
			add_name(&across->macros, (struct name){
				.source = (uint32_t)index, .token = word->constant, .function = NO_NAME,
				.hash = word->hash,
			});
	}
}

static void add_functions(struct across *across, size_t index)
{
	const struct source *source = across->sources.items[index];
	const struct outline *outline = &source->outline;

	for (size_t f = 0; f < outline->functions.n; f++) {
		const struct function *function = &outline->functions.items[f];
		struct name name = {
			.source = (uint32_t)index, .token = (uint32_t)function->name_token, .function = (uint32_t)f,
			.hash = word_hash(&outline->tokens, function->name_token),
		};

		add_name(&across->functions, name);
		if (!function_is_private(source, function))
			word_set_add(&across->visible, name.hash);
	}
}

static void list_words_of(struct across *across, size_t index)
{
	const struct uses *uses = source_uses(across->sources.items[index]);

	for (size_t i = 0; i < uses->words.n; i++) {
		const struct used_word *word = &uses->words.items[i];

		if (word_set_may_have(&across->visible, word->hash))
			add_name(&across->words, (struct name){
				.source = (uint32_t)index, .token = word->first, .function = NO_NAME,
				.hash = word->hash,
			});
	}
}

/*
 * Sources come many at a time, and their functions make words of all others interesting: those are listed anew,
 * when somebody asks. They are few of all words, and to go through the hashes of all is quick.
 */
static void list_words(struct across *across)
{
	if (across->n_listed == across->sources.n)
		return;
	across->n_listed = across->sources.n;
	across->words.n = 0;
	make_chains(&across->words, FEWEST_CHAINS);
	for (size_t i = 0; i < across->sources.n; i++)
		list_words_of(across, i);
}

struct across *across_new(void)
{
	struct across *across = mem_calloc(1, sizeof(*across));

	make_chains(&across->words, FEWEST_CHAINS);
	make_chains(&across->functions, FEWEST_CHAINS);
	make_chains(&across->macros, FEWEST_CHAINS);
	return across;
}

void across_add(struct across *across, struct source *source)
{
	VEC_PUSH(&across->sources, source);
	add_macros(across, across->sources.n - 1);
	add_functions(across, across->sources.n - 1);
	source->across = across;
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
	names_free(&across->macros);
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

/* Names of one text, one after the other. */
struct search {
	const struct across *across;
	const struct names *names;
	const struct token_list *tokens;
	size_t token;			/* it has the text */
	uint32_t hash;			/* of the text */
	uint32_t next;			/* of the chain, or NO_NAME */
};

static struct search search_of(const struct names *names, const struct source *source, size_t token)
{
	uint32_t hash = word_hash(&source->outline.tokens, token);

	return (struct search){
		.across = source->across, .names = names, .tokens = &source->outline.tokens, .token = token,
		.hash = hash, .next = *chain_of(names, hash),
	};
}

static bool is_same(const struct search *search, const struct name *name)
{
	const struct token_list *tokens = &search->across->sources.items[name->source]->outline.tokens;

	return token_is_same(tokens, name->token, search->tokens, search->token);
}

/* The next one, or NULL. */
static const struct name *next_name(struct search *search)
{
	while (search->next != NO_NAME) {
		const struct name *name = &search->names->items[search->next];

		search->next = name->next;
		if (name->hash == search->hash && is_same(search, name))
			return name;
	}
	return NULL;
}

/* Does the source itself define a function of that name? */
static bool is_defined_in(const struct across *across, const struct source *own, size_t token)
{
	struct search search = search_of(&across->functions, own, token);
	const struct name *name;

	while ((name = next_name(&search)))
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
	struct search search = search_of(&across->functions, source, token);
	const struct name *name;
	size_t n = 0;

	while ((name = next_name(&search))) {
		struct source *other = across->sources.items[name->source];
		const struct function *function = &other->outline.functions.items[name->function];

		if (function_is_private(other, function) || !are_together(source->path, other->path))
			continue;
		*place = (struct across_place){ other, function, name->token };
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

void across_add_words(const struct source *source, struct word_set *words)
{
	if (source->across)
		word_set_join(words, &source->across->visible);
}

void across_macros(struct source *source, size_t i, struct across_places *macros)
{
	const struct across *across = source->across;
	struct search search;
	const struct name *name;

	if (!across)
		return;
	search = search_of(&across->macros, source, i);
	while ((name = next_name(&search))) {
		struct across_place place = { across->sources.items[name->source], NULL, name->token };

		if (place.source != source && sees(source->path, place.source->path))
			VEC_PUSH(macros, place);
	}
}

static void add_uses(struct source *source, uint32_t first, struct across_places *places)
{
	const struct uses *uses = source_uses(source);

	for (uint32_t i = first; i != NO_USE; i = uses_next(uses, i)) {
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
	struct across *across = source->across;
	size_t token = function->name_token;
	struct across_place only;
	const struct name *word;
	struct search search;

	if (!across || function_is_private(source, function) ||
	    count_definitions(source, token, &only) != 1)
		return false;
	list_words(across);
	search = search_of(&across->words, source, token);
	while ((word = next_name(&search))) {
		struct source *other = across->sources.items[word->source];

		if (other != source && may_call(other->path, source->path) &&
		    !is_defined_in(across, other, word->token))
			add_uses(other, word->token, places);
	}
	return true;
}
