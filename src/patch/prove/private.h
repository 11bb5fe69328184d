/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share; nobody else includes it. */
#ifndef GUPTIDY_PROVE_PRIVATE_H
#define GUPTIDY_PROVE_PRIVATE_H

#include "patch/prove/rewrite.h"
#include "treewide/work/cache.h"

struct graph;
struct parser;
struct target;

/* A file as it will be. */
struct after {
	struct scanned_file file;
	struct source source;
	size_t *pairs;			/* of each old mention the new one, see place_mentions() */
	char digits[DIGEST_LENGTH + 1];	/* of all that its proof hangs on, but for what is read for it */
	bool has_complaints;		/* the compiler has some of it, though none that is new */
	struct buf alone;		/* its calls without all else, see patch/prove/alone.h; or empty */
	struct buf rests_on;		/* paths that this was made from, each with its NUL */
};

struct proof {
	struct run *run;
	const struct rewrite *rewrite;
	struct after *after;		/* one for each file of the rewrite */
	const struct target *to;	/* the kernel that is converted to, or NULL: the tree's own */
	bool mends;			/* each edited call fits, also if it did not before */
	struct family family;		/* as the converted tree declares it, or that kernel */
	struct stand_in *overlay;	/* the converted files, for the compiler */
	const struct overlay *state;	/* what the run read instead of the disk's files, or NULL */
	struct stand_in *before;	/* the same for the compiler, or NULL */
	struct cache cache;
	struct { size_t *items; size_t n, capacity; } open;	/* files that no kept proof holds for */
	size_t n_whole;			/* of them, those that must be compiled with all they include,
					   for the architecture that most are compiled for */
	unsigned workers;
	struct libclang *clang;		/* theirs */
	char **reasons;
	const struct graph *gathers;	/* the graph that it is gathered in, or NULL: see note_read() */
};

/* text.c: why file i does not hold by its text, or NULL: a call that lost its shape. The caller frees it. */
char *prove_text(const struct proof *proof, size_t i);

/*
 * compiled.c: proves file i with the compiler: its calls alone where that does, else all that it includes.
 * Appends a reason with its NUL; or an empty one and the paths of the files that the proof rests on, each
 * with its NUL, or none if it must not be kept.
 */
void prove_compiled(struct proof *proof, struct parser *parser, size_t i, struct buf *out);

/* compiled.c: appends a path with its NUL to a struct buf. */
void put_path(const char *path, void *data);

#endif
