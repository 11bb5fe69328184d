/* SPDX-License-Identifier: GPL-2.0-only */
/* Whoever can tell what a name stands for: clang, by way of clang/inquiry.h. */
#ifndef GUPTIDY_CLANG_ORACLE_H
#define GUPTIDY_CLANG_ORACLE_H

#include "clang/parse.h"

struct source;

/* Asks for the declaration of the identifier at an offset of a source. */
struct oracle {
	void (*ask)(void *data, const struct source *source, size_t offset,
		    struct resolved *answer);
	void *data;
};

#endif
