/* SPDX-License-Identifier: GPL-2.0-only */
/* Text of messages: paragraphs of 72 columns. */
#ifndef GUPTIDY_MAIL_PROSE_H
#define GUPTIDY_MAIL_PROSE_H

#include <stddef.h>

struct buf;

/*
 * Appends a paragraph, filled anew, each line begun with indent and ended; an empty line is put in front of it if
 * out holds anything.
 */
void prose_paragraph(struct buf *out, const char *indent, const char *text);

/* Appends "3 calls". */
void prose_count(struct buf *out, size_t n, const char *one, const char *many);

/* Appends text as it stands, indented by four blanks, long lines broken at blanks; an empty line comes first. */
void prose_verbatim(struct buf *out, const char *text);

/*
 * Appends text, in which %O, %N, %T stand for these (or NULL: nothing).
 */
void prose_fill(struct buf *out, const char *text, const char *old, const char *now, const char *target);

#endif
