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

/* A word of one text. */
struct used_word {
	uint32_t first;			/* its first token */
	uint32_t hash;			/* word_hash() of it */
	uint32_t constant;		/* the one with a value: a #define, else an enumerator; or NO_USE */
	uint32_t function;		/* the outline's function of that name, or NO_USE; of several the first, with
					   SEVERAL_FUNCTIONS */
	uint32_t begin, end;		/* its uses [begin, end), numbers */
};

/* All identifiers of one text. A use is one of them; they are numbered word after word, in the order of the file. */
struct uses {
	struct { struct used_word *items; size_t n, capacity; } words;	/* by their first ones */
	uint32_t *use;			/* of each token: its number as a use; NO_USE: it is no identifier */
	uint32_t *token;		/* of each use */
	uint32_t *word;			/* of each use: the number of its word */
};

/* A hash of a text, and of that of token i. */
uint32_t text_hash(const char *text, size_t length);
uint32_t word_hash(const struct token_list *tokens, size_t i);

/* Reads them; freed by uses_free(). */
void uses_read(struct uses *uses, const struct outline *outline);

/* The number of the word of token i; NO_USE: it is no identifier. */
static inline uint32_t uses_number(const struct uses *uses, size_t i)
{
	return uses->use[i] == NO_USE ? NO_USE : uses->word[uses->use[i]];
}

/* The word of token i, or NULL: it is no identifier. */
static inline const struct used_word *uses_word(const struct uses *uses, size_t i)
{
	return uses->use[i] == NO_USE ? NULL : &uses->words.items[uses->word[uses->use[i]]];
}

/* The next token of the same word, and the one before; or NO_USE. */
static inline uint32_t uses_next(const struct uses *uses, size_t i)
{
	const struct used_word *word = uses_word(uses, i);

	return word && uses->use[i] + 1 < word->end ? uses->token[uses->use[i] + 1] : NO_USE;
}

static inline uint32_t uses_previous(const struct uses *uses, size_t i)
{
	const struct used_word *word = uses_word(uses, i);

	return word && uses->use[i] > word->begin ? uses->token[uses->use[i] - 1] : NO_USE;
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
