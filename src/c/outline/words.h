/* SPDX-License-Identifier: GPL-2.0-only */
/* What single words and operators of C are, as far as one can say without types. */
#ifndef GUPTIDY_OUTLINE_WORDS_H
#define GUPTIDY_OUTLINE_WORDS_H

#include "c/outline/token.h"

/* Begins a statement or an operand (return, else, sizeof, ...): a name behind it is not declared. */
bool is_statement_word(const struct token_list *tokens, size_t i);

/* A word of a type: int, struct, u32, const, gfp_t. A typedef of another form is not known. */
bool is_type_word(const struct token_list *tokens, size_t i);

/* A word of an integer type, bool not among them: int, unsigned, u32, size_t. */
bool is_integer_word(const struct token_list *tokens, size_t i);

/* bool, in its spellings. */
bool is_bool_word(const struct token_list *tokens, size_t i);

/* =, |=, <<= and so on. */
bool is_assignment(const struct token_list *tokens, size_t i);

/* ++ or --. */
bool is_increment(const struct token_list *tokens, size_t i);

/* True if the name at token i gets another value there: `n = 1`, `n |= 1`, `n++`, `--n`. */
bool is_set_at(const struct token_list *tokens, size_t i);

/* The same, or & stands in front of it, and who gets the address may set it. `a & n` counts, too. */
bool may_be_set_at(const struct token_list *tokens, size_t i);

/* True if the token's text begins with prefix. */
bool token_begins_with(const struct token_list *tokens, size_t i, const char *prefix);

/* True if it ends with suffix. */
bool token_ends_with(const struct token_list *tokens, size_t i, const char *suffix);

/* printk() and its kin, by the begin of their names. */
bool is_log_word(const struct token_list *tokens, size_t i);

/* True for an identifier without a small letter: by the kernel's convention a constant or a macro. */
bool is_capitals(const struct token_list *tokens, size_t i);

/* True if the token is that word; one that ends in * stands for all that begin so. */
bool word_fits(const struct token_list *tokens, size_t i, const char *word);

/* The same of one of these words, which end with NULL. */
bool word_is_any(const struct token_list *tokens, size_t i, const char *const *words);

/* True if it is the name in an EXPORT_SYMBOL(name), or one of its kin. */
bool is_export(const struct token_list *tokens, size_t i);

/* True if two tokens have the same text. */
bool same_token_text(const struct token_list *tokens, size_t a, size_t b);

#endif
