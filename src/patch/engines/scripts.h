/* SPDX-License-Identifier: GPL-2.0-only */
/* The semantic patches of cocci/, as far as a conversion runs them. */
#ifndef GUPTIDY_ENGINES_SCRIPTS_H
#define GUPTIDY_ENGINES_SCRIPTS_H

#include "calls/family/family.h"

struct err;

struct script {
	char *path;			/* absolute */
	char **options;			/* of its `Options:` line; NULL at the end */
	bool knows_int_write;		/* has the virtual rule int_write */
	/* The function whose conversion it is: it runs while that is due. NULL: it always runs. */
	const struct gup_function *converts;
};

struct scripts {
	struct script *items;		/* in the order in which they run */
	size_t n, capacity;
};

/*
 * Finds the scripts beside the program: cocci/ of its source tree, or share/guptidy/cocci. -1 sets
 * err. Freed with scripts_free() either way.
 */
int scripts_find(struct scripts *scripts, struct err *err);

/*
 * True if the script could change mention i of the source: a call, prototype or definition of the
 * function that it converts, while the tree has something to convert; or, if it converts none, a
 * call that takes flags, with something else than FOLL_* and 0 in their place.
 */
bool script_concerns(const struct script *script, const struct family *family,
		     const struct source *source, size_t i);

/* Frees them. */
void scripts_free(struct scripts *scripts);

#endif
