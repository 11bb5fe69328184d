/* SPDX-License-Identifier: GPL-2.0-only */
/* Patches without what changes by itself: line numbers and ids. What git range-diff compares. */
#ifndef GUPTIDY_MAIL_PLAIN_H
#define GUPTIDY_MAIL_PLAIN_H

struct buf;

/* Appends the hunks of a diff as git prints it: " ## path ##" in front of each file's, "@@ path: function". */
void plain_diff(const char *diff, struct buf *out);

#endif
