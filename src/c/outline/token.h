/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * C as its author wrote it: tokens with their bytes, comments and directives included, nothing
 * expanded, nothing skipped. What the preprocessor would hide stays visible here.
 */
#ifndef GUPTIDY_OUTLINE_TOKEN_H
#define GUPTIDY_OUTLINE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum token_kind {
	TOKEN_IDENTIFIER,
	TOKEN_NUMBER,
	TOKEN_STRING,
	TOKEN_CHARACTER,
	TOKEN_PUNCTUATION,
	TOKEN_COMMENT,
	TOKEN_KERNEL_DOC,
};

/* Twelve bytes: a tree has millions of them. No text has 2^29 directives: it is shorter than 2^30 bytes. */
struct token {
	uint32_t offset, length;	/* bytes in the text */
	uint32_t directive : 29;	/* 1 + index of the directive it is part of, or 0 */
	uint32_t kind : 3;		/* enum token_kind */
};

enum directive_kind {
	DIRECTIVE_DEFINE,
	DIRECTIVE_IF,			/* #if, #ifdef, #ifndef */
	DIRECTIVE_ELSE,			/* #else, #elif and its kin */
	DIRECTIVE_ENDIF,
	DIRECTIVE_INCLUDE,
	DIRECTIVE_OTHER,
};

struct directive {
	enum directive_kind kind;
	uint32_t begin, end;		/* bytes, from the # to the end of the last line */
	uint32_t first, last;		/* tokens [first, last): the # and all behind it */
};

struct token_list {
	const char *text;		/* not owned */
	size_t length;
	struct token *items;
	size_t n, capacity;
	struct {
		struct directive *items;
		size_t n, capacity;
	} directives;
};

/* Splits text; it must outlive the list. Never fails: odd bytes are punctuation, open ends end with the text. */
void tokenize(const char *text, size_t length, struct token_list *list);

/* Frees what tokenize() made. */
void token_list_free(struct token_list *list);

/* True if the token at index i is exactly this text. Asked so often that it pays to be inline. */
static inline bool token_is(const struct token_list *list, size_t i, const char *text)
{
	size_t length = strlen(text);

	return i < list->n && list->items[i].length == length &&
	       !memcmp(list->text + list->items[i].offset, text, length);
}

/* True if it is one of n texts. */
bool token_is_any(const struct token_list *list, size_t i, const char *const *texts, size_t n);

/* True if token a of one list and token b of the other, which may be the same, have the same text. */
bool token_is_same(const struct token_list *left, size_t a, const struct token_list *right, size_t b);

/* True for a comment of any kind. */
bool token_is_comment(const struct token *token);

/* How many of tokens [first, last) are comments. */
size_t token_comments(const struct token_list *list, size_t first, size_t last);

/* True if token i is the name that a #define gives a meaning. */
bool token_defines_macro(const struct token_list *list, size_t i);

/* The index of the token that covers a byte, or list->n. */
size_t token_at(const struct token_list *list, size_t offset);

/*
 * The next or previous token that is code (no comment) of the same directive or none; n or SIZE_MAX at
 * the ends, and behind them.
 */
size_t token_next(const struct token_list *list, size_t i);
size_t token_previous(const struct token_list *list, size_t i);

/*
 * True if tokens [a, a_end) and [b, b_end) differ in comments and blanks only. The end of a directive
 * is no blank.
 */
bool same_code(const struct token_list *left, size_t a, size_t a_end,
	       const struct token_list *right, size_t b, size_t b_end);

/* True if it is a name with a parenthesis behind it, outside of directives. */
bool token_is_called(const struct token_list *tokens, size_t i);

#endif
