/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Types as their declarations write them, as text: single blanks, no const, no __user, an array as a
 * pointer: "struct page **". A typedef is not looked behind.
 */
#ifndef GUPTIDY_OUTLINE_TYPE_H
#define GUPTIDY_OUTLINE_TYPE_H

#include "c/outline/outline.h"

struct buf;

/* True for a word of a declaration that says nothing of the type that a caller must pass: const, static. */
bool type_is_noise(const struct token_list *tokens, size_t i);

/* Appends a token of a type, unless it is noise. */
void type_add_token(struct buf *type, const struct token_list *tokens, size_t i);

/*
 * The type of the object that token name declares, in a declaration that begins at token first. NULL: it
 * is a function, a pointer to one, or an array of arrays. The caller frees it.
 */
char *type_of_declarator(const struct outline *outline, size_t first, size_t name);

/*
 * The type of a member of `struct record`; that of one in a nested struct is "outer.inner". NULL: the text
 * does not hold the struct's body once, or there is no such member in it once. The caller frees it.
 */
char *type_of_member(const struct outline *outline, const char *record, const char *path);

/* True for the integer types of C and the kernel's names for them, bool among them. */
bool type_is_integer(const char *type);

/* How many pointers lead to what it is made of: 2 for "struct page **". */
size_t type_depth(const char *type);

#endif
