/* SPDX-License-Identifier: GPL-2.0-only */
/* C that nobody writes in a kernel, and that is not read as a compiler does: it is refused, and not guessed at. */
#ifndef GUPTIDY_OUTLINE_SPELLING_H
#define GUPTIDY_OUTLINE_SPELLING_H

#include "c/outline/token.h"

/* The first bracket or # that is spelt as a digraph, <% %> <: :> %: outside of comments and strings; or list->n. */
size_t spelling_digraph(const struct token_list *list);

/* The first name at or behind token i that a backslash at the end of a line cuts in two; or list->n. */
size_t spelling_cut(const struct token_list *list, size_t i);

/* True if that name, put together, is this word. */
bool spelling_cut_is(const struct token_list *list, size_t i, const char *word);

#endif
