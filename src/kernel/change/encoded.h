/* SPDX-License-Identifier: GPL-2.0-only */
/* What is no ASCII in the header of a mail: encoded words (RFC 2047). */
#ifndef GUPTIDY_CHANGE_ENCODED_H
#define GUPTIDY_CHANGE_ENCODED_H

struct buf;

/* Appends the text of a field, its encoded words in UTF-8 decoded; words of other encodings stay as they are. */
void encoded_decode(const char *text, struct buf *out);

#endif
