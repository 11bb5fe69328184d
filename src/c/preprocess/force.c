// SPDX-License-Identifier: GPL-2.0-only
#include "c/preprocess/force.h"

#include "base/data/mem.h"

#include <string.h>

/* Overwrites a directive with a shorter one; its newlines stay, so that lines keep their numbers. */
static void overwrite(const struct outline *outline, size_t index, const char *directive, char *text)
{
	const struct directive *old = &outline->tokens.directives.items[index];
	size_t length = strlen(directive);

	if (old->end - old->begin < length)
		return;
	for (size_t i = old->begin; i < old->end; i++)
		if (text[i] != '\n' && text[i] != '\r')
			text[i] = ' ';
	memcpy(text + old->begin, directive, length);
}

static bool is_plain_else(const struct outline *outline, size_t index)
{
	const struct token_list *tokens = &outline->tokens;

	return token_is(tokens, tokens->directives.items[index].first + 1, "else");
}

/* All branches of the same #if: this one on, those in front of it off. */
static void force_one(const struct outline *outline, const struct branch *wanted, char *text)
{
	for (size_t i = 0; i < outline->branches.n; i++) {
		const struct branch *branch = &outline->branches.items[i];
		bool first = branch->directive == branch->first, on = branch == wanted;

		if (branch->first != wanted->first || branch->directive > wanted->directive ||
		    is_plain_else(outline, branch->directive))
			continue;
		overwrite(outline, branch->directive,
			  first ? (on ? "#if 1" : "#if 0") : (on ? "#elif 1" : "#elif 0"), text);
	}
}

char *force_branch(const struct outline *outline, size_t branch)
{
	char *text = mem_strndup(outline->tokens.text, outline->tokens.length);

	while (branch != NO_TOKEN) {
		force_one(outline, &outline->branches.items[branch], text);
		branch = outline->branches.items[branch].parent;
	}
	return text;
}
