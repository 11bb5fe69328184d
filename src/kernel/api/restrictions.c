// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/api/restrictions.h"

#include "base/data/mem.h"

#include <string.h>

#define NEVER KERNEL_NEVER

const struct gup_restriction gup_restrictions[] = {
#define RESTRICTION(first, last, functions, flags, with, needs, why) \
	{ first, last, functions, flags, with, needs, why },
#define REFUSES_BY_ZERO(first, last, functions)
#include "kernel/api/restrictions.def"
	{ .why = NULL },
};

#define FLAG_PREFIX "FOLL_"

bool gup_restriction_is_about(const struct gup_restriction *restriction, unsigned version,
			      const struct gup_function *function, const char *flag, size_t length)
{
	size_t prefix = strlen(FLAG_PREFIX);

	if (version < restriction->first || version > restriction->last ||
	    length <= prefix || memcmp(flag, FLAG_PREFIX, prefix))
		return false;
	return gup_list_has(restriction->flags, flag + prefix, length - prefix) &&
	       (gup_restriction_is_general(restriction) ||
		gup_list_has(restriction->functions, function->name, strlen(function->name)));
}

bool gup_restriction_is_general(const struct gup_restriction *restriction)
{
	return !*restriction->functions;
}

static const struct {
	unsigned first, last;
	const char *functions;
} by_zero[] = {
#define RESTRICTION(first, last, functions, flags, with, needs, why)
#define REFUSES_BY_ZERO(first, last, functions) { first, last, functions },
#include "kernel/api/restrictions.def"
};

bool gup_refuses_by_zero(const struct gup_function *function, unsigned version)
{
	for (size_t i = 0; i < ARRAY_SIZE(by_zero); i++)
		if (version >= by_zero[i].first && version <= by_zero[i].last &&
		    gup_list_has(by_zero[i].functions, function->name, strlen(function->name)))
			return true;
	return false;
}
