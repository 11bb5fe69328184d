/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where else a word of the file stands: so that following a name costs what the name does, not what
 * the file does.
 */
#ifndef GUPTIDY_OUTLINE_USES_H
#define GUPTIDY_OUTLINE_USES_H

#include "c/outline/outline.h"

#define NO_USE UINT32_MAX
#define SEVERAL_FUNCTIONS (UINT32_C(1) << 31)

/* All identifiers of one text. */
struct used_word {
	uint32_t first;			/* of them, in the order of the file */
	uint32_t hash;			/* word_hash() of it */
	uint32_t constant;		/* the one with a value: a #define, else an enumerator; or NO_USE */
	uint32_t function;		/* the outline's function of that name, or NO_USE; of several the first, with
					   SEVERAL_FUNCTIONS */
};

struct uses {
	struct { struct used_word *items; size_t n, capacity; } words;	/* by their first ones */
	/* For each token; one that is no identifier stands alone. */
	uint32_t *word;			/* the number of its word, or NO_USE */
	uint32_t *next, *previous;	/* of the same word, or NO_USE */
	uint32_t *head;			/* the first one in the same function's body; itself outside of bodies */
};

/* A hash of a text, and of that of token i. */
uint32_t text_hash(const char *text, size_t length);
uint32_t word_hash(const struct token_list *tokens, size_t i);

/* Reads them; freed by uses_free(). */
void uses_read(struct uses *uses, const struct outline *outline);

/* The word of token i, or NULL: it is no identifier. */
static inline const struct used_word *uses_word(const struct uses *uses, size_t i)
{
	return uses->word[i] == NO_USE ? NULL : &uses->words.items[uses->word[i]];
}

/* Its first token, or i itself. */
static inline uint32_t uses_first(const struct uses *uses, size_t i)
{
	const struct used_word *word = uses_word(uses, i);

	return word ? word->first : (uint32_t)i;
}

/* Its constant, or NO_USE. */
static inline uint32_t uses_constant(const struct uses *uses, size_t i)
{
	const struct used_word *word = uses_word(uses, i);

	return word ? word->constant : NO_USE;
}

/* Its function, or NO_USE. */
static inline uint32_t uses_function(const struct uses *uses, size_t i)
{
	const struct used_word *word = uses_word(uses, i);

	return word ? word->function : NO_USE;
}

/*
 * The first token of the word of token use that stands behind token begin, or NO_USE. From a use in a
 * function to its begin this costs what the function has of the word, not what the file has.
 */
uint32_t uses_behind(const struct uses *uses, size_t use, size_t begin);

/* Frees what uses_read() made. */
void uses_free(struct uses *uses);

/*
 * True if the name at token i is an object: no member, no tag, no label of a goto, and
 * not the name of a member that a macro gets, as struct_size().
 */
bool is_object_at(const struct token_list *tokens, size_t i);

/* True if the address of the object at token i, or of a part of it, is taken: `f(&x)`, not `a & x`. */
bool is_address_taken(const struct token_list *tokens, size_t i);

/*
 * True if the tokens from first to last are asked whether they are 0: `!x`, `x && y`, `x != y`, `if (x)`,
 * `if (likely(x))`, `IS_ERR_OR_NULL(x)`.
 */
bool is_truth_asked(const struct token_list *tokens, size_t first, size_t last);

/* The token behind the head of an if, of which the tokens from first to last are the whole condition; or NO_TOKEN. */
size_t condition_end(const struct token_list *tokens, size_t first, size_t last);

#endif
