/* SPDX-License-Identifier: GPL-2.0-only */
/* Signedness and width: of what is declared in the function, or spelt out, by its text alone; else asked. */
#ifndef GUPTIDY_VALUE_INTEGER_H
#define GUPTIDY_VALUE_INTEGER_H

#include "c/clang/oracle.h"
#include "c/syntax/expr.h"
#include "calls/value/local.h"

struct integer {
	bool is_known;			/* a typedef of another file is not */
	bool is_unsigned;
	unsigned bits;			/* on a 64-bit machine */
};

/* The type that the words of tokens [first, last) begin with: "const unsigned long", "u32". */
struct integer integer_of_words(const struct token_list *tokens, size_t first, size_t last);

/* The type of a parameter or a variable of a function. */
struct integer integer_of_local(const struct source *source, const struct local *local);

/* The type that an expression has when it is compared with something. */
struct integer integer_of(struct source *source, const struct expr *expr);

/*
 * The same with an oracle (may be NULL) for members, for what functions return, and for typedefs of other
 * files. *is_open: it is still not known, and an oracle, or another one, could tell.
 */
struct integer integer_asked(struct source *source, const struct expr *expr, const struct oracle *oracle,
			     bool *is_open);

/* What both are converted to before they are compared, added, ... */
struct integer integer_common(struct integer a, struct integer b);

#endif
