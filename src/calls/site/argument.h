/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whether an argument is a pointer or an integer, and which struct a pointer is to: as far as the
 * text, or the compiler, proves it. That tells a call of one version from a call of another which
 * has as many arguments.
 */
#ifndef GUPTIDY_SITE_ARGUMENT_H
#define GUPTIDY_SITE_ARGUMENT_H

#include "calls/value/meaning.h"

enum argument_kind {
	ARGUMENT_UNKNOWN,
	ARGUMENT_ZERO,			/* 0 or NULL: fits everywhere */
	ARGUMENT_INTEGER,
	ARGUMENT_POINTER,
};

struct argument {
	enum argument_kind kind;
	/* The struct's name; "" for the address of something else; NULL for a pointer that people
	   pass as an integer now and then: void *, char *, one that only the compiler has seen. */
	const char *record;		/* in the source's arena */
};

/* What expr is. oracle may be NULL. */
struct argument argument_of(struct source *source, const struct expr *expr,
			    const struct oracle *oracle);

/* False if the argument certainly is none for a parameter of that type (see struct parameter). */
bool argument_fits(const struct argument *argument, const char *type);

/* "an integer", "a pointer to struct page", ...: in the source's arena. */
const char *argument_describe(struct source *source, const struct argument *argument);

#endif
