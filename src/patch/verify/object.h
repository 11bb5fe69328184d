/* SPDX-License-Identifier: GPL-2.0-only */
/* What is in an object, as text that can be compared. */
#ifndef GUPTIDY_VERIFY_OBJECT_H
#define GUPTIDY_VERIFY_OBJECT_H

struct buf;
struct err;

/*
 * Appends the code and the data of an object in a folder, with what the linker is to fill in, as objdump (a program)
 * prints them; of one that it cannot read, the bytes. What tells lines to people is left out: it changes when lines
 * move. -1 sets err.
 */
int object_text(const char *objdump, const char *folder, const char *object, struct buf *text, struct err *err);

#endif
