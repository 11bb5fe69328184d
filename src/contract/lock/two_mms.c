// SPDX-License-Identifier: GPL-2.0-only
#include "contract/lock/two_mms.h"

#include "base/data/mem.h"
#include "c/outline/prototype.h"
#include "c/outline/words.h"

#include <string.h>

/* How long the name is that a text begins with. */
static size_t base_length(const char *text)
{
	return strcspn(text, "-.[( ");
}

static const struct parameter *parameter_of(const struct prototype *prototype, const char *text)
{
	size_t length = base_length(text);

	for (size_t i = 0; i < prototype->n; i++)
		if (strlen(prototype->parameters[i].name) == length &&
		    !strncmp(prototype->parameters[i].name, text, length))
			return &prototype->parameters[i];
	return NULL;
}

/* Is the token the parameter's name, and not the name of a member? */
static bool is_parameter(const struct token_list *tokens, size_t i, const struct parameter *parameter)
{
	return token_is(tokens, i, parameter->name) && is_object_at(tokens, i);
}

/* `from == to`, `from->mm != to->mm`: a condition that names both. */
static bool compares_both(const struct token_list *tokens, size_t op, const struct parameter *a,
			  const struct parameter *b)
{
	static const char *const ends[] = { "(", ")", "&&", "||", ";", "{", "}" };
	bool has_a = false, has_b = false;
	size_t first = token_previous(tokens, op), last = op;

	while (first && !token_is_any(tokens, first, ends, ARRAY_SIZE(ends)))
		first = token_previous(tokens, first);
	while (last < tokens->n && !token_is_any(tokens, last, ends, ARRAY_SIZE(ends)))
		last = token_next(tokens, last);
	for (size_t i = first; i < last; i++) {
		has_a |= is_parameter(tokens, i, a);
		has_b |= is_parameter(tokens, i, b);
	}
	return has_a && has_b;
}

static bool stay_apart(const struct token_list *tokens, const struct function *function, const struct parameter *a,
		       const struct parameter *b)
{
	for (size_t i = function->body; i < function->end; i++) {
		if ((is_parameter(tokens, i, a) || is_parameter(tokens, i, b)) && may_be_set_at(tokens, i))
			return false;
		if ((token_is(tokens, i, "==") || token_is(tokens, i, "!=")) && compares_both(tokens, i, a, b))
			return false;
	}
	return true;
}

bool are_two_mms(struct source *source, const struct function *function, const char *a, const char *b)
{
	struct prototype prototype;
	const struct parameter *left, *right;
	bool are = false;

	if (strcmp(a + base_length(a), b + base_length(b)) ||
	    prototype_read(&source->outline, function->name_token, &prototype))
		return false;
	left = parameter_of(&prototype, a);
	right = parameter_of(&prototype, b);
	if (left && right && left != right && !strcmp(left->type, right->type))
		are = stay_apart(&source->outline.tokens, function, left, right);
	prototype_free(&prototype);
	return are;
}
