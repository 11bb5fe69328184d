/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What an argument can be: flags, a truth value, a number, ... as far as it can be proved.
 *
 * An expression is read as its author wrote it and followed through the local variables of its
 * function: whatever assignment reaches it on some way, see calls/value/reaching.h. Types come first from
 * the text (a local `bool write`), then from an oracle (the compiler). Without an oracle, what only
 * types can tell is MEANS_UNKNOWN.
 */
#ifndef GUPTIDY_VALUE_MEANING_H
#define GUPTIDY_VALUE_MEANING_H

#include "c/clang/oracle.h"
#include "c/source/source.h"
#include "c/syntax/expr.h"
#include "outcome/result/finding.h"

#include <stdint.h>

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
	MEANS_STRAY = 1 << 8,		/* beside MEANS_FLAGS: flags that may be set without FOLL_WRITE */
	MEANS_WRITE_TEST = 1 << 9,	/* x & FOLL_WRITE: not 0 if and only if FOLL_WRITE is asked for */
};

/* Where a variable or a parameter gets a value that is no flags. */
struct origin {
	unsigned bits;
	const char *value, *what;	/* `1`, a number; in the arena */
	uint32_t line;
	size_t name, op;		/* tokens of the assignment; NO_TOKEN for a caller's argument */
	const struct expr *expr;	/* the value */
};

#define MAX_ORIGINS 4

struct meaning {
	unsigned bits;
	enum confidence confidence;	/* the weakest step of the proof */
	const char *because;		/* why it is a truth value, a number, ...: in the arena */
	const char *what;		/* "a number": what because says of it */
	const struct origin *origins;	/* in the arena */
	size_t n_origins;		/* of those that there are, the first MAX_ORIGINS are kept */
	bool disagrees;			/* some ways bring an origin's value, others flags, or who knows */
	const char *unread;		/* why a function that it depends on could not be read, or NULL */
	uint32_t unread_line;
	size_t unknown;			/* token whose type is missing, when MEANS_UNKNOWN */
	unsigned long number;		/* the literal's value, when MEANS_NUMBER alone */
	uint64_t flags;			/* which of gup_flags it may hold; the last bit: one that is not there */
	bool elsewhere;			/* the mistake is a caller's: mending this place would be wrong */
};

/*
 * What expr can be at the place where it stands. oracle may be NULL. In a narrowed source
 * what another version's #if branch assigns does not count.
 */
struct meaning meaning_of(struct source *source, const struct expr *expr,
			  const struct oracle *oracle);

/* The origin that the ways disagree about, of those whose bits are among these; NULL: they agree. */
const struct origin *meaning_wrong_way(const struct meaning *meaning, unsigned bits);

/* Why it has one of these bits, as the begin of a sentence: in the arena. */
const char *meaning_because(struct source *source, const struct meaning *meaning, unsigned bits);

/* The value of a number token; -1 when it is no plain integer. */
int number_value(const struct token_list *tokens, size_t i, unsigned long *value);

#endif
