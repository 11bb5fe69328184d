/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Expressions as their author wrote them: macros keep their names, parentheses are nodes, and each
 * node knows its tokens. Types are not known here.
 */
#ifndef GUPTIDY_SYNTAX_EXPR_H
#define GUPTIDY_SYNTAX_EXPR_H

#include "c/outline/outline.h"

struct arena;

enum expr_kind {
	EXPR_BAD,			/* could not be read */
	EXPR_IDENTIFIER,
	EXPR_NUMBER,
	EXPR_STRING,			/* strings and characters */
	EXPR_PARENTHESES,		/* (left) */
	EXPR_UNARY,			/* op left: ! ~ - + * & ++ -- */
	EXPR_POSTFIX,			/* left op: ++ -- */
	EXPR_BINARY,			/* left op right, assignments and comma too */
	EXPR_TERNARY,			/* condition ? left : right; left is NULL in a ?: b */
	EXPR_CALL,			/* left(arguments) */
	EXPR_MEMBER,			/* left.name or left->name; op is the name */
	EXPR_INDEX,			/* left[right] */
	EXPR_CAST,			/* (type) left */
	EXPR_OPAQUE,			/* sizeof, typeof, ({ }), { }: read, but not looked into */
};

struct expr {
	enum expr_kind kind;
	size_t first, last;		/* tokens [first, last) */
	size_t op;			/* token of the operator or name */
	struct expr *condition, *left, *right;
	struct expr **arguments;	/* of a call */
	size_t n_arguments;
};

/* Binding strength of operators, for whoever puts parentheses: higher binds tighter. */
enum precedence {
	PRECEDENCE_COMMA = 1,
	PRECEDENCE_ASSIGNMENT,
	PRECEDENCE_TERNARY,
	PRECEDENCE_LOGICAL_OR,
	PRECEDENCE_LOGICAL_AND,
	PRECEDENCE_BIT_OR,
	PRECEDENCE_BIT_XOR,
	PRECEDENCE_BIT_AND,
	PRECEDENCE_EQUALITY,
	PRECEDENCE_RELATION,
	PRECEDENCE_SHIFT,
	PRECEDENCE_SUM,
	PRECEDENCE_PRODUCT,
	PRECEDENCE_UNARY,
	PRECEDENCE_POSTFIX,
};

/* Reads the tokens [first, last); the nodes live in the arena. Never NULL: EXPR_BAD when unreadable. */
struct expr *expr_read(const struct outline *outline, size_t first, size_t last,
		       struct arena *arena);

/* Where the value that begins at token i ends: at a semicolon, a comma, or a bracket that closes around it. */
size_t expr_value_end(const struct outline *outline, size_t i);

/* How tightly the expression's outermost operator binds. */
enum precedence expr_precedence(const struct outline *outline, const struct expr *expr);

/* The expression inside all its outer parentheses. */
const struct expr *expr_bare(const struct expr *expr);

/* The expression inside all its outer parentheses and casts. */
const struct expr *expr_uncast(const struct expr *expr);

/* The i in `pages[i]` and in `*(pages + i)`, or NULL: the expression is no element. */
const struct expr *expr_index(const struct outline *outline, const struct expr *expr);

/*
 * What an array is reached by, one step nearer to it: pages[i] of &pages[i], pages of that, of pages + n and of
 * (void *)pages. NULL: the expression is none of these.
 */
const struct expr *expr_towards_array(const struct outline *outline, const struct expr *expr);

/* The name that an array goes by: `pages` of pages, &pages[i], pages + n and work->pages; or NO_TOKEN. */
size_t expr_array_name(const struct expr *expr);

/* The bytes of an expression: where it begins and where it ends, comments inside included. */
size_t expr_begin(const struct outline *outline, const struct expr *expr);
size_t expr_end(const struct outline *outline, const struct expr *expr);

/* True if the operator (or the identifier, number, name) is this text. */
bool expr_op_is(const struct outline *outline, const struct expr *expr, const char *text);

/* True if it is NULL or 0, in parentheses or not. */
bool expr_is_null(const struct outline *outline, const struct expr *expr);

#endif
