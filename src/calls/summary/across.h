/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Who is who across the files of a tree: which function of another file a call means, and where other
 * files name a function. By name, as a linker does; what it could not tell apart either is not answered.
 */
#ifndef GUPTIDY_SUMMARY_ACROSS_H
#define GUPTIDY_SUMMARY_ACROSS_H

#include "c/outline/word_set.h"
#include "c/source/source.h"

struct across;

/* A function, or a place that names it. */
struct across_place {
	struct source *source;
	const struct function *function;	/* the one that is defined there, or around the place */
	size_t token;
};

struct across_places {
	struct across_place *items;	/* owned */
	size_t n, capacity;
};

/* Begins; freed by across_free(). */
struct across *across_new(void);

/* Reads the words of one more source, which is to outlive the others' interest in it. */
void across_add(struct across *across, struct source *source);

/* What was found out before the last source was known is found out anew, if it hangs on the others. */
void across_settle(struct across *across);

/* The sources forget each other. Frees it; NULL is nothing. */
void across_free(struct across *across);

/*
 * The function of another file that the name at token i of the source means. False: none is known, the
 * source itself gives the name a meaning, or several files define it.
 */
bool across_callee(struct source *source, size_t i, struct across_place *callee);

/* Adds all names that may mean a function of another file in the source: of no other one across_callee() knows any. */
void across_add_words(const struct source *source, struct word_set *words);

/* Appends the places where headers among the other files define a macro of the name at token i. */
void across_macros(struct source *source, size_t i, struct across_places *macros);

/*
 * Appends the places in other files that name a function of the source: not those in files that give the
 * name a meaning of their own. False if there may be other functions of the name: then none is appended.
 */
bool across_uses(struct source *source, const struct function *function,
		 struct across_places *places);

/* True if only its own file can name the function. */
bool function_is_private(const struct source *source, const struct function *function);

#endif
