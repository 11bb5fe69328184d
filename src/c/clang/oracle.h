/* SPDX-License-Identifier: GPL-2.0-only */
/* Whoever can tell what a name stands for: clang, by way of c/clang/inquiry.h. */
#ifndef GUPTIDY_CLANG_ORACLE_H
#define GUPTIDY_CLANG_ORACLE_H

#include "c/clang/parse.h"

struct source;

struct oracle {
	/* Asks for the declaration of the identifier at an offset of a source. */
	void (*ask)(void *data, const struct source *source, size_t offset,
		    struct resolved *answer);
	/* Counts the arguments of the call from its name to its parenthesis; NULL: nobody can. */
	enum fit (*count)(void *data, const struct source *source, size_t name, size_t close);
	void *data;
};

#endif
