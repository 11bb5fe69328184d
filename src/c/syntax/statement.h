/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The statements of a function, or of a macro's body, as a tree over the tokens. Nothing is expanded:
 * a macro that is followed by a statement is a statement with a body, and what stands in ({ }) is
 * part of its expression.
 *
 * An #if whose branches are whole statements is a statement with a child for each branch. One that
 * cuts a statement in two is a fault: see c/syntax/variant.h, which then reads the body several times.
 */
#ifndef GUPTIDY_SYNTAX_STATEMENT_H
#define GUPTIDY_SYNTAX_STATEMENT_H

#include "c/syntax/stream.h"

enum statement_kind {
	STATEMENT_BLOCK,		/* { children } */
	STATEMENT_IF,			/* if (head) child, and a second child behind else */
	STATEMENT_FOR,			/* for (head) child */
	STATEMENT_WHILE,
	STATEMENT_DO,			/* do child while (head); */
	STATEMENT_SWITCH,
	STATEMENT_MACRO,		/* NAME(head) child, NAME child: a loop or a guard, who knows */
	STATEMENT_CASE,			/* case x: and default:, without what follows */
	STATEMENT_LABEL,
	STATEMENT_GOTO,
	STATEMENT_RETURN,
	STATEMENT_BREAK,
	STATEMENT_CONTINUE,
	STATEMENT_DECLARATION,
	STATEMENT_EXPRESSION,
	STATEMENT_ASM,
	STATEMENT_EMPTY,
	STATEMENT_ARMS,			/* #if: each child is an arm */
	STATEMENT_ARM,			/* one branch, with its statements */
};

struct statement {
	enum statement_kind kind;
	size_t first, last;		/* tokens [first, last); of an arm: behind its directive */
	size_t open, close;		/* the parentheses of the head, or NO_TOKEN */
	size_t branch;			/* of an arm: the outline's, NO_TOKEN for the #else that is not there */
	bool is_split;			/* an #if stands inside: the tokens of all its branches are in it */
	struct statement *parent, *child, *next;
	struct statement **children;	/* the same in a row, and how many: made with a variant */
	size_t n;
};

/* Why a body could not be read. */
struct fault {
	const char *why;		/* NULL: nothing is wrong */
	size_t token;			/* where that was seen */
	size_t cut;			/* a branch of the #if that it stands in, or NO_TOKEN */
};

/* Reads all of the stream as one block. NULL sets the fault. All of it lives in the arena. */
struct statement *statement_read(const struct outline *outline, const struct stream *stream,
				 struct arena *arena, struct fault *fault);

#endif
