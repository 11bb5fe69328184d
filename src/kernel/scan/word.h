/* SPDX-License-Identifier: GPL-2.0-only */
/* What stands beside a word: decides whether a name is a whole word in UTF-8 text. */
#ifndef GUPTIDY_SCAN_WORD_H
#define GUPTIDY_SCAN_WORD_H

#include <stdbool.h>
#include <stddef.h>

/* True for the bytes of a C identifier. */
bool is_identifier_byte(unsigned char c);

/*
 * True if [begin, end) has no letter, digit or mark of any script beside it. A byte that is no valid
 * UTF-8 is nothing that one could call a boundary, so it makes this false, as it does in ripgrep.
 */
bool is_whole_word(const char *text, size_t length, size_t begin, size_t end);

#endif
