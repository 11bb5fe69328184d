// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/prototype.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "c/outline/type.h"
#include "c/outline/words.h"

#include <stdlib.h>

/* The token that names the parameter in [first, last), or NO_TOKEN. */
static size_t parameter_name(const struct token_list *tokens, size_t first, size_t last)
{
	size_t name = NO_TOKEN, words = 0;

	for (size_t i = first; i < last; i = token_next(tokens, i)) {
		if (token_is(tokens, i, "[") || token_is(tokens, i, ")"))
			break;
		if (tokens->items[i].kind != TOKEN_IDENTIFIER ||
		    type_is_noise(tokens, i))
			continue;
		name = i;
		words++;
	}
	if (name == NO_TOKEN || words < 2 ||
	    is_type_word(tokens, name))
		return NO_TOKEN;
	/* `struct page **` has two words and no name. */
	if (words == 2 && (token_is(tokens, token_previous(tokens, name), "struct") ||
			   token_is(tokens, token_previous(tokens, name), "union") ||
			   token_is(tokens, token_previous(tokens, name), "enum")))
		return NO_TOKEN;
	return name;
}

static void read_parameter(const struct token_list *tokens, size_t first, size_t last,
			   struct parameter *parameter)
{
	size_t name = parameter_name(tokens, first, last), final = first;
	struct buf type = {0};

	for (size_t i = first; i < last; i = token_next(tokens, i)) {
		if (token_is(tokens, i, "["))
			buf_puts(&type, type.length && type.data[type.length - 1] == '*' ? "*" : " *");
		else if (i != name && !token_is(tokens, i, "]"))
			type_add_token(&type, tokens, i);
		final = i;
	}
	parameter->type = buf_take(&type);
	parameter->name = name == NO_TOKEN ? mem_strdup("") :
		mem_strndup(tokens->text + tokens->items[name].offset, tokens->items[name].length);
	parameter->name_begin = name == NO_TOKEN ? 0 : tokens->items[name].offset;
	parameter->begin = tokens->items[first].offset;
	parameter->end = tokens->items[final].offset + tokens->items[final].length;
}

/* The comma or parenthesis that ends the parameter at token i. */
static size_t parameter_end(const struct outline *outline, size_t i, size_t close)
{
	const struct token_list *tokens = &outline->tokens;

	for (; i < close && !token_is(tokens, i, ","); i = token_next(tokens, i))
		if (token_is(tokens, i, "(") && outline_closing(outline, i) < close)
			i = outline_closing(outline, i);
	return i;
}

static int read_parameters(const struct outline *outline, size_t open, size_t close,
			   struct prototype *prototype)
{
	const struct token_list *tokens = &outline->tokens;
	size_t first = token_next(tokens, open);

	if (token_is(tokens, first, "void") && token_next(tokens, first) == close)
		return 0;
	while (first < close) {
		size_t end = parameter_end(outline, first, close);

		if (token_is(tokens, first, "...")) {
			prototype->is_variadic = true;
			return 0;
		}
		if (prototype->n == MAX_PARAMETERS || end == first)
			return -1;
		read_parameter(tokens, first, end, &prototype->parameters[prototype->n++]);
		if (end >= close)
			break;
		first = token_next(tokens, end);
	}
	return 0;
}

int prototype_read(const struct outline *outline, size_t i, struct prototype *prototype)
{
	const struct token_list *tokens = &outline->tokens;
	size_t open = token_next(tokens, i), close = outline_closing(outline, open);
	struct buf returns = {0};

	*prototype = (struct prototype){0};
	if (!token_is(tokens, open, "(") || close == NO_TOKEN)
		return -1;
	for (size_t t = outline_item(outline, i); t < i; t = token_next(tokens, t)) {
		if (token_is(tokens, t, "static"))
			prototype->is_static = true;
		type_add_token(&returns, tokens, t);
	}
	prototype->returns = buf_take(&returns);
	if (!read_parameters(outline, open, close, prototype))
		return 0;
	prototype_free(prototype);
	return -1;
}

void prototype_free(struct prototype *prototype)
{
	for (size_t i = 0; i < prototype->n; i++) {
		free(prototype->parameters[i].type);
		free(prototype->parameters[i].name);
	}
	free(prototype->returns);
	*prototype = (struct prototype){0};
}
