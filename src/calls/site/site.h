/* SPDX-License-Identifier: GPL-2.0-only */
/* A call of the family, read once: for all rules, for the conversion and for its proof. */
#ifndef GUPTIDY_SITE_SITE_H
#define GUPTIDY_SITE_SITE_H

#include "c/syntax/call.h"
#include "calls/family/family.h"
#include "calls/value/integer.h"
#include "calls/value/meaning.h"

/* The argument that says what is asked for: gup_flags, or an `int write`. */
struct access {
	enum gup_role role;		/* ROLE_FLAGS or ROLE_WRITE; ROLE_NONE: no such argument */
	size_t index;
	const struct expr *expr;
	struct meaning meaning;		/* read once, for all rules and for the conversion */
};

/* A call of the family, with all that rules may know of it. */
struct call_site {
	struct source *source;
	const struct mention *mention;		/* NULL: a call beside the family, of neighbours.def */
	const struct gup_function *function;	/* that is called */
	struct call call;
	const struct family *family;
	struct candidates candidates;	/* what the tree declares under that name */
	const struct declared *declared;	/* the one that fits in number, else the first, else NULL */
	unsigned version;		/* of the tree: KERNEL() number, or 0 */
	const struct oracle *oracle;	/* NULL in the first reading, by text alone */
	bool *wants_types;		/* set by who could say more with an oracle; NULL: nobody reads it */
	size_t misfit;			/* the first argument whose type is none for its place, or
					   call.n */
	struct access access;
	bool is_cut;			/* an #if stands in it, and the tree answers it: the call is what
					   the tree sees, and no text can take its place */
	bool is_foreign;		/* it hangs on what only a configure script would know */
	bool is_in_vain;		/* and so do the other branches of its #if, none of which fits */
};

/* Prepares the site of mention i of a source; -1 when the text holds no whole call there. */
int call_site_read(struct source *source, size_t i, const struct family *family, unsigned version,
		   const struct oracle *oracle, struct call_site *site);

/* What an expression of the call can be, by all that is known at the site. */
struct meaning call_site_meaning(const struct call_site *site, const struct expr *expr);

/*
 * Signedness and width of an expression of the function around the call, by text or oracle. *is_open:
 * it is not known. Without an oracle that is noted in wants_types.
 */
struct integer call_site_integer(const struct call_site *site, const struct expr *expr, bool *is_open);

/* True if the arguments fit the declaration, in number and as far as their types are known. */
bool call_site_fits(const struct call_site *site);

/*
 * For a call that does not show as many arguments as declared: true if it may have them all the same.
 * Macros can only add arguments, so more than declared are too many whatever they bring.
 */
bool call_site_may_fit(const struct call_site *site);

/* True if a #define of this file brings several arguments as one: their number in the text tells nothing. */
bool call_site_hides_arguments(const struct call_site *site);
bool call_hides_arguments(struct source *source, const struct call *call);

/* True if a macro may bring arguments, and nobody could tell yet. */
bool call_site_needs_count(const struct call_site *site);

/* True if what is asked for is no expression as far as its text goes. */
bool call_site_is_unreadable(const struct call_site *site);

/*
 * True if nothing tells which version's function is called: there is no tree, and the versions that
 * take so many arguments ask for different things in the place of the flags, or there are none.
 */
bool call_site_is_ambiguous(const struct call_site *site);

/* True if the site cannot be judged without the type of a name: the first one goes into *token. */
bool call_site_needs_types(const struct call_site *site, size_t *token);

#endif
