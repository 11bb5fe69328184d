// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/comment.h"

#include "outcome/plan/print.h"

#include <stdlib.h>
#include <string.h>

static size_t count_comments(const char *text, size_t length)
{
	struct token_list tokens;
	size_t n;

	tokenize(text, length, &tokens);
	n = token_comments(&tokens, 0, tokens.n);
	token_list_free(&tokens);
	return n;
}

bool comment_is_lost(const struct source *source, const struct expr *argument, const char *text)
{
	size_t begin = expr_begin(&source->outline, argument), end = expr_end(&source->outline, argument);

	return count_comments(source->text.data + begin, end - begin) > count_comments(text, strlen(text));
}

/* A comment of one word that names a parameter of the family: tsk, vmas=, iswrite. */
static bool names_parameter(const struct token_list *tokens, size_t i)
{
	const char *text = tokens->text + tokens->items[i].offset + 2;
	size_t length = tokens->items[i].length - 2, begin, end;

	for (begin = 0; begin < length && strchr(" \t", text[begin]); begin++)
		;
	for (end = begin; end < length && !strchr(" \t=:*", text[end]); end++)
		;
	for (size_t rest = end; rest < length; rest++)
		if (!strchr(" \t=:*/", text[rest]))
			return false;
	for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++) {
		size_t name = strlen(gup_role_name((enum gup_role)role));

		if (end - begin >= name && !memcmp(text + end - name, gup_role_name((enum gup_role)role), name))
			return true;
	}
	return false;
}

/* Comments in a text that say more than a name. */
static size_t count_sayings(const char *text, size_t length)
{
	struct token_list tokens;
	size_t n = 0;

	tokenize(text, length, &tokens);
	for (size_t i = 0; i < tokens.n; i++)
		n += token_is_comment(&tokens.items[i]) && !names_parameter(&tokens, i);
	token_list_free(&tokens);
	return n;
}

/* True if one that stands beside an argument goes with it. */
static bool loses_saying(const struct call_site *site, const struct call_plan *plan)
{
	const struct token *tokens = site->source->outline.tokens.items;
	size_t begin = tokens[site->call.name].offset, end = tokens[site->call.close].offset;
	size_t n = count_sayings(site->source->text.data + begin, end - begin);
	char *after = n ? call_print_whole(site->source, &site->call, plan) : NULL;
	bool is_lost = after && count_sayings(after, strlen(after)) < n;

	free(after);
	return is_lost;
}

const char *why_comment_lost(const struct call_site *site, const struct call_plan *plan)
{
	for (size_t i = 0; i < plan->n; i++) {
		const struct planned_argument *argument = &plan->arguments[i];

		if (argument->text && argument->old != NO_ARGUMENT &&
		    comment_is_lost(site->source, site->call.arguments[argument->old], argument->text))
			return arena_printf(&site->source->arena, "a comment inside argument %zu has no place in "
					    "`%s`; convert it by hand", argument->old + 1, argument->text);
	}
	return loses_saying(site, plan) ? "a comment would go with an argument; convert it by hand" : NULL;
}
