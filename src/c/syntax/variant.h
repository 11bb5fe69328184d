/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * All readings of a body. Mostly that is one: an #if whose branches are whole statements is a
 * statement. An #if that cuts statements makes one reading for each of its branches.
 */
#ifndef GUPTIDY_SYNTAX_VARIANT_H
#define GUPTIDY_SYNTAX_VARIANT_H

#include "c/syntax/slot.h"
#include "c/syntax/statement.h"

struct variant {
	struct statement *root;		/* a block; its braces are not part of it */
	const struct token_span *hidden;	/* what this reading leaves out, in order */
	size_t n_hidden;
	const size_t *chosen;		/* branches of cutting #ifs that it takes */
	size_t n_chosen;
	struct slots *slots;		/* what rooms above keep of it, in the arena: see variant_slot() */
};

struct variants {
	struct variant *items;
	size_t n;			/* 0: the body could not be read */
	size_t bad;			/* then: the token at which that was seen */
	const char *why;		/* and what is wrong there */
};

/* Reads tokens [first, last) of a body, without its braces. All of it lives in the arena. */
void variants_read(const struct outline *outline, size_t first, size_t last, struct arena *arena,
		   struct variants *variants);

/* The innermost statement that holds the token, or NULL: also where the variant leaves it out. */
const struct statement *variant_at(const struct variant *variant, size_t token);

/* True if the variant leaves the token out. */
bool variant_hides(const struct variant *variant, size_t token);

/*
 * `bool a, *b = x, c;`, `for (int i = 0;`, `int (*f)(void)`: does the statement declare the name at
 * token i?
 */
bool statement_declares(const struct outline *outline, const struct statement *statement, size_t i);

/*
 * The first token of the statement that token i of code stands in, in a function or a #define: of an
 * if or a loop that is its head's. Elsewhere that of the definition around it.
 */
size_t statement_begin(const struct outline *outline, size_t i);

/* The byte that ends it: of its semicolon, or of a brace; of a #define the one behind it. */
size_t statement_end(const struct outline *outline, size_t i);

#endif
