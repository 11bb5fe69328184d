// SPDX-License-Identifier: GPL-2.0-only
#include "c/preprocess/expand.h"

#include "base/data/mem.h"
#include "kernel/api/api.h"

#include <stdlib.h>

/* Macros in macros, and replacements and words of one use: far above what a driver's wrappers need. */
#define MAX_DEPTH 8
#define MAX_STEPS 64
#define MAX_WORDS 4000

static bool is_function(const struct word *word)
{
	return word->kind == TOKEN_IDENTIFIER && gup_function_find(word->text, word->length);
}

/* True if a name of the family begins or ends with it: `get_user_pages`, `_fast`, `pin_user_`. */
static bool is_part_of_function(const struct word *word)
{
	for (size_t i = 0; i < gup_function_count; i++) {
		const char *name = gup_functions[i].name;
		size_t length = strlen(name);

		if (word->length < length && word->length > 3 &&
		    (!memcmp(name, word->text, word->length) ||
		     !memcmp(name + length - word->length, word->text, word->length)))
			return true;
	}
	return false;
}

static bool is_pasted(const struct word_list *words, size_t i)
{
	return (i && word_is(&words->items[i - 1], "##")) ||
	       (i + 1 < words->n && word_is(&words->items[i + 1], "##"));
}

static bool is_called(const struct word_list *words, size_t i)
{
	return i + 1 < words->n && word_is(&words->items[i + 1], "(");
}

static const struct macro *macro_of(const struct macros *macros, const struct word *word)
{
	const struct macro *macro = word->kind == TOKEN_IDENTIFIER ? macro_find(macros, word) : NULL;

	return macro && macro->state == MACRO_DEFINED ? macro : NULL;
}

static bool leads(const struct macros *macros, const struct macro *macro, unsigned depth)
{
	for (size_t i = 0; i < macro->body.n && depth < MAX_DEPTH; i++) {
		const struct word *word = &macro->body.items[i];
		const struct macro *inner = macro_of(macros, word);

		if (is_function(word) || (is_pasted(&macro->body, i) && is_part_of_function(word)))
			return true;
		if (macro_parameter(macro, word) < macro->parameters.n) {
			if (is_called(&macro->body, i))
				return true;
		} else if (inner && inner != macro && leads(macros, inner, depth + 1)) {
			return true;
		}
	}
	return false;
}

bool macro_leads(const struct macros *macros, const struct macro *macro)
{
	return !is_function(&macro->name) && leads(macros, macro, 0);
}

/* One use while it is expanded. */
struct expander {
	const struct macros *macros;
	struct arena *arena;
	bool is_variadic;
	unsigned steps;
};

static void add_all(struct word_list *to, const struct word_list *from)
{
	for (size_t i = 0; i < from->n; i++)
		VEC_PUSH(to, from->items[i]);
}

/* What stands for word i of the body: its argument, or the word itself. */
static void add_word(const struct macro *macro, const struct word_list *arguments, size_t i,
		     struct word_list *text)
{
	const struct word *word = &macro->body.items[i];
	size_t parameter = macro_parameter(macro, word);

	if (parameter < macro->parameters.n)
		add_all(text, &arguments[parameter]);
	else
		VEC_PUSH(text, *word);
}

/* True if word i of the body is a parameter that stands for nothing. */
static bool is_empty(const struct macro *macro, const struct word_list *arguments, size_t i)
{
	size_t parameter = macro_parameter(macro, &macro->body.items[i]);

	return parameter < macro->parameters.n && !arguments[parameter].n;
}

/* `a ## b`: the last word that is there, and the first that b brings, become one. */
static void paste(struct expander *expander, const struct macro *macro,
		  const struct word_list *arguments, size_t i, struct word_list *text)
{
	struct word_list right = {0};
	struct word *left = text->n && !is_empty(macro, arguments, i - 2) ?
		&text->items[text->n - 1] : NULL;
	size_t first = 0;

	add_word(macro, arguments, i, &right);
	if (left && word_is(left, ",")) {
		/* `, ## __VA_ARGS__`: nothing behind it takes the comma along. */
		text->n -= !right.n;
	} else if (left && right.n) {
		*left = (struct word){
			.text = arena_printf(expander->arena, "%.*s%.*s", (int)left->length,
					     left->text, (int)right.items[0].length,
					     right.items[0].text),
			.length = left->length + right.items[0].length, .kind = left->kind,
			.pasted_from = left->pasted_from ? left->pasted_from : left->text,
		};
		first = 1;
	}
	for (; first < right.n; first++)
		VEC_PUSH(text, right.items[first]);
	free(right.items);
}

/* The body with arguments in the place of parameters; false where it asks for more than that. */
static bool substitute(struct expander *expander, const struct macro *macro,
		       const struct word_list *arguments, struct word_list *text)
{
	for (size_t i = 0; i < macro->body.n; i++) {
		const struct word *word = &macro->body.items[i];

		if (word_is(word, "#") || word_is(word, "__VA_OPT__"))
			return false;
		if (!word_is(word, "##"))
			add_word(macro, arguments, i, text);
		else if (i && ++i < macro->body.n)
			paste(expander, macro, arguments, i, text);
	}
	return true;
}

/* Puts text in the place of words [first, last). */
static void replace(struct word_list *words, size_t first, size_t last, const struct word_list *text)
{
	struct word_list all = {0};

	for (size_t i = 0; i < first; i++)
		VEC_PUSH(&all, words->items[i]);
	add_all(&all, text);
	for (size_t i = last; i < words->n; i++)
		VEC_PUSH(&all, words->items[i]);
	free(words->items);
	*words = all;
}

static bool replace_use(struct expander *expander, struct word_list *words, size_t i,
			const struct macro *macro)
{
	struct word_list *arguments = NULL, text = {0};
	size_t last = i;
	bool done;

	if (macro->takes_arguments) {
		last++;
		arguments = macro_arguments(macro, words, &last);
		if (!arguments)
			return false;
	}
	expander->is_variadic |= macro->is_variadic;
	done = substitute(expander, macro, arguments, &text);
	if (done)
		replace(words, i, last + 1, &text);
	if (arguments)
		macro_arguments_free(macro, arguments);
	free(text.items);
	return done;
}

/* A name that may or may not be such a macro here: nobody knows what comes out. */
static bool is_uncertain(const struct macros *macros, const struct word *word)
{
	const struct macro *macro = word->kind == TOKEN_IDENTIFIER ? macro_find(macros, word) : NULL;

	return macro && macro->state == MACRO_UNCERTAIN && !is_function(word);
}

bool macro_expand_use(const struct macros *macros, struct word_list *words, struct arena *arena,
		      bool *is_variadic)
{
	struct expander expander = { .macros = macros, .arena = arena };
	size_t i = 0;

	while (i < words->n) {
		const struct macro *macro = macro_of(macros, &words->items[i]);

		if (is_called(words, i) && is_uncertain(macros, &words->items[i]))
			return false;
		if (!macro || !macro_leads(macros, macro) ||
		    (macro->takes_arguments && !is_called(words, i))) {
			i++;
			continue;
		}
		/* What comes out is read again: a macro that comes back to itself ends here. */
		if (expander.steps++ == MAX_STEPS || words->n > MAX_WORDS ||
		    !replace_use(&expander, words, i, macro))
			return false;
	}
	*is_variadic = expander.is_variadic;
	return true;
}
