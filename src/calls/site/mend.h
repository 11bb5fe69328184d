/* SPDX-License-Identifier: GPL-2.0-only */
/* The text that a call's argument should have had. */
#ifndef GUPTIDY_SITE_MEND_H
#define GUPTIDY_SITE_MEND_H

#include "calls/site/site.h"

/* A new text and how tightly its outermost operator binds; in the source's arena. */
struct mended {
	const char *text;		/* NULL: only a person can tell */
	enum precedence precedence;
};

/* A truth value as a flag: "FOLL_WRITE" for 1 and true, "0", `x ? FOLL_WRITE : 0`. */
struct mended mend_truth(const struct call_site *site, const struct expr *expr, const char *flag);

/* Flags as they are, or as mend_as_flags() would have them. */
struct mended mend_or_keep(const struct call_site *site, const struct expr *expr);

/* Both in an `|`, with the parentheses that they need; a 0 adds nothing. */
struct mended mend_join(const struct call_site *site, struct mended a, struct mended b);

/*
 * What the site asks for (site->access), as flags: 1 and true become FOLL_WRITE, 0 and false 0, a
 * truth value x becomes `x ? FOLL_WRITE : 0`, numbers the flags that they are in the tree's version.
 * NULL when it is flags already, or when only a person can tell. In the source's arena, as all these.
 */
const char *mend_as_flags(const struct call_site *site);

/*
 * The flags whose values make up a number in that version, 0 if it is not known; NULL: a bit is left that
 * has no name.
 */
const char *mend_number_in(const struct call_site *site, unsigned long number, unsigned version);

/* As mend_as_flags(), with `| flag` behind it, and the parentheses that it needs. */
const char *mend_add_flag(const struct call_site *site, const char *flag);

/*
 * The same for an argument that the callee takes as a truth value today (int write): whatever is
 * not flags by its text is a truth value. NULL when it stays as it is.
 */
const char *mend_write_as_flags(const struct call_site *site);

/*
 * True if the site asks for write access as an int exactly when it does as flags: FOLL_WRITE, alone
 * or with others, or 0.
 */
bool mend_agrees_as_write(const struct call_site *site);

/*
 * Where ways to the call disagree: the assignment that brings a value with one of these bits, as it
 * should be, as the end of a sentence: "; write `flags = FOLL_WRITE` there". "" where they agree, or
 * only a person can tell.
 */
const char *mend_advice(const struct call_site *site, unsigned bits);

/* The whole call with its flags as mend_as_flags() has them, or NULL; the caller frees it. */
char *mend_call_as_flags(const struct call_site *site);

/* The whole call with argument i replaced, of callee (NULL: as it is); the caller frees it. */
char *mend_call(const struct call_site *site, const char *callee, size_t i, const char *text);

#endif
