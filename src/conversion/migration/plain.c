// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a rule has of C goes to people's files, and to spatch, whose own language shines through: there an @
 * begins a rule, or a script, and a backslash a choice.
 */
#include "conversion/migration/private.h"

#include <string.h>

static bool is_plain(const struct token_list *tokens, const struct token *token)
{
	const char *text = tokens->text + token->offset;

	if (token_is_comment(token))
		return true;
	if (token->kind == TOKEN_STRING || token->kind == TOKEN_CHARACTER)
		return !memchr(text, '\n', token->length) && !memchr(text, '\r', token->length);
	return token->kind != TOKEN_PUNCTUATION || strchr("{}[]()<>;:?.,~!%^&*-+=|/", *text);
}

int migration_check_plain(const struct migration *migration, struct err *err)
{
	const struct token_list *tokens = &migration->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++)
		if (!is_plain(tokens, &tokens->items[i]))
			return migration_fail(migration, i, err, "%s",
					      tokens->items[i].kind == TOKEN_PUNCTUATION ?
					      "no part of C begins like this; take it out" :
					      "what is in quotes goes on in the next line; end it in this one");
	return 0;
}
