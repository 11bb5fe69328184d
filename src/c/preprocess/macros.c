// SPDX-License-Identifier: GPL-2.0-only
#include "c/preprocess/macros.h"

#include "base/data/mem.h"

#include <stdlib.h>

/* Macros in macros, and words in all: far above what any condition needs. */
#define MAX_DEPTH 16
#define MAX_WORDS 4000
#define MAX_STEPS 100000	/* words looked at or copied on the way, of which none may be left in the end */

struct expansion {
	const struct macros *macros;
	struct word_list *out;
	unsigned depth;
	unsigned steps;
	bool of_version;
};

static bool expand(struct expansion *expansion, const struct word_list *words);

bool word_is(const struct word *word, const char *text)
{
	return word->length == strlen(text) && !memcmp(word->text, text, word->length);
}

static bool same_word(const struct word *a, const struct word *b)
{
	return a->length == b->length && !memcmp(a->text, b->text, a->length);
}

void words_add(struct word_list *words, const struct token_list *tokens, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++) {
		const struct token *token = &tokens->items[i];
		struct word word = { tokens->text + token->offset, token->length, token->kind, NULL };

		if (!token_is_comment(token))
			VEC_PUSH(words, word);
	}
}

/* Where the name is among the slots, or would be. Half of them are free, so there is an end. */
static size_t *slot_of(const struct macros *macros, const struct word *name)
{
	size_t hash = 2166136261u;

	for (size_t i = 0; i < name->length; i++)
		hash = (hash ^ (unsigned char)name->text[i]) * 16777619u;
	for (hash ^= hash >> 15;; hash++) {
		size_t *slot = &macros->slots[hash & (macros->n_slots - 1)];

		if (!*slot || same_word(&macros->items[*slot - 1].name, name))
			return slot;
	}
}

static struct macro *find(const struct macros *macros, const struct word *name)
{
	size_t found = macros->n ? *slot_of(macros, name) : 0;

	return found ? &macros->items[found - 1] : NULL;
}

static void make_room(struct macros *macros)
{
	if (2 * (macros->n + 1) <= macros->n_slots)
		return;
	free(macros->slots);
	macros->n_slots = macros->n_slots ? 2 * macros->n_slots : 64;
	macros->slots = mem_calloc(macros->n_slots, sizeof(*macros->slots));
	for (size_t i = 0; i < macros->n; i++)
		*slot_of(macros, &macros->items[i].name) = i + 1;
}

const struct macro *macro_find(const struct macros *macros, const struct word *name)
{
	return find(macros, name);
}

static struct macro *find_or_add(struct macros *macros, const struct word *name)
{
	struct macro *macro = find(macros, name);
	struct macro added = { .name = *name };

	if (macro)
		return macro;
	make_room(macros);
	*slot_of(macros, name) = macros->n + 1;
	VEC_PUSH(macros, added);
	return &macros->items[macros->n - 1];
}

static void end_parameters(struct macro *macro, bool is_nameless)
{
	static const struct word rest = { "__VA_ARGS__", 11, TOKEN_IDENTIFIER, NULL };

	macro->is_variadic = true;
	if (is_nameless)
		VEC_PUSH(&macro->parameters, rest);
}

/* The token behind the parameters that begin at the parenthesis, or last when they have no end. */
static size_t read_parameters(struct macro *macro, const struct token_list *tokens, size_t open,
			      size_t last)
{
	for (size_t i = open + 1; i < last; i++) {
		if (token_is(tokens, i, ")"))
			return i + 1;
		/* `...` is __VA_ARGS__; `args...` gives it another name. */
		if (token_is(tokens, i, "..."))
			end_parameters(macro, token_is(tokens, i - 1, "(") ||
				       token_is(tokens, i - 1, ","));
		else if (!token_is(tokens, i, ","))
			words_add(&macro->parameters, tokens, i, i + 1);
	}
	return last;
}

static void read_definition(struct macro *macro, const struct token_list *tokens, size_t name,
			    size_t last)
{
	const struct token *token = &tokens->items[name];
	size_t body = name + 1;

	macro->parameters.n = macro->body.n = 0;
	macro->is_variadic = false;
	/* NAME( without a blank takes arguments. */
	macro->takes_arguments = body < last && token_is(tokens, body, "(") &&
				 tokens->items[body].offset == token->offset + token->length;
	if (macro->takes_arguments)
		body = read_parameters(macro, tokens, body, last);
	words_add(&macro->body, tokens, body, last);
}

void macro_note(struct macros *macros, const struct token_list *tokens, size_t first, size_t last,
		enum macro_state state, bool of_version)
{
	bool defines = token_is(tokens, first + 1, "define");
	const struct token *token;
	struct macro *macro;
	struct word name;

	if (first + 2 >= last || tokens->items[first + 2].kind != TOKEN_IDENTIFIER)
		return;
	token = &tokens->items[first + 2];
	name = (struct word){ tokens->text + token->offset, token->length, token->kind, NULL };
	/* Left out by the version: that says something only of a name that nothing else is known of. */
	if (state == MACRO_UNDEFINED && (!defines || !of_version || find(macros, &name)))
		return;
	macro = find_or_add(macros, &name);
	macro->state = state == MACRO_DEFINED && !defines ? MACRO_UNDEFINED : state;
	macro->of_version = of_version;
	if (macro->state == MACRO_DEFINED)
		read_definition(macro, tokens, first + 2, last);
}

/*
 * The words of one argument, from *i up to its comma, unless it takes commas too, or the parenthesis
 * that ends them all.
 */
static void read_argument(const struct word_list *words, size_t *i, bool takes_commas,
			  struct word_list *argument)
{
	for (unsigned depth = 0; *i < words->n; ++*i) {
		const struct word *word = &words->items[*i];

		if (!depth && ((word_is(word, ",") && !takes_commas) || word_is(word, ")")))
			return;
		depth += word_is(word, "(");
		depth -= word_is(word, ")");
		VEC_PUSH(argument, *word);
	}
}

size_t macro_parameter(const struct macro *macro, const struct word *name)
{
	size_t i = 0;

	while (i < macro->parameters.n && !same_word(&macro->parameters.items[i], name))
		i++;
	return i;
}

void macro_arguments_free(const struct macro *macro, struct word_list *arguments)
{
	for (size_t i = 0; i < macro->parameters.n; i++)
		free(arguments[i].items);
	free(arguments);
}

struct word_list *macro_arguments(const struct macro *macro, const struct word_list *words, size_t *i)
{
	struct word_list *arguments = mem_calloc(macro->parameters.n + 1, sizeof(*arguments));
	size_t n = macro->parameters.n, at = *i + 1;

	for (size_t a = 0; a < n; a++) {
		bool is_rest = macro->is_variadic && a + 1 == n;

		read_argument(words, &at, is_rest, &arguments[a]);
		/* `f(x)` where f takes `x, ...`: the rest is empty. */
		if (a + 1 < n && at < words->n && word_is(&words->items[at], ","))
			at++;
		else if (a + 1 < n && !(macro->is_variadic && a + 2 == n))
			at = words->n;
	}
	if (at < words->n && word_is(&words->items[at], ")")) {
		*i = at;
		return arguments;
	}
	macro_arguments_free(macro, arguments);
	return NULL;
}

static bool add_word(struct expansion *expansion, const struct word *word, struct word_list *text)
{
	if (expansion->steps++ >= MAX_STEPS)
		return false;
	VEC_PUSH(text, *word);
	return true;
}

/* The body with arguments in the place of parameters; false: it is too long. */
static bool substitute(struct expansion *expansion, const struct macro *macro, const struct word_list *arguments,
		       struct word_list *text)
{
	bool fits = true;

	for (size_t i = 0; i < macro->body.n && fits; i++) {
		const struct word *word = &macro->body.items[i];
		size_t parameter = macro_parameter(macro, word);

		if (parameter == macro->parameters.n)
			fits = add_word(expansion, word, text);
		else
			for (size_t a = 0; a < arguments[parameter].n && fits; a++)
				fits = add_word(expansion, &arguments[parameter].items[a], text);
	}
	return fits;
}

/* A use of a macro with arguments; *i is its name, and becomes the parenthesis that closes it. */
static bool expand_call(struct expansion *expansion, const struct macro *macro,
			const struct word_list *words, size_t *i)
{
	struct word_list *arguments, text = {0};
	bool done;

	++*i;
	arguments = macro_arguments(macro, words, i);
	if (!arguments)
		return false;
	done = substitute(expansion, macro, arguments, &text) && expand(expansion, &text);
	macro_arguments_free(macro, arguments);
	free(text.items);
	return done;
}

/* `defined X`, `defined(X)`: X is meant, not what it stands for. Returns the last word of it. */
static size_t copy_defined(struct expansion *expansion, const struct word_list *words, size_t i)
{
	size_t last = i + 1 < words->n && word_is(&words->items[i + 1], "(") ? i + 3 : i + 1;

	for (; i < words->n && i <= last; i++)
		VEC_PUSH(expansion->out, words->items[i]);
	return last;
}

static bool expand_word(struct expansion *expansion, const struct word_list *words, size_t *i)
{
	const struct word *word = &words->items[*i];
	const struct macro *macro = word->kind == TOKEN_IDENTIFIER ?
		find(expansion->macros, word) : NULL;

	if (word_is(word, "defined")) {
		*i = copy_defined(expansion, words, *i);
		return true;
	}
	/* The kernel's own says it all, whatever a driver defines for kernels that lack it. */
	if (!macro || macro->state != MACRO_DEFINED || word_is(word, "KERNEL_VERSION") ||
	    word_is(word, "LINUX_VERSION_CODE")) {
		VEC_PUSH(expansion->out, *word);
		return true;
	}
	expansion->of_version |= macro->of_version;
	if (!macro->takes_arguments)
		return expand(expansion, &macro->body);
	if (*i + 1 < words->n && word_is(&words->items[*i + 1], "("))
		return expand_call(expansion, macro, words, i);
	VEC_PUSH(expansion->out, *word);
	return true;
}

static bool expand(struct expansion *expansion, const struct word_list *words)
{
	bool done = expansion->depth++ < MAX_DEPTH;

	for (size_t i = 0; i < words->n && done; i++)
		done = expansion->out->n < MAX_WORDS && expansion->steps++ < MAX_STEPS &&
		       expand_word(expansion, words, &i);
	expansion->depth--;
	return done;
}

bool macros_expand(const struct macros *macros, const struct word_list *words, struct word_list *expanded,
		   bool *of_version)
{
	struct expansion expansion = { .macros = macros, .out = expanded };
	bool done = expand(&expansion, words);

	*of_version |= expansion.of_version;
	return done;
}

void macros_free(struct macros *macros)
{
	for (size_t i = 0; i < macros->n; i++) {
		free(macros->items[i].parameters.items);
		free(macros->items[i].body.items);
	}
	free(macros->items);
	free(macros->slots);
	*macros = (struct macros){0};
}
