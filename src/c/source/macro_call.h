/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls by way of macros: a source with each use of a macro that calls the family replaced by what it
 * stands for. Lines stay where they are. Whoever reads the calls in there asks here where a word came
 * from: from the use, or from a definition.
 */
#ifndef GUPTIDY_SOURCE_MACRO_CALL_H
#define GUPTIDY_SOURCE_MACRO_CALL_H

#include "c/source/source.h"

#define NO_ORIGIN UINT32_MAX

/* Bytes of the expanded text that stand somewhere else, or nowhere. */
struct piece {
	uint32_t at, length;		/* in the expanded text */
	uint32_t origin;		/* in the source; NO_ORIGIN: in a header, or nowhere */
	bool is_pasted;			/* a word that ## made; its left part stands at origin */
};

/* One use of a macro. */
struct macro_use {
	uint32_t begin, end;		/* bytes of the source: NAME, or NAME(...) */
	uint32_t at, until;		/* what stands for it in the expanded text */
	bool is_variadic;
};

/* A call of the family in the expanded source. */
struct macro_call {
	size_t mention;			/* of the expanded source */
	const struct macro_use *use;
};

struct expanded {
	struct scanned_file file;	/* of the expanded text */
	struct source source;
	struct { struct piece *items; size_t n, capacity; } pieces;	/* by place in the expanded text */
	struct { struct macro_use *items; size_t n, capacity; } uses;	/* by place */
	struct { struct macro_call *items; size_t n, capacity; } calls;	/* by place */
};

/*
 * Expands the source as the tree sees it (see source_narrowed()); viewer as for conditions_judge().
 * NULL: no macro of it, or of the headers at hand, calls the family. Freed with expanded_free().
 */
struct expanded *expanded_read(struct source *source, const struct viewer *viewer);

/* Where the byte of the expanded text stands in the source, or NO_ORIGIN. */
uint32_t expanded_origin(const struct expanded *expanded, size_t offset);

/* True if the word at the byte of the expanded text was made by ##. */
bool expanded_is_pasted(const struct expanded *expanded, size_t offset);

/* True if the byte of the expanded text was written in the use itself, as an argument of it. */
bool expanded_is_of_use(const struct expanded *expanded, const struct macro_use *use, size_t offset);

/* Frees it; may be NULL. */
void expanded_free(struct expanded *expanded);

#endif
