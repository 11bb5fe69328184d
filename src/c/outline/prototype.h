/* SPDX-License-Identifier: GPL-2.0-only */
/* The declared parameters of a function, as text, with their places. */
#ifndef GUPTIDY_OUTLINE_PROTOTYPE_H
#define GUPTIDY_OUTLINE_PROTOTYPE_H

#include "c/outline/outline.h"

#define MAX_PARAMETERS 12

struct parameter {
	char *type;			/* single blanks, no const, no __user: "struct page **" */
	char *name;			/* "" when there is none */
	uint32_t begin, end;		/* bytes of the whole parameter */
	uint32_t name_begin;		/* bytes; 0 without a name */
};

struct prototype {
	char *returns;			/* the return type, without static, inline, extern, ... */
	struct parameter parameters[MAX_PARAMETERS];
	size_t n;
	bool is_static;
	bool is_variadic;
};

/*
 * Reads the prototype whose name is token i (followed by its parenthesis). -1 when the text is no
 * prototype or has too many parameters. Freed with prototype_free().
 */
int prototype_read(const struct outline *outline, size_t i, struct prototype *prototype);

/* Frees what prototype_read() made. */
void prototype_free(struct prototype *prototype);

#endif
