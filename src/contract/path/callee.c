// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/callee.h"

const struct function *callee_in_file(struct source *source, size_t i)
{
	const struct uses *uses = source_uses(source);
	uint32_t f = uses_function(uses, i);

	return f == NO_USE ? NULL : &source->outline.functions.items[f & ~SEVERAL_FUNCTIONS];
}

bool callee_is_one_of_several(struct source *source, size_t i)
{
	const struct uses *uses = source_uses(source);
	uint32_t f = uses_function(uses, i);

	return f != NO_USE && f & SEVERAL_FUNCTIONS;
}

size_t callee_macro(struct source *source, size_t i)
{
	const struct uses *uses = source_uses(source);
	uint32_t constant = uses_constant(uses, i);

	return constant != NO_USE && token_defines_macro(&source->outline.tokens, constant) ? constant : NO_TOKEN;
}

bool callee_is_own(struct source *source, size_t i)
{
	return callee_in_file(source, i) || callee_macro(source, i) != NO_TOKEN;
}
