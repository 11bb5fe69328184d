/* SPDX-License-Identifier: GPL-2.0-only */
/* What is planned, held against what is there: the one comparison that all proofs by text rest on. */
#ifndef GUPTIDY_PROVE_WORDS_H
#define GUPTIDY_PROVE_WORDS_H

#include "c/outline/token.h"

/*
 * True if the tokens from *at on are those of the text, comments apart on both sides; then *at becomes the token behind
 * them. Blanks and lines do not count.
 */
bool words_follow(const struct token_list *tokens, size_t *at, const char *text);

#endif
