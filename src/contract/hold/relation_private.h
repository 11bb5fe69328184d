/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of contract/hold/relation.h share. */
#ifndef GUPTIDY_HOLD_RELATION_PRIVATE_H
#define GUPTIDY_HOLD_RELATION_PRIVATE_H

#include "contract/hold/relation.h"

/* What a variable can be; *is_result is set if it holds the result, else left alone. */
unsigned relation_of_variable(const struct relations *relations, const struct relation *relation,
			      unsigned variable, bool *is_result);

/* What a sum can be; *is_result is set if one of the two is 0, and the other the result. */
unsigned relation_sum(unsigned a, unsigned b, bool a_is_result, bool b_is_result, bool *is_result);

/* True if the tokens hold the result, or something that was made of it. */
bool relation_is_in(const struct relations *relations, const struct relation *relation,
		    size_t first, size_t last);

/* It is known to be a page: what is made of it, or asks about it, tells no more of whether it came. */
bool relation_is_settled(const struct relations *relations, const struct relation *relation);

/* If it is in there, nobody can tell what follows. */
void relation_look_elsewhere(const struct relations *relations, struct relation *relation,
			     size_t first, size_t last);

/* likely(x), WARN_ON(x) and their kin are x. */
bool relation_is_hint(const struct relations *relations, const struct expr *call);

/*
 * True if the expression is one of two by what the result is: `ret < 0 ? ret : 0`. Whoever keeps it tells the result by
 * it later, and which one was taken nobody has noted.
 */
bool relation_is_chosen(const struct relations *relations, const struct relation *relation, const struct expr *expr);

/* What is tested: the result, a variable with a value of its own, or nothing that is followed. */
struct relation_subject {
	const struct expr *expr;
	const struct expr *typed;	/* with its cast, if there is one: the type of the comparison */
	unsigned variable;		/* NO_VARIABLE: the call itself, or nothing */
	bool is_result, is_followed;
};

struct relation_subject relation_subject(const struct relations *relations, const struct relation *relation,
					 const struct expr *expr);

/* Leaves of the subject what is among the bits; false: nothing. */
bool relation_narrow(const struct relations *relations, struct relation *relation,
		     const struct relation_subject *subject, unsigned bits);

/* A comparison as `subject op limit`, and which of its outcomes are meant: bits. */
enum order { ORDER_EQUAL, ORDER_LESS, ORDER_MORE };

#define ORDERS_EQUAL (1u << ORDER_EQUAL)
#define ORDERS_UNEQUAL (1u << ORDER_LESS | 1u << ORDER_MORE)
#define ORDERS_ANY (ORDERS_EQUAL | ORDERS_UNEQUAL)

/* Takes `left op right` to come out as one of those orders; false: it cannot. */
bool relation_compare(const struct relations *relations, struct relation *relation, const struct expr *left,
		      const struct expr *right, unsigned orders);

/* True if the expression is the result, or a variable that is followed. */
bool relation_is_followed(const struct relations *relations, const struct relation *relation,
			  const struct expr *expr);

/* True if the statement is a switch of such a one: its labels tell what it is. */
bool relation_is_sorted(const struct relations *relations, const struct relation *relation,
			const struct statement *statement);

/* The edge leads from a switch to one of its labels, or past them; false: no run takes it. */
bool relation_case(const struct relations *relations, struct relation *relation, const struct edge *edge,
		   const struct statement *statement);

/* True if the variable was chosen by what the result is, and tells it. */
bool relation_is_told_by(const struct relation *relation, unsigned variable);

/* True if the expression names such a variable. */
bool relation_is_told_in(const struct relations *relations, const struct relation *relation,
			 const struct expr *expr);

/* The variable gets a value that is chosen by what the result is. False: nobody can tell how. */
bool relation_tell(const struct relations *relations, struct relation *relation, const struct store *store);

/* What the result can be, and those variables, leaves each other only what goes with it; false: nothing. */
bool relation_agree(const struct relations *relations, struct relation *relation);

#endif
