// SPDX-License-Identifier: GPL-2.0-only
/* #if branches: which kernels they are for. */
#include "fuzz.h"

#include "syntax/condition.h"

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text copy = fuzz_take(&at, text + length);
	struct outline outline;

	outline_read(&outline, copy.data, copy.length);
	FUZZ_CHECK(!branch_is_for_other_version(&outline, 0, 0));
	for (size_t b = 0; b < outline.branches.n && b < 50; b++) {
		size_t offset = outline.branches.items[b].begin;
		size_t other = branch_alternative(&outline, offset);

		FUZZ_CHECK(other == NO_TOKEN || other < outline.branches.n);
		branch_is_for_other_version(&outline, offset, version_code(6, 1, 0));
		branch_is_for_other_version(&outline, offset, version_code(4, 19, 300));
		branch_is_beside(&outline, b, outline.branches.items[b].end);
	}
	outline_free(&outline);
	fuzz_text_free(&copy);
}
