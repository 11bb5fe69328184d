// SPDX-License-Identifier: GPL-2.0-only
/* #if branches: which kernels they are for. */
#include "c/preprocess/condition.h"
#include "c/preprocess/evaluate.h"
#include "fuzz.h"

#include <stdlib.h>

static void judge(const struct outline *outline, unsigned code, bool is_outside)
{
	struct viewer viewer = { .code = code, .is_outside = is_outside };
	unsigned char *verdicts = calloc(outline->branches.n + 1, 1);
	char *narrowed;

	conditions_judge(outline, "fuzz.c", &viewer, verdicts);
	for (size_t b = 0; b < outline->branches.n; b++)
		FUZZ_CHECK(verdicts[b] <= VERDICT_FOREIGN);
	narrowed = conditions_narrow(outline, verdicts);
	for (size_t i = 0; i < outline->tokens.length; i++)
		FUZZ_CHECK(narrowed[i] == outline->tokens.text[i] || narrowed[i] == ' ');
	free(narrowed);
	free(verdicts);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text copy = fuzz_take(&at, text + length);
	struct outline outline;

	outline_read(&outline, copy.data, copy.length);
	judge(&outline, 0, false);
	judge(&outline, version_code(6, 1, 0), false);
	judge(&outline, version_code(4, 19, 300), true);
	for (size_t b = 0; b < outline.branches.n && b < 50; b++)
		branch_is_beside(&outline, b, outline.branches.items[b].end);
	outline_free(&outline);
	fuzz_text_free(&copy);
}
