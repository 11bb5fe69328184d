/* SPDX-License-Identifier: GPL-2.0-only */
/* A source as a list of pieces that can be compared: a token of code, or a whole call. */
#ifndef GUPTIDY_ENGINES_PIECES_H
#define GUPTIDY_ENGINES_PIECES_H

#include "c/source/source.h"

/*
 * Mention i of the source with its parentheses, when is_whole[i] says so, else one token. Comments
 * are no pieces.
 */
struct piece {
	size_t first, last;		/* tokens [first, last) */
	size_t mention;			/* or NO_TOKEN */
};

struct piece_list {
	struct piece *items;		/* owned */
	size_t n, capacity;
};

/* Pieces [first, last) of two lists that are not the same; one of the two may be empty. */
struct hunk {
	size_t old_first, old_last, new_first, new_last;
};

struct hunk_list {
	struct hunk *items;		/* owned */
	size_t n, capacity;
};

/* The parenthesis that closes the list behind the name of mention i, or NO_TOKEN. */
size_t mention_close(const struct source *source, size_t i);

/* Reads the pieces of a source; the list's items are the caller's. */
void pieces_read(const struct source *source, const bool *is_whole, struct piece_list *pieces);

/* What differs, by libgit2; mentions are the same by their number. -1: libgit2 failed. */
int pieces_compare(const struct source *old, const struct piece_list *old_pieces,
		  const struct source *new, const struct piece_list *new_pieces,
		  struct hunk_list *hunks);

#endif
