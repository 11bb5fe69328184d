/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The second engine: one file through all semantic patches that are due, each on the result of the
 * one before. spatch works on a copy; nothing is written into the tree.
 */
#ifndef GUPTIDY_ENGINES_SMPL_H
#define GUPTIDY_ENGINES_SMPL_H

#include "patch/engines/probe.h"
#include "patch/engines/scripts.h"

struct smpl {
	const struct scripts *scripts;
	const struct family *family;
	const char *folder;		/* an empty one, for the copy and for spatch's own files */
	double deadline;		/* as clock_seconds() counts, for the one file */
};

/* True if a script has anything to do with mention i: a call, prototype or definition it can change. */
bool smpl_concerns(const struct smpl *smpl, const struct source *source, size_t i);

/*
 * Appends what becomes of the source to text, and fills probe with what spatch saw of it before.
 * -1 sets err: spatch failed on the file. probe is freed with probe_free() either way.
 */
int smpl_apply(const struct smpl *smpl, const struct source *source, struct buf *text,
	       struct probe *probe, struct err *err);

/*
 * -1 sets err: no script can be run, as spatch does not find the library of Python that its package does
 * not ask for. What else is wrong with spatch, smpl_apply() says. Of smpl folder and deadline are used.
 */
int smpl_check_python(const struct smpl *smpl, struct err *err);

#endif
