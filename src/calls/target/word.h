/* SPDX-License-Identifier: GPL-2.0-only */
/* A kernel's version as people write it. */
#ifndef GUPTIDY_TARGET_WORD_H
#define GUPTIDY_TARGET_WORD_H

#include <stdbool.h>

struct err;

struct version_word {
	unsigned version;	/* KERNEL() */
	unsigned code;		/* as LINUX_VERSION_CODE */
};

/* True if the word begins as a version does, with a digit or with "v" and a digit; it may be none. */
bool version_word_begins(const char *word);

/* True if all of it has the form of a version, whether the tables know that one or not. */
bool version_word_is_whole(const char *word);

/*
 * Reads "6.12", "v5.4", "4.19.3" or "5.4-rc1", which counts as 5.4. -1 sets err: it is none of these, or a
 * version that the tables know nothing of, or that never was.
 */
int version_word_read(const char *word, struct version_word *read, struct err *err);

#endif
