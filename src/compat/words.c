// SPDX-License-Identifier: GPL-2.0-only
#include "compat/words.h"

#include "base/mem.h"

#include <string.h>

#define ALWAYS KERNEL_ALWAYS

const struct lock_row lock_rows[] = {
#define LOCK(name, returns, second, first, text) { #name, returns, second, first, text },
#include "compat/locks.def"
	{ .name = NULL },
};

const size_t lock_row_count = ARRAY_SIZE(lock_rows) - 1;

static const struct { const char *flag, *why; } harmless[] = {
#define HARMLESS(flag, why) { "FOLL_" #flag, why },
#include "compat/flags.def"
};

const char *flag_is_harmless(const struct gup_flag *flag)
{
	for (size_t i = 0; i < ARRAY_SIZE(harmless); i++)
		if (!strcmp(harmless[i].flag, flag->name))
			return harmless[i].why;
	return NULL;
}
