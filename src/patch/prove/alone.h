/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A small unit of C that stands for the converted calls of a file, where the file's own text tells all that
 * there is to tell: no header is needed to compile it, which costs a hundred times less than the file.
 *
 * It has the tree's prototypes and FOLL_* as converted, and a function for each call. What the call passes
 * beside flags is a parameter of that function, with the type that the file declares; of the flags the
 * text stays, but for the expressions in it that are the author's. So the compiler sees all that can be
 * wrong with the call: the number of arguments, their types, and how the flags are written.
 */
#ifndef GUPTIDY_PROVE_ALONE_H
#define GUPTIDY_PROVE_ALONE_H

#include "patch/prove/records.h"
#include "patch/prove/rewrite.h"

struct alone {
	const struct rewritten *file;
	struct source *after;		/* the file as it will be */
	const size_t *pairs;		/* of each old mention the new one, or SIZE_MAX */
	const struct family *before, *now;	/* as the tree declares it, as it will */
	unsigned version;		/* of the tree */
	struct records *records;
	bool is_ported;			/* to another kernel: its prototypes are `now`, and a call that cannot
					   be written is left out */
};

/*
 * Appends the unit. False: something must be compiled with all that the file includes - a definition, an
 * argument whose type or value the text does not tell, a function that is declared in several ways.
 */
bool alone_write(const struct alone *alone, struct buf *unit);

#endif
