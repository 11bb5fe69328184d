/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names and text of others on their way to a terminal or to a log that somebody's program reads: they may
 * hold escape sequences, line ends, and commands of CI systems. All that people read goes out here.
 */
#ifndef GUPTIDY_DATA_QUOTE_H
#define GUPTIDY_DATA_QUOTE_H

#include <stddef.h>
#include <stdio.h>

struct buf;
struct err;

/*
 * The bytes of the character that text begins with, if it does nothing but stand there; 0: it is no valid
 * UTF-8, controls a terminal or the direction of writing, or begins a command (##[...], ##vso[...]).
 */
size_t quote_plain(const char *text);

/* Appends a byte as git writes it in names: \n, \", \033. */
void quote_byte(struct buf *out, unsigned char byte);

/* Appends text; only what is neither plain nor a tab is written as quote_byte() does. */
void quote_text(struct buf *out, const char *text);

/* Appends a name; in quotes, as git does it, if it is not plain, holds " or \, or begins with ::. */
void quote_name(struct buf *out, const char *name);

/* The same two, to a file. */
void put_text(FILE *out, const char *text);
void put_name(FILE *out, const char *name);

/* Says something on stderr, in a line of its own; names and words of others need no care. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says on stderr what went wrong, in a line of its own, and clears it. */
void complain(struct err *err);

#endif
