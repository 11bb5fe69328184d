/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The macros that a file and the driver's own headers define, as far as #if lines ask for them. Words
 * of a directive are expanded as the preprocessor would; what nobody here defines keeps its name.
 */
#ifndef GUPTIDY_PREPROCESS_MACROS_H
#define GUPTIDY_PREPROCESS_MACROS_H

#include "c/outline/token.h"

/* A token's text, in somebody else's memory. */
struct word {
	const char *text;
	size_t length;
	enum token_kind kind;
	const char *pasted_from;	/* the left part, where ## made it; else NULL */
};

struct word_list {
	struct word *items;		/* owned */
	size_t n, capacity;
};

enum macro_state {
	MACRO_UNCERTAIN,		/* defined on one way, not on another */
	MACRO_UNDEFINED,
	MACRO_DEFINED,
};

struct macro {
	struct word name;
	enum macro_state state;
	bool of_version;		/* the version decided it */
	bool takes_arguments;
	bool is_variadic;		/* the last parameter takes all arguments that are left */
	struct word_list parameters, body;
};

struct macros {
	struct macro *items;		/* in the order in which they were first spoken of */
	size_t n, capacity;
	size_t *slots;			/* by name: an index into items and 1, or 0; a power of 2 of them */
	size_t n_slots;
};

/* True if the word is that text. */
bool word_is(const struct word *word, const char *text);

/* The tokens [first, last) without comments, behind those that are there. */
void words_add(struct word_list *words, const struct token_list *tokens, size_t first, size_t last);

/* The macro of that name, or NULL: nobody has spoken of it. */
const struct macro *macro_find(const struct macros *macros, const struct word *name);

/* The place of the macro's parameter of that name, or parameters.n. */
size_t macro_parameter(const struct macro *macro, const struct word *name);

/*
 * The arguments of a use, whose opening parenthesis is words[*i]: one list a parameter, and *i becomes
 * the closing one. NULL: it has no end, or too few or too many. Freed with macro_arguments_free().
 */
struct word_list *macro_arguments(const struct macro *macro, const struct word_list *words, size_t *i);
void macro_arguments_free(const struct macro *macro, struct word_list *arguments);

/*
 * Takes note of a #define or an #undef (tokens [first, last), from the # on). Its text must outlive the
 * macros. A state of MACRO_UNCERTAIN says that it may be skipped, MACRO_UNDEFINED that it is.
 */
void macro_note(struct macros *macros, const struct token_list *tokens, size_t first, size_t last,
		enum macro_state state, bool of_version);

/*
 * Appends the words with all macros in them expanded, the operand of `defined` apart. *of_version
 * becomes true if one of them hangs on the version. False: that takes no end.
 */
bool macros_expand(const struct macros *macros, const struct word_list *words, struct word_list *expanded,
		   bool *of_version);

/* Frees them. */
void macros_free(struct macros *macros);

#endif
