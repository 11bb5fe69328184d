/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls that hand out pages: which kind of hold, where the pages go, how many were asked for, and how
 * the result tells how many came. Whoever follows pages asks here, and knows no function's name.
 */
#ifndef GUPTIDY_HOLD_ACQUIRE_H
#define GUPTIDY_HOLD_ACQUIRE_H

#include "c/source/marks.h"
#include "c/source/source.h"
#include "c/syntax/call.h"
#include "kernel/api/relatives.h"

/* What the result says of the pages. */
enum acquire_answer {
	ANSWER_COUNT,			/* > 0: so many are there, perhaps fewer than asked for; else none */
	ANSWER_BYTES,			/* the same in bytes */
	ANSWER_ALL,			/* 0: all that were asked for are there; negative: none is */
	ANSWER_TRUTH,			/* true: the one page is there */
	ANSWER_PAGE,			/* it is the page; NULL or an ERR_PTR(): none is there */
};

struct wrapper;

struct acquire {
	struct call call;
	enum hold_kind kind;		/* never NONE */
	enum acquire_answer answer;
	const struct expr *pages;	/* the argument that says where they go: `pages`, `&page`, `pages + n`,
					   `work->pages`; NULL of ANSWER_PAGE. Never the constant NULL */
	const struct expr *count;	/* how many are asked for; NULL: the call does not say */
	bool is_one;			/* one page at most: what came cannot be short */
	bool is_complete;		/* nor can it be for another reason: all come, or none */
	size_t result;			/* token of the name that takes the result by `=`: a variable, or the
					   last name of a member; NO_TOKEN: none does */
	const char *member;		/* "->pages": they go to that member of what `pages` points to; or
					   NULL: see acquire_by_member_at() */
	struct source *wrapped_in;	/* the file of the wrapper that is called, or NULL: it is none */
	const struct wrapper *wrapper;	/* and what is known of it */
};

/*
 * What the call whose name is token i hands out. False if it hands out nothing: any other function, one
 * that the file has under that name itself, a call that only faults pages in or has no array, and one
 * that cannot be read (an #if stands in it, or the number of arguments is no version's).
 *
 * What it points to lives as long as the source. Which argument is which goes by their number and types, as the
 * newest version has it that they fit; where versions differ and they fit several, it hands out nothing.
 */
bool acquire_at(struct source *source, size_t i, struct acquire *acquire);

/*
 * The same of a wrapper that puts the pages into a member of an object that it gets: what pages points to
 * is that object.
 */
bool acquire_by_member_at(struct source *source, size_t i, struct acquire *acquire);

/* True if one of these two may be true where the name at token i is called: cheap. */
bool acquire_is_named(struct source *source, size_t i);

/* The calls of a source of which that is so, each as the token of its name: for who asks about whole files. */
const struct marks *acquire_calls(struct source *source);

/* The calls of which it may be so, as far as their names' hashes tell: no function is read for it. */
const struct marks *acquire_candidates(struct source *source);

/* Adds the names of the family and of its relatives, for a struct mark. */
void acquire_add_symbols(struct source *source, struct word_set *words);

#endif
