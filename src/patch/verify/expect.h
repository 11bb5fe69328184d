/* SPDX-License-Identifier: GPL-2.0-only */
/* Which edits cannot change a byte of code, whatever the file is about. */
#ifndef GUPTIDY_VERIFY_EXPECT_H
#define GUPTIDY_VERIFY_EXPECT_H

#include <stdbool.h>
#include <stddef.h>

struct edit;

/*
 * True if each of these edits of one file writes a constant in another way (1 becomes FOLL_WRITE), and no line
 * moves. version is that of the tree, whose flags have these values.
 */
bool edits_keep_code(const struct edit *edits, size_t n, unsigned version);

#endif
