// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/compat/stand_ins.h"

#include <string.h>

const struct stand_in_row stand_in_rows[] = {
#define STAND_IN(function, other) { #function, #other, "", NULL },
#define BODY(function, beside, text) { #function, NULL, beside, text },
#include "conversion/compat/stand_ins.def"
	{ .function = NULL },
};

const struct gup_function *stand_in_function(const char *name)
{
	return gup_function_find(name, strlen(name));
}
