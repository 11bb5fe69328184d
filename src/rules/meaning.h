/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What an argument can be: flags, a truth value, a number, ... as far as it can be proved.
 *
 * An expression is read as its author wrote it and followed through the local variables,
 * assignments and ?: of its function. Types come first from the text (a local `bool write`), then
 * from an oracle (the compiler). Without an oracle, what only types can tell is MEANS_UNKNOWN.
 */
#ifndef GUPTIDY_RULES_MEANING_H
#define GUPTIDY_RULES_MEANING_H

#include "parse/parse.h"
#include "syntax/expr.h"
#include "syntax/source.h"

/* Bits: an argument can be several, one for each branch of a ?: or assignment that reaches it. */
enum {
	MEANS_ZERO = 1 << 0,
	MEANS_TRUTH = 1 << 1,		/* 0 or 1, as a truth value */
	MEANS_FLAGS = 1 << 2,		/* made of FOLL_* */
	MEANS_NUMBER = 1 << 3,		/* a literal other than 0 */
	MEANS_MASK = 1 << 4,		/* x & 1, x & SOME_BIT */
	MEANS_POINTER = 1 << 5,
	MEANS_INTEGER = 1 << 6,		/* some integer; nothing more can be proved */
	MEANS_UNKNOWN = 1 << 7,		/* the text does not tell; a type is needed */
};

enum confidence {
	CONFIDENCE_LOW,
	CONFIDENCE_MEDIUM,
	CONFIDENCE_HIGH,
};

/* Asks for the declaration of the identifier at an offset of a source. */
struct oracle {
	void (*ask)(void *data, const struct source *source, size_t offset,
		    struct resolved *answer);
	void *data;
};

struct meaning {
	unsigned bits;
	enum confidence confidence;	/* the weakest step of the proof */
	const char *because;		/* why it is a truth value, a number, ...: in the arena */
	size_t unknown;			/* token whose type is missing, when MEANS_UNKNOWN */
	unsigned long number;		/* the literal's value, when MEANS_NUMBER alone */
	bool elsewhere;			/* the mistake is a caller's: mending this place would be wrong */
};

/* What expr can be at the place where it stands. oracle may be NULL. */
struct meaning meaning_of(struct source *source, const struct expr *expr,
			  const struct oracle *oracle);

/* The value of a number token; -1 when it is no plain integer. */
int number_value(const struct token_list *tokens, size_t i, unsigned long *value);

#endif
