// SPDX-License-Identifier: GPL-2.0-only
/* How many arguments a call has for the compiler: by what it complains about. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/clang/private.h"

#include <stdlib.h>

/* What one complaint says of the call that ends at close. */
static enum fit fit_of(const struct diagnostic *complaint, size_t close)
{
	if (begins_with(complaint->text, "too few arguments"))
		return complaint->offset == close ? FIT_NO : FIT_YES;
	return begins_with(complaint->text, "too many arguments") ? FIT_NO : FIT_UNKNOWN;
}

enum fit unit_call_fits(struct unit *unit, const char *path, size_t name, size_t close)
{
	struct diagnostic *complaints = unit_diagnostics(unit, path, name, close + 1);
	enum fit fit = FIT_YES;

	for (struct diagnostic *c = complaints; c->text; c++) {
		/* An argument that means nothing to the compiler keeps it from counting them. */
		if (fit != FIT_NO && fit_of(c, close) != FIT_YES)
			fit = fit_of(c, close);
		free(c->text);
	}
	free(complaints);
	return fit;
}
