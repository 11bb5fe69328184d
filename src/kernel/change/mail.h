/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Mails as git format-patch and b4 write them, and any other text: what `git mailinfo` reads in them, and
 * `git am` would apply. tests/differential/mails holds it against that.
 */
#ifndef GUPTIDY_CHANGE_MAIL_H
#define GUPTIDY_CHANGE_MAIL_H

#include <stddef.h>

struct decoded;

/*
 * Decodes a file: the mails of an mbox in their order, one mail alone, or (when it is neither) the
 * text as it is. Encodings are undone, headers are left out, and pictures and HTML, unless they have
 * lines of a diff: git would read them.
 */
void mail_decode(const char *text, size_t length, struct decoded *decoded);

#endif
