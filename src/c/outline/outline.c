// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/outline.h"

#include "base/data/search.h"

#include <stdlib.h>

void outline_free(struct outline *outline)
{
	for (size_t i = 0; i < outline->functions.n; i++)
		free(outline->functions.items[i].name);
	free(outline->functions.items);
	free(outline->branches.items);
	free(outline->branch);
	free(outline->context);
	free(outline->partner);
	free(outline->encloser);
	free(outline->runs.items);
	token_list_free(&outline->tokens);
}

const struct function *outline_function_at(const struct outline *outline, size_t token)
{
	size_t i;

	/* The first that does not end in front of it: items and ends both rise, also where headers share a body. */
	LOWER_BOUND(i, outline->functions.n, outline->functions.items[i].end < token);
	return i < outline->functions.n && outline->functions.items[i].item <= token ?
		&outline->functions.items[i] : NULL;
}

size_t outline_item(const struct outline *outline, size_t token)
{
	size_t behind;

	LOWER_BOUND(behind, outline->runs.n, outline->runs.items[behind].token <= token);
	return behind ? outline->runs.items[behind - 1].item : 0;
}

bool function_is_static(const struct outline *outline, const struct function *function)
{
	for (size_t i = function->item; i < function->name_token; i++)
		if (token_is(&outline->tokens, i, "static"))
			return true;
	return false;
}

/* The number of directives that begin at the byte or in front of it. */
static size_t directives_until(const struct outline *outline, size_t offset)
{
	size_t i;

	LOWER_BOUND(i, outline->tokens.directives.n, outline->tokens.directives.items[i].begin <= offset);
	return i;
}

size_t outline_branch_at(const struct outline *outline, size_t offset)
{
	size_t n = directives_until(outline, offset);
	uint32_t branch = n ? outline->branch[n - 1] : NO_BRANCH;

	if (branch == NO_BRANCH || offset >= outline->tokens.length)
		return NO_TOKEN;
	/* A directive is not yet in the branch that it opens. */
	return offset < outline->branches.items[branch].begin ?
		outline->branches.items[branch].parent : branch;
}
