/* SPDX-License-Identifier: GPL-2.0-only */
/* What of the compiler's look at migrated files its workers do, and jobs of the graph; see patch/migrate/compiled.h. */
#ifndef GUPTIDY_MIGRATE_COMPILE_H
#define GUPTIDY_MIGRATE_COMPILE_H

#include "base/data/digest.h"
#include "kernel/tree/tree.h"
#include "patch/migrate/migrate.h"
#include "treewide/work/cache.h"

struct compiling {
	struct migrated *migrated;
	struct { size_t *items; size_t n, capacity; } files;
	struct { struct stand_in *items; size_t n, capacity; } overlay;	/* headers that change with their functions */
	struct cache cache;
	struct libclang *clang;
	unsigned workers;
	bool expects_few;		/* no header is precompiled: somebody else does, if it pays */
	char **reasons;
	struct made_from *read;		/* of each file what the compiler read for it; or NULL: nobody asks */
};

/* Fills in the headers that all files see as they will be. */
void lay_over(struct compiling *compiling);

/*
 * The answer for files.items[job]: what is wrong, ended by a NUL - why it may not be written, or an @ and the calls
 * that must stay, each in a line of its offset and why; then one of the letters below, and the paths that the
 * compiler read, each with its NUL.
 */
void compile_file(void *parser, size_t job, struct buf *out, void *data);

#define VERDICT_KEPT '+'
#define VERDICT_PASSES '-'

/* The digest of all that a proof hangs on beside the files that the compiler reads. */
void digest_file(const struct compiling *compiling, size_t index, char *digits);

/* Has workers compile what is listed in files; the answers go into the migrated files and the reasons. -1 sets err. */
int compile_listed(struct compiling *compiling, struct err *err);

/*
 * The same by the jobs of the graph that the options have, if that is worth while: files is left with those that are to
 * be compiled here. -1 sets err.
 */
int compile_by_jobs(struct compiling *compiling, struct err *err);

/*
 * Notes a call that must stay. If it was to stay already, returns why the file may not be written, which the caller
 * frees; else NULL.
 */
char *refuse_call(struct migrated_file *file, size_t offset, const char *why);

/* Frees what it owns, but for the reasons. */
void compiling_free(struct compiling *compiling);

#endif
