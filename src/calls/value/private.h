/* SPDX-License-Identifier: GPL-2.0-only */
/* How a meaning is read: what meaning.c, name.c and means.c share. */
#ifndef GUPTIDY_VALUE_PRIVATE_H
#define GUPTIDY_VALUE_PRIVATE_H

#include "calls/value/meaning.h"

/* Variables of variables: a person who must follow more hops than this would not call it proved. */
#define MAX_HOPS 5

/* The way from an argument to where its values come from. */
struct reading {
	struct source *source;
	const struct outline *outline;
	const struct oracle *oracle;
	unsigned hops;			/* variables between the argument and here */
	unsigned work;
};

/* What an expression can be, as far as the reading still may go. */
struct meaning read_meaning(struct reading *reading, const struct expr *expr);

/* The same of a name. */
struct meaning read_name(struct reading *reading, const struct expr *expr);

/* The same of a call of a function of the file that returns truth values alone; false: it is none. */
bool read_returned(struct reading *reading, const struct expr *call, struct meaning *meaning);

/* The same of a member of a struct that this file defines, and stores truth values alone in; false: it is none. */
bool read_stored(struct reading *reading, const struct expr *expr, struct meaning *meaning);

/* The same by the type that the compiler knows for a token, which the expression stands for. */
struct meaning read_type(struct reading *reading, const struct expr *expr, size_t token);

/* The text of tokens [first, last), in the source's arena, and the line of one. */
char *reading_text(struct reading *reading, size_t first, size_t last);
uint32_t reading_line(struct reading *reading, size_t token);

/* Certainly these bits, and no more is known. */
struct meaning means(unsigned bits);

/* The same, with a reason: "`!x` is a truth value". */
struct meaning means_because(struct reading *reading, unsigned bits, const struct expr *expr,
			     const char *what);

/* The flag that token i names. */
struct meaning means_flag(const struct token_list *tokens, size_t i);

/* Nobody knows: the type of a token is needed. */
struct meaning means_unknown(size_t token);

/* What either of two can be; the reason is that of the one that has the more telling bits. */
struct meaning means_either(struct reading *reading, struct meaning a, struct meaning b);

/* A number that is only ever 0 or 1 and comes by way of a variable or a ?: is a truth value. */
struct meaning means_truth(struct reading *reading, struct meaning meaning, const struct expr *expr,
			   const char *what);

/* An integer of which no more is known than the flags that were seen on the way. */
struct meaning means_some_integer(const struct meaning *seen);

/* A value that is no flags comes from here (the assignment's tokens), unless it comes from further away. */
struct meaning means_from(struct reading *reading, struct meaning meaning, const struct expr *expr,
			  size_t name, size_t op);

#endif
