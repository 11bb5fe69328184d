// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/api/takeovers.h"

#include "base/data/mem.h"

#include <string.h>

#define TAKEOVER(function, when, successor, flag, advice)				\
	{ #function, TAKEOVER_##when, successor, flag, KERNEL_NEVER, advice },
#define RENAMED(function, successor, last, advice)					\
	{ #function, TAKEOVER_GONE, successor, NULL, last, advice },

static const struct gup_takeover takeovers[] = {
#include "kernel/api/takeovers.def"
};

#define GONE_FLAG(name, advice) { "FOLL_" #name, advice },

static const struct { const char *name, *advice; } gone_flags[] = {
#include "kernel/api/gone_flags.def"
};

const struct gup_takeover *gup_takeover_of(const struct gup_function *function, enum takeover_when when)
{
	for (size_t i = 0; i < ARRAY_SIZE(takeovers); i++)
		if (takeovers[i].when == when && !strcmp(takeovers[i].function, function->name))
			return &takeovers[i];
	return NULL;
}

const char *gup_flag_advice(const char *name, size_t length)
{
	for (size_t i = 0; i < ARRAY_SIZE(gone_flags); i++)
		if (strlen(gone_flags[i].name) == length && !memcmp(gone_flags[i].name, name, length))
			return gone_flags[i].advice;
	return "say what is meant instead";
}
