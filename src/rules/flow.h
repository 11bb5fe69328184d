/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the value of a local variable comes from, as the text of its function shows it. */
#ifndef GUPTIDY_RULES_FLOW_H
#define GUPTIDY_RULES_FLOW_H

#include "syntax/call.h"
#include "syntax/source.h"

/* How a name is declared in its function. */
struct local {
	bool found;			/* it is a parameter or a local variable */
	int parameter;			/* its place among the parameters, or -1 */
	bool is_pointer, is_bool;
	bool is_plain;			/* an integer type's own words: int, unsigned, u32, ..._t */
	size_t declaration;		/* token of the declared name, when found */
};

/* Looks for the declaration of the identifier at token use, in the function around it. */
struct local flow_local(struct source *source, size_t use);

/* One assignment that can reach a use. */
struct assignment {
	size_t op;			/* =, |=, &=, ... ; NO_TOKEN when the address is taken */
	struct expr *value;		/* the right side; NULL for ++ and for an address taken */
};

struct assignments {
	struct assignment *items;	/* owned; in the order of the text */
	size_t n, capacity;
	bool whole;			/* each way to the use passes the first one */
	bool cut;			/* there are more than anybody follows */
};

/*
 * The assignments to the variable used at token use that can reach it: those in front of it, from
 * the last one on that each way to the use must pass. The caller frees items.
 */
void flow_assignments(struct source *source, size_t use, struct assignments *list);

/*
 * Calls visit with each call of the function in its own file. False if the file also uses its name
 * in another way (takes its address, hands it to a macro): then these are not all callers.
 */
bool flow_callers(struct source *source, const struct function *function,
		  void (*visit)(const struct call *call, void *data), void *data);

#endif
