// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/rule.h"

bool site_is_first(const struct call_site *site, const struct function *function)
{
	const struct source *source = site->source;
	size_t begin = function ? function->body : 0;

	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (source->tokens[i] >= begin && source_is_call(source, i))
			return source->tokens[i] == site->call.name;
	return false;
}
