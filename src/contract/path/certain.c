// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/certain.h"

#include "base/data/mem.h"

/* Parts of the names of labels at which errors are cleaned up. */
static bool names_failure(const struct token *token, const char *text)
{
	static const char *const parts[] = { "err", "fail", "bad", "free", "unlock", "put", "release" };

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		if (memmem(text + token->offset, token->length, parts[i], strlen(parts[i])))
			return true;
	return false;
}

/* `return -EINVAL`, `return ERR_PTR(...)`, `goto err_free`. */
static bool is_failure(const struct token_list *tokens, size_t i)
{
	static const char *const values[] = { "-", "ERR_PTR", "PTR_ERR", "ERR_CAST" };
	size_t next = token_next(tokens, i);

	if (token_is(tokens, i, "goto"))
		return names_failure(&tokens->items[next], tokens->text);
	return token_is_any(tokens, next, values, ARRAY_SIZE(values));
}

static bool only_fails_before(const struct token_list *tokens, size_t first, size_t call)
{
	for (size_t i = first; i < call; i++)
		if ((token_is(tokens, i, "return") || token_is(tokens, i, "goto")) &&
		    token_next(tokens, i) < call && !is_failure(tokens, i))
			return false;
	return true;
}

/* Behind &&, || and ? an operand may be evaluated or not. */
static bool is_operand_at_will(const struct token_list *tokens, size_t first, size_t call)
{
	static const char *const ways[] = { "?", "&&", "||" };

	for (size_t i = first; i < call; i++)
		if (token_is_any(tokens, i, ways, ARRAY_SIZE(ways)))
			return true;
	return false;
}

static bool is_loop_or_block(enum statement_kind kind)
{
	return kind == STATEMENT_BLOCK || kind == STATEMENT_FOR || kind == STATEMENT_WHILE ||
	       kind == STATEMENT_DO;
}

bool is_certain_call(struct source *source, const struct function *function, size_t call)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct variants *variants = source_variants(source, function);
	const struct statement *statement =
		variants->n == 1 ? variant_at(&variants->items[0], call) : NULL;

	if (!statement || statement->is_split || is_operand_at_will(tokens, statement->first, call) ||
	    !only_fails_before(tokens, function->body, call))
		return false;
	for (statement = statement->parent; statement; statement = statement->parent)
		if (!is_loop_or_block(statement->kind))
			return false;
	return true;
}
