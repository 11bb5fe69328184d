/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share. */
#ifndef GUPTIDY_SCAN_PRIVATE_H
#define GUPTIDY_SCAN_PRIVATE_H

#include "kernel/scan/scan.h"

struct matcher;

/* A text that is looked through for mentions, piece by piece. */
struct looking {
	const struct matcher *matcher;
	size_t base;			/* where in the text the piece begins */
	size_t seen;			/* mentions that begin in front of it are found */
	size_t counted;			/* lines that begin in front of it are counted */
	size_t line_begin;
	uint32_t line;
	struct { struct mention *items; size_t n, capacity; } mentions;
	bool takes_all;			/* each name is a mention, be it a relative's */
	const struct symbol *enough;	/* where names end of which one is answer enough, or NULL */
	bool is_answered;		/* one was found */
	bool has_relatives;		/* a name that is none of the family's was found */
};

/* What a mention may need of the text in front of it, and behind its first byte. */
#define CONTEXT 256

/* Begins a text; its mentions are freed by who made it. */
void looking_begin(struct looking *looking, const struct matcher *matcher);

/* Finds those that begin in the piece in front of until; CONTEXT more bytes follow, or the text ends. */
void look(struct looking *looking, const char *text, size_t length, size_t until);

/*
 * The next piece begins that many bytes behind this one: CONTEXT in front of what was seen. No text: lines
 * are not counted, and numbers of lines and columns mean nothing any more.
 */
void look_on(struct looking *looking, const char *text, size_t dropped);

/* Sorts both lists of files by path, as scan_find() needs it. */
void scan_sort(struct scan *scan);

#endif
