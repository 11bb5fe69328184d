// SPDX-License-Identifier: GPL-2.0-only
#include "patch/fix/number.h"

#include "c/source/source.h"
#include "c/syntax/call.h"

#include <stdlib.h>
#include <string.h>

static size_t count_numbers(const char *text, size_t length)
{
	struct token_list tokens;
	size_t n = 0;

	tokenize(text, length, &tokens);
	for (size_t i = 0; i < tokens.n; i++)
		n += tokens.items[i].kind == TOKEN_NUMBER &&
		     strtoull(text + tokens.items[i].offset, NULL, 0) > 1;
	token_list_free(&tokens);
	return n;
}

bool number_is_named(const struct source *source, const struct call *call, const struct call_plan *plan)
{
	for (size_t i = 0; i < plan->n; i++) {
		const struct planned_argument *argument = &plan->arguments[i];
		size_t begin, end;

		if (!argument->text || argument->old == NO_ARGUMENT)
			continue;
		begin = expr_begin(&source->outline, call->arguments[argument->old]);
		end = expr_end(&source->outline, call->arguments[argument->old]);
		if (count_numbers(source->text.data + begin, end - begin) >
		    count_numbers(argument->text, strlen(argument->text)))
			return true;
	}
	return false;
}
