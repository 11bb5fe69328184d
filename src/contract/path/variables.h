/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The variables and members of a function that a call's result can get into, or that the function
 * returns, and where they get a value.
 */
#ifndef GUPTIDY_PATH_VARIABLES_H
#define GUPTIDY_PATH_VARIABLES_H

#include "c/source/source.h"
#include "c/syntax/expr.h"

#define MAX_VARIABLES 8
#define NO_VARIABLE 255

struct variable {
	const char *text;		/* `ret`, `work->pinned`: see contract/path/code.h */
	size_t object;			/* token of the first name */
	bool is_member;
	bool is_loose;			/* somebody has its address, or it is not the function's */
};

/* A place where one of them gets a value. */
struct store {
	size_t name, op;		/* tokens of the variable's last name and of the operator */
	unsigned variable;
	const struct expr *value;	/* the right side; NULL: of ++ and --, or nobody knows */
};

struct variables {
	const struct function *function;
	struct variable items[MAX_VARIABLES];
	size_t n;
	bool is_cut;			/* there are more, which are not followed */
	unsigned char *at;		/* of each token of the body: the variable whose name ends there */
	struct store *stores;		/* in the order of the text */
	size_t n_stores;
};

/*
 * Reads those of a function: what gets the call's result, and whatever is made of it, and what is
 * returned. False: nobody can follow them. All of it lives in the arena, or as long as the source.
 */
bool variables_read(struct variables *variables, struct source *source,
		    const struct function *function, size_t call, struct arena *arena);

/* The variable whose last name token i of the function is, or NO_VARIABLE. */
unsigned variable_at(const struct variables *variables, size_t i);

/* The variable that an expression is, casts and parentheses aside, or NO_VARIABLE. */
unsigned variable_of(const struct variables *variables, const struct expr *expr);

#endif
