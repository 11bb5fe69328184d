// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/api/relatives.h"

#include <string.h>

#define NOT_SAID (-1)

#define RELATIVE(name, kind, result, length, pages, count)	\
	{ #name, HOLD_KIND_##kind, RESULT_##result, length, pages, count },

const struct gup_relative gup_relatives[] = {
#include "kernel/api/relatives.def"
	{ .name = NULL },
};

const struct gup_relative *gup_relative_find(const char *name, size_t length, size_t parameters)
{
	for (const struct gup_relative *r = gup_relatives; r->name; r++)
		if (r->length == parameters && strlen(r->name) == length &&
		    !memcmp(r->name, name, length))
			return r;
	return NULL;
}
