// SPDX-License-Identifier: GPL-2.0-only
#include "path/callee.h"

const struct function *callee_in_file(struct source *source, size_t i)
{
	const struct uses *uses = source_uses(source);

	for (size_t f = 0; f < source->outline.functions.n; f++) {
		const struct function *function = &source->outline.functions.items[f];

		if (uses->first[function->name_token] == uses->first[i])
			return function;
	}
	return NULL;
}

bool callee_is_own(struct source *source, size_t i)
{
	const struct uses *uses = source_uses(source);
	uint32_t constant = uses->constant[uses->first[i]];

	return callee_in_file(source, i) ||
	       (constant != NO_USE && token_defines_macro(&source->outline.tokens, constant));
}
