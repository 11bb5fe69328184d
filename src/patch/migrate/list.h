/* SPDX-License-Identifier: GPL-2.0-only */
/* The parameters of a function or macro where it is declared or defined, and whether they can follow its calls. */
#ifndef GUPTIDY_MIGRATE_LIST_H
#define GUPTIDY_MIGRATE_LIST_H

#include "c/source/source.h"
#include "conversion/migration/parameters.h"

struct parameter_list {
	struct call call;		/* name and list, as if it were a call */
	const char **names;		/* of each; "" where it has none. In the source's arena */
	size_t n;			/* how many: of (void) none */
	size_t first, last;		/* tokens of what surely belongs to it: [first, last) with the body, if any */
	bool is_bare;			/* a macro without a list: it stands for another name */
};

/* Reads mention i, a prototype, definition or macro. Why that can't be done, or NULL. */
const char *parameter_list_read(struct source *source, size_t i, struct parameter_list *list);

/* Which uses of a parameter are gone with it, as they stand in an argument that its own call loses. */
struct leaving {
	bool (*goes)(const void *data, size_t token);
	const void *data;
};

/* Why the list can't become what the parameters say, or NULL. In the source's arena. */
const char *parameter_list_why_not(struct source *source, const struct parameter_list *list,
				   const struct parameters *parameters, const struct leaving *leaving);

#endif
