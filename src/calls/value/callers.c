// SPDX-License-Identifier: GPL-2.0-only
#include "calls/value/callers.h"

#include "c/outline/words.h"
#include "c/source/kept.h"

/* A prototype of the function, or its definition: neither a call nor a use. */
static bool is_declaration(const struct outline *outline, size_t i)
{
	return outline->context[i] == CONTEXT_FILE &&
	       token_is(&outline->tokens, token_next(&outline->tokens, i), "(");
}

bool callers_visit(struct source *source, const struct function *function,
		  void (*visit)(const struct call *call, void *data), void *data)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);
	bool all = true;

	for (uint32_t i = uses_first(uses, function->name_token); i != NO_USE; i = uses_next(uses, i)) {
		struct call call;

		if (i == function->name_token || !is_object_at(tokens, i) ||
		    is_declaration(&source->outline, i) || is_export(tokens, i))
			continue;
		if (!tokens->items[i].directive &&
		    source->outline.context[i] == CONTEXT_BODY &&
		    !source_call(source, i, &call))
			visit(&call, data);
		else
			all = false;
	}
	return all;
}

bool function_is_exported(struct source *source, const struct function *function)
{
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, function->name_token); i != NO_USE; i = uses_next(uses, i))
		if (is_export(&source->outline.tokens, i))
			return true;
	return false;
}
